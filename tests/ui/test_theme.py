"""Colours and the style sheet."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.look.system_colors import palette_colors
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors
from tests.helpers.look.contrast_palettes import OF_WINDOWS, contrast_palette

THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)
GROUNDS = ("side", "desk", "page", "field", "card", "bubble")
TEXTS = (
    *((text, ground) for text in ("text", "quiet") for ground in (*GROUNDS, "chosen", "warn", "alarm_bg")),
    *((text, ground) for text in ("accent", "alarm", "doubt", "keyword", "string", "number") for ground in GROUNDS[2:]),
    *(("on_accent", "accent"), ("doubt", "warn"), ("alarm", "alarm_bg"), ("on_mark", "mark"), ("on_found", "found")),
    *(("accent", "chosen"), ("on_tip", "tip"), ("text", "hover")),
)
EDGES = (
    *(("edge", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    *(("warn_edge", "page"), ("warn_edge", "warn"), ("alarm", "page"), ("mark", "page")),
)


def light(color: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2, from 1 to 21."""
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def low(colors: ThemeColors) -> list[str]:
    """Returns the pairs of colours whose contrast is too low."""
    found, floors = list[str](), (7.0, 7.0) if colors.contrast else (4.5, 3.0)
    for pairs, floor in zip((TEXTS, EDGES), floors, strict=True):
        for over, under in pairs:
            if (ratio := contrast(getattr(colors, over), getattr(colors, under))) < floor:
                found.append(f"{over} on {under}: {ratio:.2f}")
    return found


@pytest.mark.parametrize("colors", THEMES, ids=("light", "dark", "contrast-light", "contrast-dark"))
def test_text_and_edges_have_enough_contrast_on_every_ground(colors: ThemeColors) -> None:
    assert low(colors) == []


@pytest.mark.parametrize("name", OF_WINDOWS)
def test_the_systems_own_colours_in_high_contrast_have_enough_contrast_too(name: str) -> None:
    colors = palette_colors(contrast_palette(name))
    assert colors is not None and colors.contrast
    assert low(colors) == []


def test_the_style_sheet_leaves_nothing_open_and_grows_with_the_font(qapp: QApplication) -> None:
    usual, large = QFont(qapp.font()), QFont(qapp.font())
    usual.setPixelSize(13)
    large.setPixelSize(26)
    for colors in THEMES:
        sheet = style_sheet(Theme(colors, usual))
        assert "%" not in sheet
        assert re.search(r"\d+u\b", sheet) is None
    assert Theme(LIGHT, usual).px(8) == 8
    assert Theme(LIGHT, large).px(8) == 16
    assert "border-radius: 24px" in style_sheet(Theme(LIGHT, large))


def test_the_style_sheet_holds_wherever_the_program_lies(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.look.style_sheet.resource", lambda name: Path("/some where/(ü)") / name)
    widget = QPushButton()
    qtbot.addWidget(widget)
    widget.setStyleSheet(style_sheet(Theme(LIGHT, widget.font())))  # Qt would warn, and a warning fails a test
    widget.ensurePolished()
