"""Exported pages contain everything, and do nothing."""

import re

import pytest

from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.html import to_html
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.safe_markdown import neutralize_markdown
from tests.core.conversation.export.exported import RECEIVED, conversation, illustrated, thoughtful
from tests.ui.hostile_payloads import PAYLOADS


@pytest.mark.parametrize("payload", PAYLOADS)
def test_exports_are_as_inert(payload: str) -> None:
    page = to_html(ExportBundle((conversation(payload, payload),), {}))
    assert page.count("<img") == 0
    assert "default-src 'none'" in page
    assert "file:" not in "".join(re.findall(r'href="[^"]*"', page))
    neutral = neutralize_markdown(payload)
    outside = "".join(block.source for block in parsed(neutral) if block.kind != "code")
    assert not re.search(r"(?<!\\)!\[", re.sub(r"(`+).*?\1", "", outside))


def test_a_page_holds_all_and_a_picture_is_in_it() -> None:
    page = to_html(ExportBundle((conversation("**b** $x^2$\n\n```py\nx = 1\n```"),), {"a" * 64: b"bytes"}))
    for part in ("<h1>Mine</h1>", "data:image/png;base64,Ynl0ZXM=", "<strong>b</strong>", "<msup>", 'class="number"'):
        assert part in page


def test_sources_are_links_with_their_host_and_thinking_is_there_where_it_is_wanted() -> None:
    plain = to_html(ExportBundle((thoughtful(),), {}))
    assert '<li><a href="https://e.example/a">A [page]</a> (e.example)</li><li>javascript:alert(1)</li>' in plain
    assert "Hm" not in plain
    wanted = to_html(ExportBundle((thoughtful(),), {}, with_thinking=True))
    assert "<summary>Thought for 12 s</summary><pre>Hm…\n\n&lt;b&gt;so</pre>" in wanted


def test_a_picture_of_an_answer_is_in_the_page_below_its_text() -> None:
    page = to_html(ExportBundle((illustrated(),), {RECEIVED.id: b"bytes"}))
    assert '<p>So:</p>\n</div>\n<div class="received"><img alt="A picture of the answer" src="data:image/jpeg' in page
    assert "<img" not in to_html(ExportBundle((illustrated(),), {}))
