"""Answers as screen readers get them."""

from desktop.ui.transcript.announcer import AnswerAnnouncer
from tests.ui.transcript.conversations import turn


def test_each_sentence_is_spoken_once_and_the_rest_at_the_end() -> None:
    spoken: list[str] = []
    announcer = AnswerAnnouncer(spoken.append, lambda: True)
    growing = turn("One. Tw", done=False)
    announcer.announce(growing)
    announcer.announce(growing.as_streaming("One. Two", 0.1))
    announcer.announce(growing.as_streaming("One. Two? Th\u202ere", 0.1))
    announcer.announce(growing.as_streaming("One. Two? Th\u202eree", 0.1).done(None))
    assert spoken == ["One.", " Two?", " Three"]
    announcer.announce(turn("Another"))
    assert spoken[-1] == "Another"


def test_nothing_counts_as_spoken_while_nobody_listens() -> None:
    spoken: list[str] = []
    listening: list[bool] = []
    announcer = AnswerAnnouncer(spoken.append, lambda: bool(listening))
    announcer.announce(turn("One. Two."))
    assert spoken == []
    listening.append(True)
    announcer.announce(turn("One. Two."))
    assert spoken == ["One. Two."]
