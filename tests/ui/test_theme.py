"""Colours and the style sheet."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.theme import DARK, LIGHT, colors_for, style_sheet


def test_themes_have_every_colour_and_enough_contrast() -> None:
    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for colors in (LIGHT, DARK):
        assert "%" not in style_sheet(colors).replace("100%", "")
        quote_matches = (colors.page, colors.side, colors.field, colors.card, colors.bubble, colors.workspace)
        for ground in quote_matches:
            assert contrast(colors.text, ground) >= 7
            assert contrast(colors.quiet, ground) >= 4.4
        assert contrast(colors.accent, colors.page) >= 4.5
        assert contrast(colors.on_accent, colors.accent) >= 4.5
        assert contrast(colors.alarm, colors.page) >= 4.5
    assert colors_for("dark") is DARK


def test_the_style_sheet_holds_wherever_the_program_lies(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.theme.resource", lambda name: Path("/some where/(ü)") / name)
    widget = QPushButton()
    qtbot.addWidget(widget)
    widget.setStyleSheet(style_sheet(LIGHT))  # Qt would warn, and a warning fails a test
    widget.ensurePolished()
