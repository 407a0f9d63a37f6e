"""The stages of a turn."""

import pytest

from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.sent_image import SentImage


def test_the_stages_end_where_they_should() -> None:
    assert [stage for stage in Stage if stage.ended] == [Stage.DONE, Stage.STOPPED, Stage.FAILED]


def test_a_turn_survives_plain_values() -> None:
    turn = Turn.new("c", "why?", "gpt-4o", "h", 5.0).as_waiting((SentImage("a" * 64, "image/png", 3, 4, 5),))
    turn = turn.as_streaming("because", 0.4).failed(Problem(ProblemKind.CUT_OFF, "h"), Usage(3, 4, 1))
    assert turn_from_plain(turn_to_plain(turn)) == turn
    with pytest.raises(ValueError):
        turn_from_plain({"id": "x"})
