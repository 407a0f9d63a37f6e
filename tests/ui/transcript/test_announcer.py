"""Answers as screen readers get them."""

from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.ocr.quote_matching import QuoteMatches, QuotePlace
from desktop.ui.screen_reader.announcements import Weight
from desktop.ui.transcript.announcer import AnswerAnnouncer
from tests.ui.transcript.conversations import turn


class Heard:
    """Keeps what is spoken, with its weight."""

    def __init__(self) -> None:
        self.all: list[tuple[str, Weight]] = []

    def __call__(self, text: str, weight: Weight) -> None:
        self.all.append((text, weight))

    @property
    def words(self) -> list[str]:
        """What was spoken, without progress."""
        return [text for text, weight in self.all if weight < Weight.EXTRA]


def test_the_beginning_each_sentence_and_the_end_are_spoken_once() -> None:
    heard = Heard()
    announcer = AnswerAnnouncer(heard, lambda: True)
    growing = turn("One. Tw", done=False)
    for state in (
        growing,
        growing.as_streaming("One. **Two**", 0.1),
        growing.as_streaming("One. **Two**? Th\u202ere", 0.1),
        growing.as_streaming("One. **Two**? Th\u202eree", 0.1).done(None),
    ):
        announcer.announce(state)
        announcer.announce(state)
    assert " ".join(heard.words) == "The answer begins. One. Two? Three The answer has ended."
    announcer.announce(turn("Another"))
    assert heard.words[-3:] == ["The answer begins.", "Another", "The answer has ended."]


def test_how_it_ended_is_said() -> None:
    for state, words in (
        (turn("One.", done=False).stopped(), "The answer was stopped."),
        (turn("", done=False).failed(Problem(ProblemKind.IMAGE_GONE)), "There is no answer."),
    ):
        heard = Heard()
        AnswerAnnouncer(heard, lambda: True).announce(state)
        assert heard.words[-1].startswith(words)
        assert heard.all[-1][1] is Weight.NEEDED


def test_progress_is_for_those_who_want_all() -> None:
    heard = Heard()
    announcer = AnswerAnnouncer(heard, lambda: True)
    announcer.announce(turn("", done=False))
    announcer.announce(turn("", done=False))
    assert len(heard.all) == 2 and heard.words == []  # two turns, each once


def test_an_old_answer_is_not_announced_when_its_conversation_is_opened() -> None:
    heard = Heard()
    announcer = AnswerAnnouncer(heard, lambda: True)
    old = turn("Old words.")
    announcer.reset(old)
    announcer.announce(old)
    assert heard.all == []


def test_nothing_counts_as_spoken_while_nobody_listens() -> None:
    heard = Heard()
    listening: list[bool] = []
    announcer = AnswerAnnouncer(heard, lambda: bool(listening))
    answered = turn("One. Two.")
    announcer.announce(answered)
    assert heard.all == []
    listening.append(True)
    announcer.announce(answered)
    assert "One. Two." in heard.words


def test_the_places_of_quotes_are_said_after_an_answer_that_was_heard() -> None:
    heard, size = Heard(), (900, 600)
    announcer = AnswerAnnouncer(heard, lambda: True)
    places = (QuotePlace("Total 42", Rect(700, 550, 890, 590), size), QuotePlace("Invoice", Rect(9, 9, 99, 40), size))
    matches = QuoteMatches(frozenset({"Total 42", "Invoice"}), frozenset({"43"}), places)
    announcer.reset(turn("Opened"))
    announcer.announce_quotes(matches)
    assert heard.words == []
    announcer.announce(turn("Asked"))
    announcer.announce_quotes(matches)
    assert heard.words[-2:] == [
        "In the picture: “Total 42”: lower right; “Invoice”: upper left",
        "Not found in the picture: 43",
    ]
