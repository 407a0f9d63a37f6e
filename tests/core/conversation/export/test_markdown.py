"""Exported Markdown."""

from dataclasses import replace
from pathlib import PurePath

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle, Page
from desktop.core.conversation.export.markdown import MARKDOWN, to_markdown
from desktop.core.markdown.parser import parser
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


def test_foreign_names_are_shown_letter_for_letter() -> None:
    name = "*m* [b](javascript:c) <img src=d> `e` ![f](http://g) #h | <https://i.example>"
    whole = conversation("yes", "why?")
    turns = tuple(replace(turn, model=name, host=name) for turn in whole.all_turns)
    text = to_markdown(Page(Conversation.of("c", turns, name, turns[0].id)), PAGE_WORDS, name)
    lively = parser.__wrapped__()
    lively.options["html"] = True
    lively.validateLink = lambda _: True  # type: ignore[assignment]
    parts = [part for token in lively.parse(text) for part in (token, *(token.children or ()))]
    assert {part.type for part in parts}.isdisjoint({"html_inline", "html_block", "code_inline"})
    links = {str(part.attrs["href"]) for part in parts if part.type == "link_open"}
    assert links <= {"https://i.example", "http://g"}  # where a program makes links of bare addresses
    assert len([part for part in parts if part.type == "image"]) == 1  # the sent one, in the folder beside
    shown = ["".join(part.content for part in token.children or ()) for token in lively.parse(text)]
    assert name in shown  # the title
    assert any(words.startswith(f"{name} at {name} · ") for words in shown)


def test_links_of_odd_schemes_in_questions_and_answers_are_text() -> None:
    odd = "[x](javascript:alert(1)) <javascript:alert(2)> [y](file:///etc/passwd)"
    text = to_markdown(Page(conversation(odd, odd)), PAGE_WORDS, "pictures")
    careless = parser.__wrapped__()
    careless.validateLink = lambda _: True  # type: ignore[assignment]
    parts = [part for token in careless.parse(text) for part in token.children or ()]
    assert [part.attrs["href"] for part in parts if "href" in part.attrs] == []
    assert text.count("javascript:alert(1)") == 2  # it can still be read
