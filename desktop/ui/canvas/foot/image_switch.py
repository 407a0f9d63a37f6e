"""“1 of 2” in the canvas foot, in the place of the strip: goes through the images; its menu is that of an image."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import number
from desktop.ui.canvas.foot.foot_button import LabelledButton
from desktop.ui.icons import icon
from desktop.ui.look.buttons import ICON_UNITS, Rule, icon_size, menu_closed
from desktop.ui.look.menu import Menu
from desktop.ui.look.mirroring import is_mirrored
from desktop.ui.screen_reader.announcements import announcements
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme

ARROW_UNITS, ARROW_ICON_UNITS, ADD_UNITS = 26, 14, 28  # widths: this pill is for windows without much room


class ImageSwitch(QFrame):
    """A pill over the canvas, hidden until its owner shows it. Indexes count from 0."""

    chosen = Signal(int)
    add_requested = Signal()
    menu_wanted = Signal(int, QMenu)  # an image's index, and a menu to which its entries are added
    changed = Signal()  # it may need another width

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("pill")
        self.setAccessibleName(_("Pictures"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._index, self._count = -1, 0
        self._room = 2  # for all buttons; 1 for the number and the arrows, 0 for the number alone
        self._is_asked = False  # the user has gone to another image, and is not told yet which it is
        self._back = self._button(_("Previous picture"), partial(self._go, -1))
        self._number = _Number()
        give_role(self._number, Role.MENU_BUTTON)
        self._number.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._number.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)  # it has no icon
        self._number.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._number.setAccessibleName(_("Pictures"))
        self._number.setToolTip(_("Pictures"))
        self._menu = Menu(self._number)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.aboutToHide.connect(partial(menu_closed, self._number))
        self._number.setMenu(self._menu)
        self._forth = self._button(_("Next picture"), partial(self._go, 1))
        self._rule = Rule(self)
        self._add = self._button(_("Add pictures"), self.add_requested.emit)
        self._add.setToolTip(_("Add pictures (Ctrl+O)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(2)
        for widget in (self._back, self._number, self._forth, self._rule, self._add):
            row.addWidget(widget)
        self.hide()

    def _button(self, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: act())
        return button

    def show_images(self, index: int, count: int, words: str) -> None:
        """Shows that the image at `index` of so many is in view; `words` are those for screen readers."""
        if (index, count, words) == (self._index, self._count, self._number.accessibleName()):
            return
        self._number.show_place(index, count)
        self._number.setAccessibleName(words)
        if self._is_asked and index != self._index:
            self._is_asked = False
            announcements.say(self, words)
        self._index, self._count = index, count
        for button, is_possible in ((self._back, index > 0), (self._forth, index < count - 1)):
            if button.hasFocus() and not is_possible:
                self._number.setFocus()
            button.setEnabled(is_possible)
        self.fold(self._room)
        self.changed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu.popup(self._number.mapToGlobal(self._number.rect().topLeft()))

    def fold(self, room: int) -> None:
        """Shows all buttons (2), the number and the arrows (1), or the number alone, whose menu has what others do."""
        self._room = room
        has_arrows = room > 0 and self._count > 1
        for widget, is_shown in (
            *((self._back, has_arrows), (self._forth, has_arrows)),
            *((self._rule, room > 1), (self._add, room > 1)),
        ):
            if widget.hasFocus() and not is_shown:
                self.take_focus()
            widget.setVisible(is_shown)
        layout = self.layout()
        assert layout is not None
        layout.activate()

    def take_focus(self) -> None:
        """Focuses what has the menu."""
        self._number.setFocus()

    def show_look(self, theme: Theme) -> None:
        """Draws in this theme."""
        signs = ("right", "left") if is_mirrored() else ("left", "right")
        for button, sign, units in (
            (self._back, signs[0], ARROW_UNITS),
            (self._forth, signs[1], ARROW_UNITS),
            (self._add, "new", ADD_UNITS),
        ):
            button.setIcon(icon(sign, theme.colors.text))
            button.setIconSize(icon_size(theme, ARROW_ICON_UNITS if button is not self._add else ICON_UNITS))
            button.setFixedWidth(theme.px(units))
        self._rule.setFixedHeight(theme.px(24))

    def _go(self, steps: int) -> None:
        """Goes to another image, unless it has gone since the menu was opened."""
        if 0 <= self._index + steps < self._count:
            self._is_asked = True
            self.chosen.emit(self._index + steps)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._menu.close()

    def _fill_menu(self) -> None:
        for submenu in self._menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            submenu.deleteLater()
        self._menu.clear()
        for words, steps in ((_("Previous picture"), -1), (_("Next picture"), 1)):
            if 0 <= self._index + steps < self._count:
                self._menu.addAction(words, partial(self._go, steps))
        self._menu.addAction(_("Add pictures"), self.add_requested.emit)
        self._menu.addSeparator()
        self.menu_wanted.emit(self._index, self._menu)


class _Number(LabelledButton):
    """“1 of 2”, as wide for each image as for the widest number, so that nothing beside it moves under the pointer."""

    def __init__(self) -> None:
        super().__init__("")
        self._wide: tuple[str, ...] = ()  # its text with numbers as long as the last one

    def show_place(self, index: int, count: int) -> None:
        """Shows the place of the image at `index` among so many."""
        words = _("{place} of {count}")
        longest = (number(int(digit * len(str(count)))) for digit in "123456789")
        self._wide = tuple(words.format(place=place, count=number(count)) for place in longest)
        self.setText(words.format(place=number(index + 1), count=number(count)))

    def sizeHint(self) -> QSize:
        own, *wide = (
            self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width() for words in (self.text(), *self._wide)
        )
        return super().sizeHint() + QSize(max(0, *wide, own) - own, 0)
