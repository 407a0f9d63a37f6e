"""Blocks of Markdown as documents."""

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLine

from desktop.core.markdown.blocks import parsed
from desktop.ui.rich_text.block_writer import block_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.rich_text.number_chips import CODE_ROOM, without_chips
from desktop.ui.theme import Theme
from tests.core.markdown.markdown_texts import TEXTS


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("> see\n>\n> ```sh\n> ls -l\n> pwd\n> ```", "see\nls -l\npwd"),
        ("- see\n\n  ```sh\n  ls -l\n  ```", "see\nls -l"),
        ("- see\n\n      ls -l", "see\nls -l"),
        ("> see\n>\n> ---", "see\n" + "―" * 12),
        ("> # head\n> text", "head\ntext"),
        ("- [x] done\n- [ ] open", "☑ done\n☐ open"),
    ],
)
def test_what_stands_inside_a_quote_or_a_list_is_shown(source: str, shown: str, theme: Theme) -> None:
    documents = [block_document(block, WritingContext(theme)) for block in parsed(source)]
    assert "\n".join(document.toPlainText() for document in documents) == shown


def test_a_sign_behind_code_never_begins_a_line(theme: Theme) -> None:
    (block,) = parsed("see the file `config.toml`: it has (`x`), `y`. And **bold**: yes")
    document = block_document(block, WritingContext(theme))
    for width in range(100, 500):
        document.setTextWidth(width)
        text, layout = document.begin().text(), document.begin().layout()
        starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
        assert not [start for start in starts if text[start] in ":,.)"]


def test_harmless_tags_change_how_words_look(theme: Theme) -> None:
    (block,) = parsed("x<sup>2</sup> <sub>i</sub> <u>under</u> <mark>lit</mark> <kbd>Ctrl</kbd> <b>bold</b>")
    document = block_document(block, WritingContext(theme))
    forms = {
        document.toPlainText()[span.start : span.start + span.length].strip(): QTextCharFormat(span.format)
        for span in document.begin().textFormats()
    }
    align = QTextCharFormat.VerticalAlignment
    assert forms["2"].verticalAlignment() == align.AlignSuperScript
    assert forms["i"].verticalAlignment() == align.AlignSubScript
    assert forms["under"].fontUnderline()
    assert forms["lit"].background().color() == QColor(theme.colors.found)
    assert forms["Ctrl"].fontFixedPitch()
    assert forms["bold"].fontWeight() == QFont.Weight.Bold


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_markdown_is_laid_out(text: str, theme: Theme) -> None:
    for block in parsed(text):
        block_document(block, WritingContext(theme)).setTextWidth(300)


def test_a_key_has_room_in_its_box_as_code_has(theme: Theme) -> None:
    for source in ("<kbd>Ctrl</kbd>+<kbd>C</kbd>", "`Ctrl`+`C`"):
        (block,) = parsed(source)
        text = block_document(block, WritingContext(theme)).toPlainText()
        assert text == f"{CODE_ROOM}Ctrl{CODE_ROOM}+{CODE_ROOM}C{CODE_ROOM}".replace("\u00a0", " ")
        assert without_chips(text) == "Ctrl+C"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("הרץ `print()` עכשיו", "print()"),
        ("שלום see `קובץ (1).png` at C:\\x", "קובץ (1).png"),
        ("استخدم `a[0]` (ثم) `b`", "a[0]"),
        ("see `שם` and more", "שם"),
    ],
)
def test_code_among_words_from_right_to_left_stays_together(source: str, code: str, theme: Theme) -> None:
    (block,) = parsed(source)
    document = block_document(block, WritingContext(theme))
    document.setTextWidth(600)
    text, line = document.begin().text(), document.begin().layout().lineAt(0)
    assert without_chips(text) == source.replace("`", "")
    first = text.index(code)

    def place(at: int) -> float:
        one, other = (float(line.cursorToX(at, edge)[0]) for edge in QTextLine.Edge)  # type: ignore[index]
        return (one + other) / 2

    inside = [place(at) for at in range(first, first + len(code))]
    others = [place(at) for at in range(len(text)) if text[at].isalnum() and not first <= at < first + len(code)]
    assert not [x for x in others if min(inside) < x < max(inside)]
    if code.isascii():
        assert inside == sorted(inside)
