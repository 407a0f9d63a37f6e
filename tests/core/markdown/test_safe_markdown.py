"""Markdown that leaves the program does nothing in other programs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.markdown.parser import parser
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.untrusted_text import strip_control_characters
from tests.ui.hostile_payloads import PAYLOADS


def test_markdown_stays_what_it_was_where_nothing_acts() -> None:
    text = "# h\n\n`<b>` and ```![x](y)```\n\n```html\n<img src=x>\n```\n\n    <code>\n\na < b, <https://x.example>\n"
    assert neutralize_markdown(text) == text
    assert neutralize_markdown("![p](http://x) <b>x</b>") == r"\![p](http://x) \<b>x\</b>"


LIVELY = parser.__wrapped__()


LIVELY.options["html"] = True


def acts(markdown: str) -> bool:
    tokens = LIVELY.parse(markdown)
    kinds = {part.type for token in tokens for part in (token, *(token.children or ()))}
    return bool(kinds & {"image", "html_inline", "html_block"})


@pytest.mark.parametrize(
    "tricky",
    [
        r"\![x](http://e/t.png)",
        r"\\![x](http://e/t.png)",
        "\\`![x](http://e/t.png)\\`",
        r"\\<img src=http://e/x>",
        "a `b\nc` ![x](http://e/t.png) `d`",
        "a `b\n\nc` ![x](http://e/t.png) `d`",
        "`` ` ![x](http://e/t.png)",
        "<div>\n\n![x](y)\n\n</div>",
        "- `a\n- ![x](http://e/t.png)`",
        "```\nopen ![x](y)",
        "    ![code](x)\n\ntext ![x](y)",
        "[a]: <x> '`'\n![a] `",
        "| `a | ![x](y) |\n|---|---|\n| b` | <b> |",
        *PAYLOADS,
    ],
)
def test_markdown_that_goes_out_does_nothing_in_other_programs(tricky: str) -> None:
    assert not acts(neutralize_markdown(strip_control_characters(tricky)))


@settings(deadline=None)
@given(st.text(alphabet="`\\!<[](x) \n>/a|", max_size=40))
def test_no_text_gets_through(text: str) -> None:
    assert not acts(neutralize_markdown(text))
