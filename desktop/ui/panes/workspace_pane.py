"""The pane of the workspace: a bar with tools and other buttons, the canvas, and the strip of images."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions
from desktop.ui.look.buttons import icon_size
from desktop.ui.panes.pane import Pane, PaneBar
from desktop.ui.panes.strip_fold import StripFold
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.canvas.bar.tool_bar import ToolBar
    from desktop.ui.canvas.foot.canvas_foot import CanvasFoot
    from desktop.ui.notice_bar import NoticeBar
    from desktop.ui.strip.image_strip import ImageStrip


class WorkspacePane(Pane):
    """Places the bar at once, and what belongs below it with `fill`."""

    def __init__(self, actions: Actions) -> None:
        super().__init__("workspacePane", _("Picture"))
        self._actions = actions
        self._tools: ToolBar | None = None
        self._strip_fold: StripFold | None = None
        self.setMinimumWidth(305)
        self.canvas_room = QWidget()  # where the canvas will be
        QVBoxLayout(self.canvas_room).setContentsMargins(0, 0, 0, 0)
        self._bar = PaneBar("bar")
        self._buttons = {name: self._action_button(name) for name in ("side", "undo", "redo", "talk")}
        for name, button in self._buttons.items():
            self._bar.row.addWidget(button)
            if name == "side":
                self._bar.row.addStretch(1)
        self._buttons["talk"].hide()
        self.column.addWidget(self._bar)
        self.column.addWidget(self.canvas_room, 1)

    def _action_button(self, name: str) -> QToolButton:
        button = QToolButton()
        action = self._actions[name]
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.changed.connect(lambda: button.setAccessibleName(action.text()))  # it names the step
        return button

    def fill(self, tools: "ToolBar", canvas: QWidget, strip: QWidget) -> None:
        """Adds what the first paint need not wait for."""
        self._tools = tools
        self._bar.row.insertWidget(1, tools)
        room = self.canvas_room.layout()
        assert room is not None
        room.addWidget(canvas)
        self.column.addWidget(strip)
        self._fit_tools(tools)

    def fold_strip(self, theme: Theme, strip: "ImageStrip", foot: "CanvasFoot") -> None:
        """Lets the foot of the canvas stand for the strip where the window is narrow."""
        self._strip_fold = StripFold(self.window(), strip, foot)
        self._strip_fold.show_look(theme)

    def place_notices(self, notice: "NoticeBar", hint: "NoticeBar", foot: "CanvasFoot") -> None:
        """Keeps what passes above the foot of the canvas, and hints about the picture below a notice that stays."""
        notice.pass_over(self.canvas_room)
        foot.height_changed.connect(notice.keep_clear)
        notice.placed.connect(lambda: hint.keep_below(max(0, notice.room - self.canvas_room.y())))

    def offer_conversation(self, offered: bool) -> None:
        """Shows the button that brings the conversation back, or takes it away: the conversation has one of its own."""
        self._buttons["talk"].setVisible(offered)
        if self._tools is not None:
            self._fit_tools(self._tools)

    def show_look(self, theme: Theme) -> None:
        """Draws the bar in this theme."""
        self._bar.show_look(theme)
        for button in self._buttons.values():
            button.setIconSize(icon_size(theme))
        if self._tools is not None:
            self._tools.show_look(theme)
            self._fit_tools(self._tools)
        if self._strip_fold is not None:
            self._strip_fold.show_look(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._tools is not None:
            self._fit_tools(self._tools)

    def _fit_tools(self, tools: "ToolBar") -> None:
        """Gives the tools the room that the other buttons of the bar leave; in a very small window Redo goes."""
        self._buttons["redo"].setVisible(True)
        if not tools.fit_into(self.width() - self._taken_beside(tools)):
            self._buttons["redo"].setVisible(False)
            tools.fit_into(self.width() - self._taken_beside(tools))

    def _taken_beside(self, tools: QWidget) -> int:
        """The width that the other buttons of the bar take, as they are shown now."""
        row = self._bar.row
        widgets = [item.widget() for index in range(row.count()) if (item := row.itemAt(index)) is not None]
        shown = [widget for widget in widgets if widget not in (None, tools) and not widget.isHidden()]
        taken = [max(widget.minimumWidth(), widget.sizeHint().width()) for widget in shown]
        margins = row.contentsMargins()
        return sum(taken) + (len(taken) + 1) * row.spacing() + margins.left() + margins.right()
