"""Lines of a picture as values: their places, their order, and what a sheet shows of them."""

from dataclasses import replace

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.annotations import Redaction
from desktop.core.image.source_image import SourceImage
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.parser import parser
from desktop.core.ocr.glyph_lines import line_from_glyphs
from desktop.core.ocr.layout_analysis import analyze_layout
from desktop.core.ocr.ocr_result import Barcode, OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.ocr.serialization import ocr_result_from_json, ocr_result_to_json
from desktop.core.ocr.text_export import code, fenced, markdown, plain_text
from desktop.core.ocr.text_selection import Caret, TextSelection, caret_at, everything, rects, selected, word_at
from desktop.core.untrusted_text import strip_control_characters
from tests.services.fakes import line_at, lines_of

BOX = ((10.0, 20.0), (110.0, 20.0), (110.0, 40.0), (10.0, 40.0))


def image(width: int = 400, height: int = 300) -> AnnotatedImage:
    return AnnotatedImage("s", SourceImage("p" * 64, b"", width, height, "image/png"))


def middles(count: int) -> tuple[float, ...]:
    return tuple((at + 0.5) / count for at in range(count))


# a line as a recogniser has it


def test_words_get_their_part_of_the_box() -> None:
    places = middles(10)
    line = line_from_glyphs("ab cdefghi", BOX, (*places[:2], *places[3:]), (1.0,) * 2 + (0.5,) * 7)
    assert [word.text for word in line.words] == ["ab", "cdefghi"]
    first, second = line.words
    assert first.rect.left <= 12 and 28 <= first.rect.right <= 36
    assert 36 <= second.rect.left <= 42 and second.rect.right >= 108
    assert (first.confidence, second.confidence) == (1.0, 0.5)
    assert line.confidence == pytest.approx((2 + 3.5) / 9)


def test_a_slanted_line_has_words_where_they_are() -> None:
    slanted = ((0.0, 0.0), (100.0, 50.0), (90.0, 70.0), (-10.0, 20.0))
    line = line_from_glyphs("aa bb", slanted, (0.1, 0.3, 0.7, 0.9), (1.0,) * 4)
    assert line.words[0].rect.top < line.words[1].rect.top
    assert line.words[0].rect.left < line.words[1].rect.left


def test_letters_of_one_width_are_told_from_others() -> None:
    text, count = "import sys, json", 16
    even = tuple(at for at, letter in zip(middles(count), text, strict=True) if letter != " ")
    sure = (1.0,) * len(even)
    assert line_from_glyphs(text, BOX, even, sure).char_width == pytest.approx(100 / 16, rel=0.01)
    uneven = tuple(at + 0.012 * (number % 4) for number, at in enumerate(even))
    assert line_from_glyphs(text, BOX, uneven, sure).char_width == 0.0
    assert line_from_glyphs("a b", BOX, (0.2, 0.8), (1.0, 1.0)).char_width is None, "too few to tell"
    digits = tuple(middles(9))
    assert line_from_glyphs("123456789", BOX, digits, (1.0,) * 9).char_width is None, (
        "digits are of one width in most fonts"
    )


def test_places_of_letters() -> None:
    line = line_at("one two", 10, 0)
    assert line.text == "one two"
    assert line.rects(0, 3) == (Rect(10, 0, 34, 20),)
    assert line.rects(1, 5) == (Rect(18, 0, 34, 20), Rect(42, 0, 50, 20))
    assert line.rects(3, 4) == ()


# what a sheet shows of it


def test_what_is_covered_or_cropped_away_is_not_in_a_reading() -> None:
    ocr_result = lines_of("name: Ada", "key secret", "end")
    covered = image().with_annotation(Redaction("r", Rect(40, 30, 80, 60)))
    assert ocr_result.visible_in(covered).text == "name: Ada\nkey\nend"
    cropped = image().cropped(Rect(0, 30, 400, 300))
    shown = ocr_result.visible_in(cropped)
    assert shown.text == "key secret\nend"
    assert shown.size == (400, 270)
    assert shown.lines[0].rect.top == 4
    assert ocr_result.visible_in(image().cropped(Rect(0, 20, 400, 300))).lines[0].rect.top >= 0


def test_a_turned_sheet_has_its_words_where_they_are_seen() -> None:
    ocr_result = lines_of("word")
    turned = ocr_result.visible_in(image().rotated(1))
    assert turned.size == (300, 400)
    rect = turned.lines[0].rect
    assert (rect.width, rect.height) == (20, 32)


