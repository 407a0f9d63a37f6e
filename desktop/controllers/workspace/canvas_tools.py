"""The tools that annotate the image in view, its rotation and crop, the zoom, undo and redo."""

from functools import partial

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.annotation.kinds.number_badge import MOST_NUMBER
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.undo_history import UndoHistory
from desktop.messages.workspace import step_names, strip_words
from desktop.services.workspace import Workspace
from desktop.ui.actions import Actions
from desktop.ui.canvas.bar.tool_bar import ToolBar
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.foot.canvas_foot import CanvasFoot
from desktop.ui.canvas.tools import Tool

ZOOM_IN, ZOOM_OUT = 1.25, 0.8


class CanvasToolsController:
    """Connects the tool bar and the actions to the canvas, and the canvas to the workspace."""

    def __init__(
        self,
        workspace: Workspace,
        canvas: Canvas,
        tools: ToolBar,
        actions: Actions,
        foot: CanvasFoot,
        notices: ErrorNotices,
    ) -> None:
        self._workspace = workspace
        self._canvas = canvas
        self._tools = tools
        self._actions = actions
        self._foot = foot
        self._notices = notices

    def connect(self) -> None:
        """Connects tools, zoom and steps."""
        canvas, tools, workspace = self._canvas, self._tools, self._workspace
        canvas.edited.connect(self._edit)
        canvas.tool_changed.connect(tools.show_tool)
        canvas.style_changed.connect(tools.show_style)
        canvas.numbers_used_up.connect(lambda: self._notices.say(strip_words.most_numbers(MOST_NUMBER)))
        self._foot.zoom_chosen.connect(lambda zoom: canvas.set_zoom(zoom))
        tools.tool_chosen.connect(self._take_tool)
        tools.style_chosen.connect(canvas.set_style)
        workspace.steps_changed.connect(self._show_steps)
        workspace.changed.connect(lambda _: self._show_foot())
        workspace.changed.connect(lambda draft: tools.show_enabled(draft.image is not None))
        for name, slot in (
            ("turn_left", partial(self._rotate, -1)),
            ("turn_right", partial(self._rotate, 1)),
            ("uncrop", self._uncrop),
            ("fit", canvas.fit),
            ("actual", partial(canvas.set_zoom, 1.0)),
            ("zoom_in", partial(canvas.zoom_by, ZOOM_IN)),
            ("zoom_out", partial(canvas.zoom_by, ZOOM_OUT)),
            ("undo", workspace.undo),
            ("redo", workspace.redo),
        ):
            self._actions[name].triggered.connect(lambda _=False, slot=slot: slot())

    def show(self) -> None:
        """Names the steps that can be undone and redone at the start, and offers the tools if there is an image."""
        self._tools.show_enabled(self._workspace.draft.image is not None)
        self._show_steps(self._workspace.steps)
        self._show_foot()

    def _show_foot(self) -> None:
        self._foot.show(self._workspace.draft.image is not None)

    def _show_steps(self, steps: UndoHistory) -> None:
        for name, words, step in (
            ("undo", step_names.undo_words, steps.undo_name),
            ("redo", step_names.redo_words, steps.redo_name),
        ):
            action = self._actions[name]
            action.setEnabled(bool(step))
            action.setText(words(step))
            action.setIconText(words())
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def _edit(self, step: str, image: AnnotatedImage) -> None:
        self._workspace.change(step, self._workspace.draft.with_image(image))

    def _take_tool(self, tool: Tool) -> None:
        """Takes a tool; the one in hand is put down."""
        self._canvas.set_tool(Tool.CHOOSE if tool is self._canvas.tool else tool)
        self._tools.show_tool(self._canvas.tool)
        self._canvas.setFocus()

    def _rotate(self, quarter_turns: int) -> None:
        image = self._workspace.draft.image
        if image is not None:
            self._edit(step_names.TURN, image.rotated(quarter_turns))

    def _uncrop(self) -> None:
        image = self._workspace.draft.image
        if image is not None and image.crop is not None:
            self._edit(step_names.REMOVE_CROP, image.cropped(None))
