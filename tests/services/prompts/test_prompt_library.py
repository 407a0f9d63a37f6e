"""The library of saved prompts, over a file and one that cannot be written."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.services.prompts.prompt_library import PromptLibrary

GIVEN = (SavedPrompt("Explain errors", "Explain them."), SavedPrompt("Read", "Read it."))
MINE = SavedPrompt("Mine", "What?", instructions="Be brief.")

pytestmark = pytest.mark.usefixtures("qapp")


class File:
    """The file of the prompts: what is in it, and whether the disk takes more."""

    def __init__(self, stored: dict[str, Any] | None = None, is_full: bool = False) -> None:
        self.stored = stored or {}
        self.is_full = is_full

    def write(self, values: dict[str, Any]) -> None:
        if self.is_full:
            raise StorageError(Problem(ProblemKind.STORE_FULL))
        self.stored = values

    def library(self) -> PromptLibrary:
        return PromptLibrary(lambda: self.stored, self.write, lambda: GIVEN)


def test_without_a_file_the_given_prompts_are_there() -> None:
    assert File().library().prompts == GIVEN


def test_what_is_kept_is_there_after_a_restart() -> None:
    file = File()
    library, changes = file.library(), list[tuple[SavedPrompt, ...]]()
    library.changed.connect(changes.append)
    library.keep((MINE, GIVEN[0]))
    library.keep((MINE, GIVEN[0]))
    assert changes == [(MINE, GIVEN[0])]
    assert file.library().prompts == (MINE, GIVEN[0])


def test_given_prompts_are_brought_back() -> None:
    file = File()
    library = file.library()
    library.keep((MINE,))
    library.restore_given()
    assert file.library().prompts == (MINE, *GIVEN)


def test_prompts_of_a_backup_take_their_place() -> None:
    library = File().library()
    library.take_over({"questions": [{"name": "Theirs", "words": "What?"}]})
    assert library.prompts == (SavedPrompt("Theirs", "What?"),)


def test_a_disk_that_is_full_is_told_and_the_prompts_stay_as_they_were_changed() -> None:
    library, problems = File(is_full=True).library(), list[Problem]()
    library.problem_occurred.connect(problems.append)
    library.keep((MINE,))
    assert library.prompts == (MINE,)
    assert [problem.kind for problem in problems] == [ProblemKind.STORE_FULL]


def test_those_of_a_policy_come_first_follow_it_and_are_not_kept() -> None:
    file, of_house = File(), [SavedPrompt("Triage", "What is it?", is_given=True)]
    library = PromptLibrary(lambda: file.stored, file.write, lambda: GIVEN, lambda: tuple(of_house))
    library.keep((MINE, replace(of_house[0], words="Changed")))
    assert [prompt.name for prompt in library.prompts] == ["Triage", "Mine"]
    assert library.prompts[0].words == "What is it?"
    assert file.stored == {"questions": [{"name": "Mine", "words": "What?", "instructions": "Be brief."}]}
    library.restore_given()
    assert [prompt.name for prompt in library.prompts] == ["Triage", "Mine", "Explain errors", "Read"]
    of_house.clear()
    assert [prompt.name for prompt in library.prompts] == ["Mine", "Explain errors", "Read"]


def test_what_cannot_be_read_is_told_once_and_the_given_ones_hold() -> None:
    def read() -> dict[str, Any]:
        raise StorageError(Problem(ProblemKind.PROMPTS_DAMAGED, "questions.damaged.json"))

    library, problems = PromptLibrary(read, File().write, lambda: GIVEN), list[Problem]()
    library.problem_occurred.connect(problems.append)
    assert library.prompts == library.prompts == GIVEN
    assert [problem.kind for problem in problems] == [ProblemKind.PROMPTS_DAMAGED]
