"""Blocks of Markdown as documents."""

import pytest
from hypothesis import HealthCheck, given, settings

from desktop.core.markdown.blocks import parsed
from desktop.ui.rich_text.block_writer import block_document
from desktop.ui.rich_text.inline_writer import WritingContext
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
    document = block_document(parsed(source)[0], WritingContext(theme))
    assert document.toPlainText() == shown


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_markdown_is_laid_out(text: str, theme: Theme) -> None:
    for block in parsed(text):
        block_document(block, WritingContext(theme)).setTextWidth(300)
