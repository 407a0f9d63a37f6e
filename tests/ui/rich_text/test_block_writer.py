"""Blocks of Markdown as documents."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.markdown.blocks import parsed
from desktop.ui.rich_text.block_writer import block_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import LIGHT, Theme


def plain(source: str, font_of: QApplication) -> str:
    """The text that the first block of `source` shows."""
    return block_document(parsed(source)[0], WritingContext(Theme(LIGHT, font_of.font()))).toPlainText()


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
def test_what_stands_inside_a_quote_or_a_list_is_shown(source: str, shown: str, qapp: QApplication) -> None:
    assert plain(source, qapp) == shown
