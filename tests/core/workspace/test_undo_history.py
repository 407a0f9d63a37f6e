"""Undo as values: back and forth, and its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.workspace.draft import Draft
from desktop.core.workspace.undo_history import MOST_STEPS, EditStep, UndoHistory


def image(name: str, size: int = 10) -> AnnotatedImage:
    return AnnotatedImage(name, SourceImage(name, b"x" * size, 1, 1, "image/png"))


@given(st.lists(st.booleans(), max_size=40))
def test_back_and_forth_always_lands_on_what_was_there(moves: list[bool]) -> None:
    steps, drafts = UndoHistory(), [Draft()]
    for at in range(8):
        after = drafts[-1].with_images([image(str(at))])
        steps = steps.pushed(EditStep(f"step {at}", drafts[-1], after))
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
    one, two = Draft("", (image("1"),)), Draft("", (image("2"),))
    steps, _ = UndoHistory().pushed(EditStep("a", Draft(), one)).undone()
    assert steps.redo_name == "a"
    steps = steps.pushed(EditStep("b", Draft(), two))
    assert (steps.undo_name, steps.redo_name) == ("b", "")
    with pytest.raises(IndexError):
        UndoHistory().undone()


def test_the_oldest_steps_go_beyond_the_bounds() -> None:
    steps, before = UndoHistory(), Draft()
    for at in range(MOST_STEPS + 50):
        after = Draft("", (image(str(at)),))
        steps, before = steps.pushed(EditStep(str(at), before, after)), after
    assert len(steps.steps) == MOST_STEPS
    assert steps.steps[0].name == "50"
    few = steps.pushed(EditStep("last", before, Draft()), most_bytes=100)
    assert len(few.steps) == 10
    assert few.undo_name == "last"


def test_edits_of_a_picture_on_the_desk_hold_no_bytes() -> None:
    draft = Draft("", (image("1", 1_000_000),))
    steps = UndoHistory()
    for at in range(1000):
        after = draft.with_image(draft.images[0].rotated(1))
        steps, draft = steps.pushed(EditStep(str(at), draft, after), most_bytes=10), after
    assert len(steps.steps) == 1000
