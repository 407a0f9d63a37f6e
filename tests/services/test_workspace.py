"""The workspace: the draft, its generations and its undo history."""

import pytest

from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from tests.services.program import image

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_step_is_named_and_undone_and_the_question_stays() -> None:
    workspace = Workspace()
    one, two = image(80), image(90)
    workspace.change("Paste", workspace.draft.with_images([one]))
    workspace.change("Drop", workspace.draft.with_images([two]))
    workspace.set_prompt("why?")
    workspace.change("Move picture", workspace.draft.moved(1, 0))
    assert workspace.steps.undo_name == "Move picture"
    workspace.undo()
    assert [image.id for image in workspace.draft.images] == [one.id, two.id]
    workspace.undo()
    workspace.undo()
    assert workspace.draft == Draft("why?")
    workspace.redo()
    assert [image.id for image in workspace.draft.images] == [one.id]
    assert workspace.steps.redo_name == "Drop"


def test_looking_is_no_step_and_another_desk_has_its_own_history() -> None:
    workspace = Workspace()
    workspace.change("Paste", Draft("", (image(80), image(90)), 0))
    workspace.change("Show", workspace.draft.looking_at(1))
    assert len(workspace.steps.steps) == 1
    workspace.open(Draft("other"))
    assert workspace.steps.undo_name == ""
