"""Announces an answer to screen readers: that it begins, its sentences in words, and how it has ended."""

from collections.abc import Callable

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.spoken.answer_words import AnswerWords
from desktop.messages.spoken.place_words import quote_places
from desktop.ui.screen_reader.announcements import Weight
from desktop.ui.transcript.turns.turn_footer import footer_for

BEGINS, ENDED, STOPPED = N_("The answer begins."), N_("The answer has ended."), N_("The answer was stopped.")
FAILED = N_("There is no answer.")


class AnswerAnnouncer:
    """Calls `speak` with each sentence of an answer once, and with what happens to it.

    Nothing is spoken, and nothing counts as spoken, while `is_listening` returns False.
    """

    def __init__(self, speak: Callable[[str, Weight], None], is_listening: Callable[[], bool]) -> None:
        self._speak = speak
        self._is_listening = is_listening
        self._turn_id = ""
        self._words = AnswerWords()
        self._has_begun = self._has_ended = False
        self._was_heard = False  # its end was announced, so that it was not merely opened
        self._progress = ""  # that was spoken last

    def reset(self, turn: Turn | None) -> None:
        """Begins anew with another conversation, with its last turn: an answer that has ended is not announced."""
        self._begin(turn.id if turn is not None else "")
        self._has_begun = self._has_ended = turn is not None and turn.stage.ended

    def _begin(self, turn_id: str) -> None:
        self._turn_id, self._words, self._progress = turn_id, AnswerWords(), ""
        self._has_begun = self._has_ended = self._was_heard = False

    def announce(self, turn: Turn) -> None:
        """Announces what has happened to a turn since the last call."""
        if not self._is_listening():
            return
        if self._turn_id != turn.id:
            self._begin(turn.id)
        if self._has_ended:
            return
        if not turn.stage.ended:
            self._announce_progress(turn)
        if turn.answer and not self._has_begun:
            self._has_begun = True
            self._speak(_(BEGINS), Weight.NEEDED)
        if turn.answer and (words := self._words.words(turn.answer, turn.stage.ended)):
            self._speak(words, Weight.USUAL)
        if turn.stage.ended:
            self._has_ended = self._was_heard = True
            self._speak(_end_words(turn), Weight.NEEDED)

    def _announce_progress(self, turn: Turn) -> None:
        """Announces what is being done, once; a request that is tried again matters more than waiting."""
        words = footer_for(turn).text.partition(" · ")[0]
        if words != self._progress and not turn.answer:
            self._progress = words
            self._speak(words, Weight.USUAL if turn.retry_s else Weight.EXTRA)

    def announce_quotes(self, quote_matches: QuoteMatches) -> None:
        """Announces where in its images an answer's quotes are, and which of them are not found there."""
        if not self._was_heard or not self._is_listening():
            return
        if places := quote_places(quote_matches.places):
            self._speak(places, Weight.USUAL)
        if quote_matches.not_found:
            quotes = ", ".join(sorted(quote_matches.not_found))
            self._speak(_("Not found in the picture: {quotes}").format(quotes=quotes), Weight.USUAL)


def _end_words(turn: Turn) -> str:
    if turn.stage is Stage.FAILED:
        return footer_for(turn).text if turn.has_answer else sentences(_(FAILED), footer_for(turn).text)
    return _(STOPPED) if turn.stage is Stage.STOPPED else _(ENDED)
