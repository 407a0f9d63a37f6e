"""The focus is seen in every window and theme: what it changes has a contrast of 3:1, and is more than a dot.

Each widget that Tab reaches is drawn with the focus and without it. The pixels that differ are compared with what they
were before (WCAG 2.4.13).
"""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.focus_in_view import FocusInView
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme
from tests.ui.every_window import every_window

THEMES = {"light": LIGHT, "dark": DARK, "contrast-light": CONTRAST_LIGHT, "contrast-dark": CONTRAST_DARK}
LEAST_PX = 16  # changed pixels: a line as long as a letter is high; a frame has ten times as many
AROUND_PX = 4  # a frame may stand that close around the field that it belongs to
RATIO = 3.0


def drawn(window: QWidget, area: QRect) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Returns the relative luminance of each pixel of an area of a window."""
    image = window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    parts = raw[:, : image.width() * 3].reshape(image.height(), image.width(), 3) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def stops(window: QWidget) -> list[QWidget]:
    """Returns the widgets that Tab reaches."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy().value & 1
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and not widget.size().isEmpty()
        and widget.focusProxy() is None
    ]


def seen_px(window: QWidget, widget: QWidget) -> int:
    """Returns how many pixels the focus of a widget changes by a contrast of 3:1."""
    if (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()  # what is scrolled out of view comes into it
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    area = area.adjusted(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX).intersected(window.rect())
    after = drawn(window, area)
    widget.clearFocus()
    before = drawn(window, area)
    ratio = (np.maximum(before, after) + 0.05) / (np.minimum(before, after) + 0.05)
    return int((ratio >= RATIO).sum())


@pytest.mark.parametrize(("name", "zoom"), [*((name, 1.0) for name in THEMES), ("light", 2.0)])
def test_the_focus_is_seen_wherever_tab_goes(qtbot: QtBot, qapp: QApplication, name: str, zoom: float) -> None:
    theme, unseen, count = Theme(THEMES[name], qapp.font()).zoomed(zoom), list[str](), 0
    FocusInView(qapp)
    for window_name, window in every_window(qtbot, theme):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        for widget in stops(window):
            count += 1
            if (px := seen_px(window, widget)) < LEAST_PX:
                words = widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName()
                unseen.append(f"{window_name}: {type(widget).__name__} “{words}”: {px} px")
    assert not unseen, "\n".join(unseen)
    assert count > 100
