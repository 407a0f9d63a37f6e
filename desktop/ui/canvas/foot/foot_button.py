"""The buttons of the canvas foot: each with a label that it can do without."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

SLACK_PX = 10  # that Qt leaves behind the text of a tool button


class LabelledButton(QToolButton):
    """A button whose text stands beside its icon where there is room."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setText(label)

    def show_label(self, visible: bool) -> None:
        """Shows the label beside the icon, or the icon alone."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if visible else alone)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        has_label = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        return size - QSize(SLACK_PX, 0) if has_label else size


class FootButton(LabelledButton):
    """Triggers an action of the window."""

    def __init__(self, action: QAction, label: str) -> None:
        super().__init__(label)
        self._action = action
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._trigger)
        action.changed.connect(self._adopt)
        self._adopt()

    def _adopt(self) -> None:
        """Takes over what the action shows, except for its words."""
        action = self._action
        self.setIcon(action.icon())
        self.setEnabled(action.isEnabled())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setToolTip(action.toolTip())
        self.setAccessibleName(action.text().rstrip("…"))

    def _trigger(self) -> None:
        self._action.trigger()
        self._adopt()  # a click has toggled the button; the action may have decided otherwise
