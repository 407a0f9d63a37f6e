"""Exported Markdown."""

from pathlib import PurePath

from desktop.core.conversation.export.bundle import ExportBundle, Page
from desktop.core.conversation.export.markdown import MARKDOWN, to_markdown
from desktop.messages.pages.page_words import PAGE_WORDS
from tests.core.conversation.export.exported import RECEIVED, conversation, illustrated, thoughtful


def test_markdown_of_a_conversation() -> None:
    text = to_markdown(Page(conversation("An *answer*.", "first\nsecond")), PAGE_WORDS, "my pictures")
    assert "# Mine\n" in text
    assert f"![Picture 1](my%20pictures/{'a' * 16}.png)" in text
    assert "> first\n> second\n" in text
    assert "An *answer*." in text
    assert "gpt-4o at h · 10 tokens in · 5 out" in text


def test_sources_stand_under_the_answer_and_thinking_only_where_it_is_wanted() -> None:
    plain = to_markdown(ExportBundle((thoughtful(),), {}).pages[0], PAGE_WORDS, "pictures")
    assert "1. A &#91;page&#93; <https://e.example/a>\n2. javascript:alert(1)\n" in plain
    assert "Hm" not in plain
    wanted = to_markdown(ExportBundle((thoughtful(),), {}, with_thinking=True).pages[0], PAGE_WORDS, "pictures")
    assert "> Thought for 12 s:\n>\n> Hm…\n>\n> \\<b>so\n" in wanted


def test_a_picture_of_an_answer_stands_below_its_text_and_is_written_beside_the_file() -> None:
    (written,) = MARKDOWN.files(
        ExportBundle((illustrated(),), {RECEIVED.id: b"bytes"}), PAGE_WORDS, PurePath("a.md"), False
    )
    name = f"{'b' * 16}.jpg"
    assert f"So:\n\n![Answer picture 1](a-pictures/{name})\n" in written.data.decode()
    assert [(str(image.path), image.data) for image in written.beside] == [(f"a-pictures/{name}", b"bytes")]
