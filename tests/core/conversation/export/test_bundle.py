"""Names of exported files."""

from dataclasses import replace

import pytest

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle, branch_note, file_name, words_of
from desktop.core.conversation.export.html import to_html
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.sent_image import SentImage


def test_names_of_files_are_plain() -> None:
    assert file_name("../../etc/passwd: why?") == "etc passwd why"
    assert file_name("…") == "conversation"
    assert len(file_name("x" * 300)) <= 60


@pytest.mark.parametrize("title", ["CON", "nul", "Com1", "LPT9", "com¹", "aux.", "CONOUT$"])
def test_names_of_devices_are_no_file_names(title: str) -> None:
    name = file_name(title)
    assert name.endswith(" conversation")
    assert name.lower().startswith(title.lower().strip(".$"))


@pytest.mark.parametrize("title", ["console", "nullable", "com10", "a con"])
def test_names_that_only_look_like_devices_stay(title: str) -> None:
    assert file_name(title) == title


def branched() -> Conversation:
    """Returns a conversation of two questions, of which the second was edited and is shown in its first version."""
    first = Turn.new("c", "first", "gpt-4o", "h", 1.0)
    second, edited = (
        replace(Turn.new("c", prompt, "gpt-4o", "h", at), parent=first.id)
        for at, prompt in ((2.0, "second"), (3.0, "edited"))
    )
    return Conversation.of("c", (first, second, edited), "Mine", second.id)


def test_all_branches_follow_the_one_that_is_shown_from_where_they_leave_it() -> None:
    pages = ExportBundle((branched(),), {}, with_all_branches=True).for_people
    assert [page.title for page in pages] == ["Mine (version 1 of 2)", "Mine (version 2 of 2, from question 2)"]
    assert [[turn.prompt for turn in page.turns] for page in pages] == [["first", "second"], ["edited"]]
    assert not any(map(branch_note, pages))


def test_a_page_with_one_branch_says_so() -> None:
    page = to_html(ExportBundle((branched(),), {}))
    assert "one of 2. Export all versions" in page and "edited" not in page
    assert "edited" in to_html(ExportBundle((branched(),), {}, with_all_branches=True))
    assert branch_note(Conversation.of("c", branched().turns)) == ""


def test_an_image_is_described_by_its_number_its_marks_and_its_text() -> None:
    image = SentImage("a" * 64, "image/png", 4, 4, 8, badges=(BadgePosition(2, Rect(0, 0, 1, 1)),))
    assert words_of(image, 1, "Total\n12.90") == "Picture 1: ②. Text in it: Total 12.90"
    assert len(words_of(image, 1, "word " * 1000)) < 350
