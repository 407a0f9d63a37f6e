"""Undo as values: back and forth, and its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.image.annotated_image import Sheet
from desktop.core.image.source_image import Picture
from desktop.core.workspace.draft import Draft
from desktop.core.workspace.undo_history import MOST_STEPS, Step, Steps


def sheet(name: str, size: int = 10) -> Sheet:
    return Sheet(name, Picture(name, b"x" * size, 1, 1, "image/png"))


@given(st.lists(st.booleans(), max_size=40))
def test_back_and_forth_always_lands_on_what_was_there(moves: list[bool]) -> None:
    steps, drafts = Steps(), [Draft()]
    for at in range(8):
        after = drafts[-1].with_sheets([sheet(str(at))])
        steps = steps.taken(Step(f"step {at}", drafts[-1], after))
        drafts.append(after)
    here = 8
    for back in moves:
        if back and steps.undo_name:
            assert steps.undo_name == f"step {here - 1}"
            steps, draft = steps.undone()
            here -= 1
            assert draft == drafts[here]
        elif not back and steps.redo_name:
            steps, draft = steps.redone()
            here += 1
            assert draft == drafts[here]


def test_a_new_step_forgets_what_was_undone() -> None:
    one, two = Draft("", (sheet("1"),)), Draft("", (sheet("2"),))
    steps, _ = Steps().taken(Step("a", Draft(), one)).undone()
    assert steps.redo_name == "a"
    steps = steps.taken(Step("b", Draft(), two))
    assert (steps.undo_name, steps.redo_name) == ("b", "")
    with pytest.raises(IndexError):
        Steps().undone()


def test_the_oldest_steps_go_beyond_the_bounds() -> None:
    steps, before = Steps(), Draft()
    for at in range(MOST_STEPS + 50):
        after = Draft("", (sheet(str(at)),))
        steps, before = steps.taken(Step(str(at), before, after)), after
    assert len(steps.steps) == MOST_STEPS
    assert steps.steps[0].name == "50"
    few = steps.taken(Step("last", before, Draft()), most_bytes=100)
    assert len(few.steps) == 10
    assert few.undo_name == "last"


def test_edits_of_a_picture_on_the_desk_hold_no_bytes() -> None:
    draft = Draft("", (sheet("1", 1_000_000),))
    steps = Steps()
    for at in range(1000):
        after = draft.replacing(draft.sheets[0].turned(1))
        steps, draft = steps.taken(Step(str(at), draft, after), most_bytes=10), after
    assert len(steps.steps) == 1000
