"""The pane of the workspace: a bar with tools and other buttons, the canvas, and the strip of images."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.panes.pane import Pane, PaneBar

if TYPE_CHECKING:
    from desktop.ui.canvas.tool_bar import ToolBar

ICON = QSize(18, 18)


class WorkspacePane(Pane):
    """Places the bar at once, and what belongs below it with `fill`."""

    def __init__(self, actions: Actions) -> None:
        super().__init__("workspacePane")
        self._actions = actions
        self._tools: ToolBar | None = None
        self.setMinimumWidth(325)
        self.canvas_room = QWidget()  # where the canvas will be
        QVBoxLayout(self.canvas_room).setContentsMargins(0, 0, 0, 0)
        self.zoom_label = QToolButton()
        self.zoom_label.setMinimumWidth(58)
        self.zoom_label.setToolTip("Actual size (Ctrl+1)")
        self._bar = PaneBar("bar")
        buttons = {name: self._action_button(name) for name in ("side", "undo", "redo", "fit", "as_seen")}
        self._dispensable = *(buttons[name] for name in ("fit", "redo", "as_seen")), self.zoom_label
        self._capture = self._action_button("capture")
        self._capture.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        for button in (*buttons.values(), self.zoom_label):
            self._bar.row.addWidget(button)
        self._bar.row.addStretch(1)
        self._bar.row.addWidget(self._capture)
        self._bar.row.addWidget(self._action_button("talk"))
        self.column.addWidget(self._bar)
        self.column.addWidget(self.canvas_room, 1)

    def _action_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions[name])
        button.setIconSize(ICON)
        return button

    def fill(self, tools: "ToolBar", canvas: QWidget, strip: QWidget) -> None:
        """Add what the first paint need not wait for."""
        self._tools = tools
        self._bar.row.insertWidget(1, tools)
        room = self.canvas_room.layout()
        assert room is not None
        room.addWidget(canvas)
        self.column.addWidget(strip)
        menu = QMenu(self._capture)
        for name in ("capture", "capture_screen", "capture_later"):
            menu.addAction(self._actions[name])
        self._capture.setMenu(menu)
        self._fit_tools(tools)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._tools is not None:
            self._fit_tools(self._tools)

    def _fit_tools(self, tools: "ToolBar") -> None:
        """Give the tools the room that the other buttons of the bar leave; in a very small window some of those go."""
        for shown in range(len(self._dispensable), -1, -1):
            for index, button in enumerate(self._dispensable):
                button.setVisible(index < shown)
            if tools.fit_into(self.width() - self._taken_beside(tools)):
                return

    def _taken_beside(self, tools: QWidget) -> int:
        """The width that the other buttons of the bar take, as they are shown now."""
        row = self._bar.row
        widgets = [item.widget() for index in range(row.count()) if (item := row.itemAt(index)) is not None]
        shown = [widget for widget in widgets if widget not in (None, tools) and not widget.isHidden()]
        taken = [max(widget.minimumWidth(), widget.sizeHint().width()) for widget in shown]
        margins = row.contentsMargins()
        return sum(taken) + (len(taken) + 1) * row.spacing() + margins.left() + margins.right()