def test_other_sizes_and_plain_values() -> None:
    ocr_result = replace(lines_of("a bc", "def"), barcodes=(Barcode("https://x.example", "QR Code", Rect(1, 2, 3, 4)),))
    half = ocr_result.scaled((200, 150))
    assert half.size == (200, 150)
    assert half.lines[0].words[1].rect == Rect(13, 5, 21, 15)
    assert half.lines[0].char_width == pytest.approx(4, rel=0.05)
    assert ocr_result_from_json(ocr_result_to_json(ocr_result)) == ocr_result
    assert ocr_result.word_count == 3 and not ocr_result.is_empty and OcrResult((1, 1)).is_empty


@pytest.mark.parametrize(
    "plain",
    [
        None,
        {},
        {"size": [1], "blocks": [], "codes": []},
        {"size": [1, 1], "blocks": [["x", []]], "codes": []},
        {"size": [1, 1], "blocks": [["text", [[[None, False, []]]]]], "codes": []},
    ],
)
def test_what_is_no_reading_is_refused(plain: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        ocr_result_from_json(plain)


# reading order


def texts(lines: list[OcrLine]) -> list[str]:
    return [line.text for block in analyze_layout(lines) for line in block.lines]


def prose(line: OcrLine) -> OcrLine:
    return replace(line, char_width=0.0)


def test_columns_are_read_one_after_the_other() -> None:
    left = [prose(line_at(f"left line number {at} of text", 10, 24 * at)) for at in range(6)]
    right = [prose(line_at(f"right line number {at} of text", 320, 24 * at + 3)) for at in range(6)]
    head = prose(line_at("A heading over both of the columns that is quite long", 10, -60))
    shuffled = [*right, head, *reversed(left)]
    assert texts(shuffled) == [line.text for line in (head, *left, *right)]


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Item", "Count", "Price"), ("pen", "2", "1.50"), ("paper", "10", "12.00"), ("Sum", "", "13.50")]
    lines = [
        prose(line_at(cell, x, 30 * at))
        for at, row in enumerate(rows)
        for cell, x in zip(row, (10, 150, 260), strict=True)
        if cell
    ]
    (block,) = analyze_layout(lines)
    assert block.kind is TextBlockKind.TABLE
    assert markdown(OcrResult((400, 300), (block,))).split("\n") == [
        "| Item | Count | Price |",
        "| --- | --- | --- |",
        "| pen | 2 | 1.50 |",
        "| paper | 10 | 12.00 |",
        "| Sum |  | 13.50 |",
    ]
    assert plain_text(OcrResult((400, 300), (block,))).split("\n")[1] == "pen\t2\t1.50"


def test_code_keeps_its_indentation_and_its_empty_lines() -> None:
    source = ["def f(x):", "    if x:", "        return 1", "", "    return 0"]
    lines = [
        line_at(text.strip(), 10 + 8 * (len(text) - len(text.lstrip())), 24 * at)
        for at, text in enumerate(source)
        if text
    ]
    (block,) = analyze_layout(lines)
    assert block.kind is TextBlockKind.CODE
    assert plain_text(OcrResult((400, 300), (block,))) == "\n".join(source)
    assert markdown(OcrResult((400, 300), (block,))) == "```\n" + "\n".join(source) + "\n```"


def test_a_little_beside_is_the_same_indentation() -> None:
    lines = [line_at("aaaa", 10, 0), line_at("bbbb", 45, 24), line_at("cccc", 42, 48), line_at("dddd", 41, 72)]
    assert plain_text(OcrResult((400, 300), analyze_layout(lines))).split("\n") == [
        "aaaa",
        "    bbbb",
        "    cccc",
        "    dddd",
    ]


def test_the_bars_of_a_program_do_not_mix_its_panes() -> None:
    bar = prose(line_at("File Edit View and a long bar over everything in it", 0, 0))
    side = [prose(line_at(f"entry {at}", 0, 60 + 24 * at)) for at in range(4)]
    page = [prose(line_at(f"words of the page, line {at}", 200, 71 + 24 * at)) for at in range(4)]
    assert texts([*page, bar, *side]) == [line.text for line in (bar, *side, *page)]


def test_thousands_of_lines_are_laid_out_in_time() -> None:
    lines = [prose(line_at(f"word {at}", 100 * (at % 10), 24 * (at // 10))) for at in range(2000)]
    assert sum(len(block.rows) for block in analyze_layout(lines)) >= 200
    assert len(texts(lines)) == 2000
    assert analyze_layout([]) == ()


# in words


@pytest.mark.parametrize(
    "text",
    [
        *("# no heading", "*not* _bold_", "- no list", "1. no list", "<b>no tag</b>", "a | b", "`code`"),
        *("[x](javascript:1)", "> quote", "$x$", "---", "![x](y)", "~~~", "=== ===", "2) no list", "+ no list"),
    ],
)
def test_no_letter_of_a_picture_means_anything_but_itself(text: str) -> None:
    from desktop.core.markdown.blocks import parsed, plain

    (block,) = parsed(markdown(lines_of(text)))
    assert block.kind == "text"
    assert " ".join(plain(block).split()) == text
    assert not any(
        child.type in ("link_open", "image", "code_inline") for token in block.tokens for child in token.children or []
    )


def test_fences_hold_whatever_is_in_them() -> None:
    assert fenced("```\nx").startswith("````\n")
    assert code("a`b") == "``a`b``"
    assert code("`a") == "`` `a ``"
    assert "\u202e" not in plain_text(lines_of("a\u202eb"))


def test_barcodes_are_told_with_their_kind() -> None:
    ocr_result = OcrResult((9, 9), (), (Barcode("https://x.example/a_b", "QR Code", Rect(0, 0, 9, 9)),))
    assert plain_text(ocr_result) == "QR Code: https://x.example/a_b"
    assert markdown(ocr_result) == "- QR Code: `https://x.example/a_b`"


# selecting


def test_text_is_selected_from_letter_to_letter() -> None:
    ocr_result = lines_of("first line", "second one", "third")
    start, end = caret_at(ocr_result, (26, 20)), caret_at(ocr_result, (59, 45))
    assert (start, end) == (Caret(0, 2), Caret(1, 6))
    assert start is not None and end is not None
    chosen = TextSelection(end, start)
    assert plain_text(selected(ocr_result, chosen)) == "rst line\nsecond"
    assert rects(ocr_result, chosen) == (Rect(26, 10, 90, 30), Rect(10, 34, 58, 54))
    assert plain_text(selected(ocr_result, TextSelection(start, start))) == ""
    whole = everything(ocr_result)
    assert whole is not None and plain_text(selected(ocr_result, whole)) == ocr_result.text
    word = word_at(ocr_result, (70, 20))
    assert word is not None and selected(ocr_result, word).text == "line"
    assert word_at(ocr_result, (390, 290)) is None
    assert caret_at(OcrResult((5, 5)), (1, 1)) is None and everything(OcrResult((5, 5))) is None


def test_selected_cells_are_parted_by_tabs_and_code_stays_indented() -> None:
    rows = tuple((line_at(a, 10, y), line_at(b, 100, y)) for a, b, y in (("a", "b", 0), ("c", "d", 30)))
    table = OcrResult((400, 90), (TextBlock(TextBlockKind.TABLE, rows),))
    whole = everything(table)
    assert whole is not None and plain_text(selected(table, whole)) == "a\tb\nc\td"


def test_a_line_that_stands_on_its_end_is_selected_downwards() -> None:
    words = OcrWord("Requests", Rect(20, 10, 34, 90)), OcrWord("of", Rect(20, 100, 34, 120))
    ocr_result = OcrResult((200, 200), (TextBlock(TextBlockKind.TEXT, ((OcrLine(words),),)),))
    (line,) = ocr_result.lines
    assert line.is_vertical and not line_at("level", 0, 0).is_vertical
    assert line.rects(2, 4) == (Rect(20, 30, 34, 50),)
    selection = TextSelection(Caret(0, 2), caret_at(ocr_result, (27, 119)) or Caret(0, 0))
    assert selection.head == Caret(0, 11)
    assert rects(ocr_result, selection) == (Rect(20, 30, 34, 120),)
    assert plain_text(selected(ocr_result, selection)) == "quests of"


@pytest.mark.parametrize(
    "text",
    [
        "http://pay.example/now",
        "www.pay.example",
        "mail me@pay.example",
        "&lt;b&gt; &#42;",
        "one\u2028two",
        "a\x1b[31m*b*",
    ],
)
def test_an_address_in_a_picture_is_no_link_and_an_entity_no_sign(text: str) -> None:
    (block,) = parsed(markdown(lines_of(text)))
    tokens = [each for token in parser().parse(block.source) for each in token.children or ()]
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == " ".join(strip_control_characters(text).split())
