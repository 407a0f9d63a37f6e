"""Selecting text on an image."""

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.ocr.text_export import plain_text
from desktop.core.ocr.text_selection import Caret, TextSelection, caret_at, everything, rects, selected, word_at
from tests.services.fakes import line_at, lines_of


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
