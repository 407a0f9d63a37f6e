"""Turns in a visible area without a view, for tests of the transcript's parts."""

from PySide6.QtWidgets import QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.conversation.turn import Turn
from desktop.core.markdown.formula import Formula
from desktop.ui.theme import Theme
from desktop.ui.transcript.turns.turn_layout import TurnLayout
from desktop.ui.transcript.turns.turn_list import TurnList
from desktop.ui.transcript.visible_area import VisibleArea
from tests.ui.transcript.conversations import conversation


class TurnsInArea:
    """An area of 420 × 600 pixels with a scroll bar, and the turns in it."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.widget = QWidget()
        self.widget.resize(420, 600)
        self.bar = QScrollBar()
        qtbot.addWidget(self.widget)
        qtbot.addWidget(self.bar)
        layout = TurnLayout()
        self.area = VisibleArea(layout, self.bar, self.widget)
        self.wanted_formulas: list[Formula] = []
        self.turns = TurnList(layout, theme, lambda: self.area.text_width, self.wanted_formulas.append)

    def show(self, *turns: Turn) -> None:
        """Shows turns, laid out from their end."""
        self.turns.show(conversation(*turns))
        self.area.lay_out()
