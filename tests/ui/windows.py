"""Parts of the window in the light theme and the program's own font."""

from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.actions import Actions
from desktop.ui.history.history_panel import HistoryPanel
from desktop.ui.theme import LIGHT, Theme


def light_theme() -> Theme:
    """Returns the light theme. There must be a QApplication."""
    return Theme(LIGHT, QApplication.font())


def history_panel(host: QWidget) -> HistoryPanel:
    """Returns a panel of the history whose actions belong to `host`, which must outlive it."""
    return HistoryPanel(light_theme(), Actions(host))
