"""The words of every window have enough contrast in every theme: 4.5:1, and 7:1 where high contrast is asked for.

Each label, button and field is drawn. Its ground is the luminance that most of its pixels have; its letters are what
differs most from that, since the middle of a stroke has the full colour.
"""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.look.system_colors import palette_colors
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors
from tests.helpers.look.contrast_palettes import contrast_palette
from tests.ui.every_window import every_window

THEMES = {"light": LIGHT, "dark": DARK, "contrast-light": CONTRAST_LIGHT, "contrast-dark": CONTRAST_DARK}
OF_THE_SYSTEM = ("aquatic", "desert", "number 1")  # high contrast on grey, on cream, and without white
SCALES = (4, 12)  # the widgets are drawn so much larger, so that strokes have a middle; the second time if in doubt


def words_of(widget: QWidget) -> str:
    """Returns the words that a widget shows; empty for one that has none, or that is disabled."""
    if not widget.isEnabled() or widget.visibleRegion().boundingRect() != widget.rect():
        return ""  # or is scrolled out of view
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def contrast(widget: QWidget, scale: int) -> float:
    """Returns the contrast of the letters of a widget, drawn so much larger, with their ground."""
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB888)
    image.setDevicePixelRatio(scale)
    corner = widget.mapTo(widget.window(), widget.rect().topLeft())
    widget.window().render(image, -corner)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    parts = raw[:, : image.width() * 3].reshape(-1, 3) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light = (linear @ np.array([0.2126, 0.7152, 0.0722])).round(4)
    values, counts = np.unique(light, return_counts=True)
    ground = values[int(np.argmax(counts))]
    ratios = (np.maximum(values, ground) + 0.05) / (np.minimum(values, ground) + 0.05)
    return float(ratios.max())


def luminance(color: QColor) -> float:
    """Returns the relative luminance of a colour."""
    parts = np.array([color.redF(), color.greenF(), color.blueF()])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def hint_contrast(widget: QWidget, colors: ThemeColors) -> float | None:
    """Returns the contrast of the words that stand in an empty field, or of others in their colour; None without any.

    The colour is that of a palette, which a style sheet may make see-through: then there is none.
    """
    role = QPalette.ColorRole.PlaceholderText
    has_hint = isinstance(widget, QLineEdit | QPlainTextEdit) and bool(widget.placeholderText())
    if not widget.isVisible() or not (has_hint or widget.foregroundRole() is role):
        return None
    color = widget.palette().color(role)
    darker, lighter = sorted((luminance(QColor(colors.field)), luminance(color)))
    return (lighter + 0.05) / (darker + 0.05) if color.alpha() == 255 else 0.0


def colors_of(name: str) -> ThemeColors:
    """Returns the colours of a theme, or of a system in high contrast."""
    colors = THEMES.get(name) or palette_colors(contrast_palette(name))
    assert colors is not None
    return colors


@pytest.mark.parametrize("name", [*THEMES, *OF_THE_SYSTEM])
def test_words_have_enough_contrast_in_every_window(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    colors, low, count, hints = colors_of(name), list[str](), 0, 0
    floor = 7.0 if colors.contrast else 4.5
    for window_name, window in every_window(qtbot, Theme(colors, qapp.font())):
        for widget in window.findChildren(QWidget):
            if (hint := hint_contrast(widget, colors)) is not None:
                hints += 1
                if hint < floor:
                    low.append(f"{window_name}: {type(widget).__name__} “{widget.accessibleName()}”, empty: {hint:.2f}")
            if widget.window() is not window or not words_of(widget).strip():
                continue
            count += 1
            if all((ratio := contrast(widget, scale)) < floor for scale in SCALES):
                low.append(f"{window_name}: {type(widget).__name__} “{words_of(widget)}”: {ratio:.2f}")
    assert not low, "\n".join(low)
    assert count > 150 and hints > 20
