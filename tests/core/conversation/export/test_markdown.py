"""Exported Markdown."""

from desktop.core.conversation.export.markdown import to_markdown
from tests.core.conversation.export.exported import conversation


def test_markdown_of_a_conversation() -> None:
    text = to_markdown(conversation("An *answer*.", "first\nsecond"), "my pictures")
    assert "# Mine\n" in text
    assert f"![](my%20pictures/{'a' * 16}.png)" in text
    assert "> first\n> second\n" in text
    assert "An *answer*." in text
    assert "gpt-4o at h, 10 tokens in, 5 out" in text
