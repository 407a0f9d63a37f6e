"""Titles of conversations."""

from desktop.core.conversation.conversation import Conversation, title_of


def test_titles_are_one_short_line() -> None:
    assert title_of("  why\n does  it fail? ") == "why does it fail?"
    assert len(title_of("word " * 100)) <= 80
    assert Conversation("c").title == ""
    assert Conversation("c").titled("Mine").title == "Mine"
