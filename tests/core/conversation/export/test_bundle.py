"""Names of exported files."""

import pytest

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle, file_name
from tests.core.conversation.export.branched import branched


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


def test_all_branches_follow_the_one_that_is_shown_from_where_they_leave_it() -> None:
    pages = ExportBundle((branched(),), {}, with_all_branches=True).pages
    assert [(page.number, page.count, page.first_question) for page in pages] == [(1, 2, 1), (2, 2, 2)]
    assert [[turn.prompt for turn in page.conversation.turns] for page in pages] == [["first", "second"], ["edited"]]
    assert [page.versions_left_out for page in pages] == [0, 0]


def test_a_page_with_one_branch_knows_how_many_it_leaves_out() -> None:
    (page,) = ExportBundle((branched(),), {}).pages
    assert page.versions_left_out == 1
    (whole,) = ExportBundle((Conversation.of("c", branched().turns),), {}).pages
    assert whole.versions_left_out == 0
