"""Buttons of bars: with an icon that grows with the text, and with a menu that a chevron announces."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme

ICON_UNITS = 18


def icon_size(theme: Theme, units: float = ICON_UNITS) -> QSize:
    """Returns the size of an icon of so many units of length."""
    return QSize(theme.px(units), theme.px(units))


def menu_button(name: str, tooltip: str) -> QToolButton:
    """Returns a button that opens its menu at once. `name` is for screen readers."""
    button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
    give_role(button, Role.MENU_BUTTON)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(name)
    button.setToolTip(tooltip)
    return button


def chevron_button(text: str, tooltip: str) -> QToolButton:
    """Returns a button with a word and, behind it, the icon that its owner sets: a chevron."""
    button = menu_button(text, tooltip)
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    against = Qt.LayoutDirection.LeftToRight if button.isRightToLeft() else Qt.LayoutDirection.RightToLeft
    button.setLayoutDirection(against)  # so that the icon stands behind the word
    return button


def menu_closed(button: QToolButton) -> None:
    """Clears the hover state of a button, which Qt does not clear when its menu was closed elsewhere."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    button.update()


class Rule(QFrame):
    """A hairline between two groups of buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule")
        self.setFixedWidth(1)
