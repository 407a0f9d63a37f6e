"""Announces a growing answer to screen readers, a sentence at a time."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desktop.core.conversation.turn import Turn
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _

SENTENCE_ENDS = (". ", "? ", "! ", "\n")


class AnswerAnnouncer:
    """Calls `speak` with each sentence of an answer once; at its end also with what is no sentence.

    Nothing is spoken, and nothing counts as spoken, while `is_listening` returns False.
    """

    def __init__(self, speak: Callable[[str], None], is_listening: Callable[[], bool] = QAccessible.isActive) -> None:
        self._speak = speak
        self._is_listening = is_listening
        self._turn_id = ""
        self._announced = 0  # characters of that turn's answer

    def reset(self) -> None:
        """Begins again with the first sentence."""
        self._announced = 0

    def announce(self, turn: Turn) -> None:
        """Announces the sentences of a turn's answer that have been completed since the last call."""
        if not self._is_listening():
            return
        if self._turn_id != turn.id:
            self._turn_id, self._announced = turn.id, 0
        text = turn.answer
        end = max(text.rfind(mark, self._announced) for mark in SENTENCE_ENDS)
        if turn.stage.ended:
            end = len(text) - 1
        if end >= self._announced:
            self._speak(strip_control_characters(text[self._announced : end + 1]))
            self._announced = end + 1

    def announce_quotes(self, quote_matches: QuoteMatches) -> None:
        """Announces what an answer quotes that is not found in its images; what is found needs no word."""
        if quote_matches.not_found and self._is_listening():
            quotes = ", ".join(sorted(quote_matches.not_found))
            self._speak(strip_control_characters(_("Not found in the picture: {quotes}").format(quotes=quotes)))


def speak_through(widget: QWidget, text: str) -> None:
    """Has screen readers speak a text on behalf of a widget."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
