"""HTML of an answer fetches and runs nothing."""

import re

import pytest
from hypothesis import given, settings

from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.messages.pages.page_words import PAGE_WORDS
from tests.core.markdown.markdown_texts import TEXTS
from tests.ui.hostile_payloads import PAYLOADS


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_of_an_answer_fetches_and_runs_nothing(payload: str) -> None:
    for page_language in ("", "en"):
        html = html_of(payload, PAGE_WORDS, page_language)
        tags = re.findall(r"<\s*([a-zA-Z][a-zA-Z0-9]*)([^>]*)>", html)
        allowed = {"a", "p", "code", "pre", "em", "strong", "s", "ul", "ol", "li", "blockquote", "hr", "br", "table"}
        allowed |= {
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "span",
            "sup",
            "div",
            "input",
        }
        allowed |= {"math", "mrow", "mi", "mn", "mo", "msup", "msub", "mfrac", "mtext", "mstyle", "mspace", "msqrt"}
        assert {name for name, _ in tags} <= allowed
        for name, attributes in tags:
            assert not re.search(r"\b(on\w+|src|srcset|background|xlink:href)\s*=", attributes)
            for address in re.findall(r'href="([^"]*)"', attributes):
                assert name == "a"
                assert re.match(r"(https?|mailto):", address)


@settings(deadline=None)
@given(TEXTS)
def test_any_markdown_becomes_html_and_inert_markdown(text: str) -> None:
    html_of(text, PAGE_WORDS, "en")
    assert not re.search(r"<img\b", html_of(text, PAGE_WORDS))
    neutralize_markdown(text)
