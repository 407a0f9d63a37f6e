"""Conversations for the transcript's tests, and the buttons and places on its page."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn, Usage
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.visible_area import SIDE

WIDE = "| " + " | ".join(f"column number {at}" for at in range(9)) + " |\n" + "|---" * 9 + "|\n" + "| 1 " * 9 + "|"


def turn(answer: str, prompt: str = "why?", at: float = 1.0, done: bool = True) -> Turn:
    """Returns a turn with an answer that is complete, or still growing."""
    growing = Turn.new("c", prompt, "gpt-4o", "h", at).as_waiting(()).as_streaming(answer, 0.6)
    return growing.done(Usage(1562, 214)) if done else growing


def conversation(*turns: Turn) -> Conversation:
    """Returns a conversation of these turns."""
    return Conversation("c", turns)


def labels(view: TranscriptView) -> list[str]:
    """Returns the labels of the visible buttons, or the names of those that are icons, sorted."""
    visible = [button for button in view.findChildren(QPushButton) if button.isVisible()]
    return sorted(button.text() or button.accessibleName() for button in visible)


def press(view: TranscriptView, label: str) -> None:
    """Presses the visible button with a label."""
    next(button for button in view.findChildren(QPushButton) if button.isVisible() and button.text() == label).click()


def button_with(view: TranscriptView, tip: str) -> QPushButton:
    """Returns the visible button with a tool tip."""
    return next(button for button in view.findChildren(QPushButton) if button.isVisible() and button.toolTip() == tip)


def place_of(view: TranscriptView, row: int, x: float, y: float) -> QPoint:
    """Returns a point inside a row of the first turn, in the viewport."""
    item = view.items[0]
    top = item.top + item.rows[row].top - view.verticalScrollBar().value()
    return QPoint(round(SIDE + x), round(top + y))
