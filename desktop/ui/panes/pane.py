"""The parts that panes have in common: a styled column, and a bar of buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme

BAR_UNITS = 46


class Pane(QWidget):
    """A column of widgets whose ground is painted by the object name `name`; `title` is for screen readers."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        give_role(self, Role.PANE)
        self.setAccessibleName(title)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)


class PaneBar(QWidget):
    """A bar of buttons in a `row`, its ground painted by the object name `name`. It grows with the system's text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 0, 10, 0)
        self.row.setSpacing(4)

    def show_look(self, theme: Theme) -> None:
        """Gives the bar the height and the gaps of this theme."""
        self.setMinimumHeight(theme.px(BAR_UNITS))
        self.row.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self.row.setSpacing(theme.px(4))
