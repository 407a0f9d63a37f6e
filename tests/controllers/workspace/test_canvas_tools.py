from dataclasses import dataclass, field

import pytest

from desktop.controllers.workspace.canvas_tools import CanvasToolsController
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.actions import Actions
from desktop.ui.canvas.bar.tool_bar import ToolBar
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.foot.canvas_foot import CanvasFoot
from desktop.ui.canvas.tools import Tool
from tests.controllers.conftest import Bar
from tests.controllers.fakes import annotated


@dataclass
class Tools:
    """The controller's surroundings, with one image in the workspace."""

    actions: Actions
    bar: Bar
    workspace: Workspace = field(default_factory=Workspace)
    canvas: Canvas = field(default_factory=Canvas)
    zooms: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.tools, self.foot = ToolBar(self.actions), CanvasFoot(self.canvas, self.actions)
        self.canvas.zoomed.connect(self.zooms.append)
        self.controller = CanvasToolsController(
            self.workspace, self.canvas, self.tools, self.actions, self.foot, self.bar.notices
        )
        self.controller.connect()
        self.workspace.changed.connect(lambda draft: self.canvas.show_annotated_image(draft.image))
        self.workspace.set_draft(Draft(images=(annotated(80, 60),)))

    @property
    def image(self) -> AnnotatedImage:
        assert self.workspace.draft.image is not None
        return self.workspace.draft.image


@pytest.fixture
def tools(actions: Actions, bar: Bar) -> Tools:
    started = Tools(actions, bar)
    started.start()
    return started


def test_a_tool_is_taken_and_put_down_by_the_same_button(tools: Tools) -> None:
    taken: list[Tool] = []
    tools.canvas.tool_changed.connect(taken.append)
    tools.tools.tool_chosen.emit(Tool.BOX)
    tools.tools.tool_chosen.emit(Tool.BOX)
    assert taken == [Tool.BOX, Tool.CHOOSE]


def test_an_edit_on_the_canvas_is_a_step_that_its_action_names(tools: Tools) -> None:
    tools.controller.show()
    assert not tools.actions["undo"].isEnabled()
    tools.canvas.edited.emit("Crop", tools.image.cropped(Rect(0, 0, 40, 30)))
    assert tools.image.view.size == (40, 30)
    assert (tools.actions["undo"].isEnabled(), tools.actions["undo"].text()) == (True, "Undo Crop")
    tools.actions["undo"].trigger()
    assert tools.image.view.size == (80, 60)
    assert tools.actions["redo"].text() == "Redo Crop"
    tools.actions["redo"].trigger()
    assert tools.image.view.size == (40, 30)


def test_rotating_and_uncropping(tools: Tools) -> None:
    tools.actions["turn_right"].trigger()
    assert tools.image.view.size == (60, 80)
    tools.actions["turn_left"].trigger()
    assert tools.image.view.size == (80, 60)
    tools.actions["uncrop"].trigger()
    assert tools.workspace.steps.undo_name == "Turn"  # nothing was cropped
    tools.canvas.edited.emit("Crop", tools.image.cropped(Rect(0, 0, 40, 30)))
    tools.actions["uncrop"].trigger()
    assert tools.image.view.size == (80, 60)
    assert tools.workspace.steps.undo_name == "Remove crop"


def test_without_an_image_nothing_is_edited(tools: Tools) -> None:
    tools.workspace.open(Draft())
    for name in ("turn_left", "turn_right", "uncrop", "fit", "actual", "zoom_in"):
        tools.actions[name].trigger()
    assert tools.workspace.draft == Draft()
    assert not tools.workspace.steps.undo_name


def test_the_foot_zooms_and_is_there_while_there_is_an_image(tools: Tools) -> None:
    tools.foot.zoom_chosen.emit(1.0)
    assert tools.zooms[-1] == pytest.approx(1.0)
    tools.actions["zoom_in"].trigger()
    assert tools.zooms[-1] == pytest.approx(1.25)
    tools.actions["zoom_out"].trigger()
    tools.actions["actual"].trigger()
    assert tools.zooms[-2:] == pytest.approx([1.0, 1.0])
    assert not any(pill.isHidden() for pill in tools.foot.pills)
    tools.workspace.open(Draft())
    assert all(pill.isHidden() for pill in tools.foot.pills)


def test_the_last_number_is_told(tools: Tools) -> None:
    tools.canvas.numbers_used_up.emit()
    assert "You can use up to" in tools.bar.text
