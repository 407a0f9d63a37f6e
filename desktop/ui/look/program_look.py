"""The look of everything that the program shows, whichever window it is in."""

from PySide6.QtWidgets import QApplication

from desktop.ui.icons import COLORS
from desktop.ui.look.style_sheet import palette
from desktop.ui.theme import Theme

ICON_COLORS = ("text", "quiet", "accent", "on_accent", "doubt", "alarm", "warn_edge", "on_tip", "on_mark")


def show_everywhere(theme: Theme) -> None:
    """Gives all windows the palette and the font, and all icons the colours, also those that were made before."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    COLORS.now = {name: getattr(theme.colors, name) for name in ICON_COLORS}
    app.setPalette(palette(theme.colors))
    app.setFont(theme.font)  # at any text size; dialogs have it from here
