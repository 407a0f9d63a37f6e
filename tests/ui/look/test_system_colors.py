"""Colours as the settings and the system want them."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.look.style_sheet import palette
from desktop.ui.look.system_colors import System, colors_for, palette_colors
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from tests.helpers.look.contrast_palettes import OF_WINDOWS, contrast_palette
from tests.helpers.look.wishes import Wishes


def test_a_theme_is_chosen_or_follows_the_system(qapp: QApplication) -> None:
    plain = palette(LIGHT)
    assert [colors_for(theme, Wishes(is_dark=True)) for theme in ("light", "dark", "system")] == [LIGHT, DARK, DARK]
    assert [colors_for("contrast", Wishes(is_dark)) for is_dark in (False, True)] == [CONTRAST_LIGHT, CONTRAST_DARK]
    assert [colors_for("system", Wishes(is_dark, plain)) for is_dark in (False, True)] == [
        CONTRAST_LIGHT,
        CONTRAST_DARK,
    ]
    assert colors_for("contrast", System()).contrast and colors_for("light", System()) is LIGHT


def test_the_systems_own_palette_wins_in_high_contrast(qapp: QApplication) -> None:
    for name, (ground, words, *_) in OF_WINDOWS.items():
        system = Wishes(is_dark=False, palette=contrast_palette(name))  # Windows says no more than that
        for theme in ("system", "contrast"):
            colors = colors_for(theme, system)
            assert (colors.page, colors.field, colors.text, colors.edge) == (ground, ground, words, words)
        assert [colors_for(theme, system) for theme in ("light", "dark")] == [LIGHT, DARK]
    desert, aquatic = (palette_colors(contrast_palette(name)) for name in ("desert", "aquatic"))
    assert desert is not None and aquatic is not None
    assert (desert.dark, desert.accent) == (False, "#903909")
    assert (aquatic.dark, aquatic.accent, aquatic.quiet) == (True, "#8ee3f0", "#e0e0e0")
    assert aquatic.chosen not in (aquatic.page, aquatic.text)


def test_a_palette_without_high_contrast_is_none() -> None:
    assert [palette_colors(palette(colors)) for colors in (LIGHT, DARK)] == [None, None]
    pale = contrast_palette("desert")
    pale.setColor(QPalette.ColorRole.WindowText, "#888888")
    assert palette_colors(pale) is None


def test_the_systems_palette_is_not_the_one_that_the_program_shows(qapp: QApplication) -> None:
    own = palette(DARK)
    qapp.setPalette(own)
    shown, found = qapp.palette(), System().palette()
    assert found.window().color() != own.window().color()
    assert qapp.palette() == shown
