"""Markdown that leaves the program does nothing in other programs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.markdown.parser import parser
from desktop.core.markdown.safe_markdown import escape_markdown, neutralize_markdown
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


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](javascript:alert(1))",
        "[x](JavaScript:alert)",
        "[x]( < javascript:alert>)",
        "[x](java&#115;cript:alert)",
        "[x](java\\script:alert)",
        "[x](vbscript:x)",
        "[x](data:text/html,hello)",
        "[x](file:///etc/passwd)",
        "[x](steam://run/1)",
        "see [x][a]\n\n[a]: javascript:alert(1)",
        "> [a]: javascript:alert(1)\n\n[a]",
        "<javascript:alert(1)>",
        "[![y](https://a.example/b)](javascript:alert)",
    ],
)
def test_links_of_odd_schemes_are_text(markdown: str) -> None:
    careless = parser.__wrapped__()
    careless.validateLink = lambda _: True  # type: ignore[assignment]
    tokens = careless.parse(neutralize_markdown(markdown))
    links = [str(part.attrs["href"]) for token in tokens for part in token.children or () if "href" in part.attrs]
    assert [link for link in links if not link.startswith(("https:", "http:", "mailto:"))] == []


@pytest.mark.parametrize(
    "markdown", ["[x](https://a.example/b:c)", "[x](mailto:a@b.example)", "[x](page.html)", "[x](#part)"]
)
def test_other_links_stay_as_they_are(markdown: str) -> None:
    assert neutralize_markdown(markdown) == markdown


@pytest.mark.parametrize("name", ["gpt-4o", "*a* [b](javascript:c) <img src=d> `e` #f", "a\\b_c_", "1. x"])
def test_a_foreign_name_is_shown_letter_for_letter(name: str) -> None:
    careless = parser.__wrapped__()
    careless.options["html"] = True
    tokens = careless.parse(f"# {escape_markdown(name)}")
    (inline,) = (token for token in tokens if token.type == "inline")
    parts = inline.children or []
    assert {part.type for part in parts} <= {"text", "text_special", "entity"}
    assert "".join(part.content for part in parts) == name
