"""The size of the transcript's text."""

import pytest

from desktop.ui.theme import DARK, Theme
from desktop.ui.transcript.text_zoom import ZOOMS, TextZoom


def test_steps_end_at_the_smallest_and_the_largest_size(theme: Theme) -> None:
    shown: list[Theme] = []
    zoom = TextZoom(theme, shown.append)
    zoom.step(99)
    assert zoom.factor == ZOOMS[-1]
    zoom.step(-99)
    assert zoom.factor == ZOOMS[0]
    zoom.step(0)
    assert zoom.factor == 1.0
    zoom.step(1)
    assert zoom.factor == 1.1
    assert [round(theme.points, 2) for theme in shown] == [30, 7, 10, 11]


def test_another_theme_keeps_the_factor(theme: Theme) -> None:
    shown: list[Theme] = []
    zoom = TextZoom(theme, shown.append)
    zoom.set_factor(9)
    zoom.set_base(Theme(DARK, theme.font))
    assert shown[-1] is zoom.theme
    assert zoom.theme.colors is DARK
    assert zoom.theme.points == pytest.approx(theme.points * ZOOMS[-1])
