"""The colours of a theme setting, and those of a system that has a high contrast palette of its own."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, ThemeColors, blended

ENOUGH = 7.0  # the contrast of everything in high contrast
ON_CHOSEN = 8.0  # of words on a ground that is made for them: thin letters are a little fainter than their colour
STEPS = 20  # in which a ground is made fainter until words on it are legible
GROUNDS = ("side", "desk", "page", "field", "card", "bubble", "warn", "alarm_bg", "on_accent", "on_mark", "on_tip")
LINES = ("line", "edge", "text", "tip")
MARKS = ("alarm", "doubt", "mark", "warn_edge", "keyword", "string", "number")


class System:
    """What the system wants of a program's colours."""

    @property
    def is_dark(self) -> bool:
        """True if it is dark."""
        return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def wants_contrast(self) -> bool:
        """True if it is in high contrast."""
        hints = QApplication.styleHints()  # which owns what it returns
        return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def palette(self) -> QPalette:
        """Returns its palette, which the program would have if it had not set one."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        shown = app.palette()
        app.setPalette(QPalette())
        found = app.palette()
        if shown != found:
            app.setPalette(shown)
        return found


def colors_for(theme: str, system: System) -> ThemeColors:
    """Returns the colours of a theme setting: light, dark, contrast, or as the system wants them.

    In high contrast the system's own palette wins where it has one.
    """
    wants_contrast = theme in ("contrast", "system") and system.wants_contrast
    colors = palette_colors(system.palette()) if wants_contrast else None
    if colors is not None:
        return colors
    dark = theme == "dark" or (theme != "light" and system.is_dark)
    if theme == "contrast" or wants_contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def palette_colors(palette: QPalette) -> ThemeColors | None:
    """Returns the colours of a high contrast palette; None if it is not one: those have one ground for everything, with
    words of 7:1 on it.

    What the system has no colour for has the program's own, where that is legible on the system's ground.
    """
    roles = QPalette.ColorRole
    page, text = palette.color(roles.Window).name(), palette.color(roles.WindowText).name()
    is_one_ground = all(palette.color(role).name() == page for role in (roles.Base, roles.Button))
    if not is_one_ground or not _is_legible(text, page):
        return None
    own = CONTRAST_DARK if _luminance(page) < _luminance(text) else CONTRAST_LIGHT
    highlight, link = palette.color(roles.Highlight).name(), palette.color(roles.Link).name()
    off = palette.color(QPalette.ColorGroup.Disabled, roles.WindowText).name()
    accent = _first((highlight, link, own.accent), text, page)
    chosen = _ground(highlight, page, (text, accent))
    values: dict[str, Any] = {name: _first((getattr(own, name),), text, page) for name in MARKS}
    values |= dict.fromkeys(GROUNDS, page) | dict.fromkeys(LINES, text)
    values |= {"accent": accent, "chosen": chosen, "quiet": _first((off, own.quiet), text, page, chosen)}
    return replace(own, **values)


def _first(colors: Iterable[str], otherwise: str, *grounds: str) -> str:
    """Returns the first of these colours that is legible on all grounds."""
    return next((color for color in colors if all(_is_legible(color, ground) for ground in grounds)), otherwise)


def _ground(color: str, page: str, texts: tuple[str, ...]) -> str:
    """Returns a ground as near to `color` as these texts allow."""
    faded = (blended(color, page, step / STEPS) for step in range(STEPS, 0, -1))
    return next((ground for ground in faded if all(_contrast(text, ground) >= ON_CHOSEN for text in texts)), page)


def _is_legible(color: str, ground: str) -> bool:
    return _contrast(color, ground) >= ENOUGH


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    """Returns the relative luminance of WCAG 2 of a colour as #rrggbb."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
