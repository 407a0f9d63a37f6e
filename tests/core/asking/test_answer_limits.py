"""The limits of an answer that may be longer."""

import pytest

from desktop.core.asking.answer_limits import AnswerLimits, longer_than
from desktop.core.conversation.turn import Usage


@pytest.mark.parametrize(("used", "tokens"), [(None, 16_384), (500, 16_384), (8_000, 32_000), (100_000, 131_072)])
def test_a_longer_answer_has_four_times_the_room_within_bounds(used: int | None, tokens: int) -> None:
    assert longer_than(None if used is None else Usage(1, used)) == AnswerLimits(tokens)
