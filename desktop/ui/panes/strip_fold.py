"""The strip of images, which becomes “1 of 2” in the canvas foot where the window is narrow."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.look.room import NARROW_WINDOW_UNITS
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.canvas.foot.canvas_foot import CanvasFoot
    from desktop.ui.strip.image_strip import ImageStrip


class StripFold(QObject):
    """Shows the strip or the switch in the foot, and lets the switch in the foot do what the strip does."""

    def __init__(self, window: QWidget, strip: "ImageStrip", foot: "CanvasFoot") -> None:
        super().__init__(window)
        self._window = window
        self._strip = strip
        self._foot = foot
        self._narrow = 0  # logical pixels
        strip.described.connect(foot.switch.show_images)
        foot.switch.chosen.connect(strip.chosen)
        foot.switch.add_requested.connect(strip.add_requested)
        foot.switch.menu_wanted.connect(strip.fill_menu)
        window.installEventFilter(self)

    def show_look(self, theme: Theme) -> None:
        """Decides by lengths of this theme."""
        self._narrow = theme.px(NARROW_WINDOW_UNITS)
        self._follow()

    def _follow(self) -> None:
        is_narrow, focused = self._window.width() < self._narrow, QApplication.focusWidget()
        if is_narrow == self._foot.has_switch:
            return
        kept = focused is not None and any(part.isAncestorOf(focused) for part in (self._strip, self._foot.switch))
        self._strip.fold(is_narrow)
        self._foot.show_switch(is_narrow)
        if kept:
            (self._foot.switch if is_narrow else self._strip).take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return False
