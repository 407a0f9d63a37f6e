"""Exported pages contain everything, and do nothing."""

import re
from dataclasses import replace

import pytest

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.html import to_html
from desktop.core.geometry.rect import Rect
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.messages.pages.page_words import PAGE_WORDS
from tests.core.conversation.export.exported import RECEIVED, conversation, illustrated, thoughtful
from tests.core.conversation.export.strict_html import StrictHtml
from tests.ui.hostile_payloads import PAYLOADS


@pytest.mark.parametrize("payload", PAYLOADS)
def test_exports_are_as_inert(payload: str) -> None:
    page = to_html(ExportBundle((conversation(payload, payload),), {}), PAGE_WORDS)
    assert StrictHtml(page).faults == []
    assert page.count("<img") == 0
    assert "default-src 'none'" in page
    assert "file:" not in "".join(re.findall(r'href="[^"]*"', page))
    neutral = neutralize_markdown(payload)
    outside = "".join(block.source for block in parsed(neutral) if block.kind != "code")
    assert not re.search(r"(?<!\\)!\[", re.sub(r"(`+).*?\1", "", outside))


def test_a_page_holds_all_and_a_picture_is_in_it() -> None:
    page = to_html(ExportBundle((conversation("**b** $x^2$\n\n```py\nx = 1\n```"),), {"a" * 64: b"bytes"}), PAGE_WORDS)
    for part in (
        '<h1 dir="auto">Mine</h1>',
        "data:image/png;base64,Ynl0ZXM=",
        "<strong>b</strong>",
        "<msup>",
        'class="number"',
    ):
        assert part in page


def test_sources_are_links_with_their_host_and_thinking_is_there_where_it_is_wanted() -> None:
    plain = to_html(ExportBundle((thoughtful(),), {}), PAGE_WORDS)
    assert '<li><a href="https://e.example/a">A [page]</a> (e.example)</li><li>javascript:alert(1)</li>' in plain
    assert "Hm" not in plain
    wanted = to_html(ExportBundle((thoughtful(),), {}, with_thinking=True), PAGE_WORDS)
    assert "<summary>Thought for 12 s</summary><pre>Hm…\n\n&lt;b&gt;so</pre>" in wanted


def test_a_picture_of_an_answer_is_in_the_page_below_its_text() -> None:
    page = to_html(ExportBundle((illustrated(),), {RECEIVED.id: b"bytes"}), PAGE_WORDS)
    assert '<p>So:</p>\n</div>\n<div class="received"><img alt="Answer picture 1" src="data:image/jpeg' in page
    assert "<img" not in to_html(ExportBundle((illustrated(),), {}), PAGE_WORDS)


RICH = """# Überschrift

東京は日本の首都です。

- Москва — столица
- one

  two

1. [x] done
2. Αθήνα

| a | b |
|---|--:|
| 서울 | 1 |

> quote[^1]

[^1]: note

```py
x = "<b>"
```

$$\\frac{a}{b}$$

H<sub>2</sub>O <details><summary>more</summary>inside</details>
"""


def test_a_page_is_valid_and_names_its_languages() -> None:
    page = StrictHtml(
        to_html(ExportBundle((conversation(RICH, "何ですか"), thoughtful(), illustrated()), {}, True), PAGE_WORDS)
    )
    assert page.faults == []
    assert page.languages == [
        ("html", "en"),
        ("div", "ja"),
        ("p", "ja"),
        ("p", "und-Cyrl"),
        ("li", "el"),
        ("td", "ko"),
    ]


def test_a_picture_is_named_by_its_number_and_its_marks() -> None:
    badges = (BadgePosition(1, Rect(0, 0, 2, 2)), BadgePosition(3, Rect(1, 1, 1, 1)))
    (first, *_), other = conversation().turns, SentImage("c" * 64, "image/png", 4, 4, 8, badges=badges)
    shown = Conversation.of("c", (replace(first, images=(*first.images, other)),))
    page = StrictHtml(to_html(ExportBundle((shown,), {"a" * 64: b"x", other.id: b"y"}), PAGE_WORDS))
    assert page.alternatives == ["Picture 1", "Picture 2: ① ③"]
    assert page.faults == []
