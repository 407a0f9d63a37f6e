"""A time out of a stranger's file is one that a calendar knows."""

from datetime import datetime

import pytest

from desktop.core.conversation.turn import LATEST_TIME, known_time


@pytest.mark.parametrize("seconds", [float("inf"), float("-inf"), float("nan"), 1e300, -1e300, -1.0, LATEST_TIME + 1])
def test_an_impossible_time_is_none(seconds: float) -> None:
    assert known_time(seconds) == 0.0


@pytest.mark.parametrize("seconds", [0.0, 1_780_000_000.5, LATEST_TIME])
def test_every_other_time_stays(seconds: float) -> None:
    assert known_time(seconds) == seconds
    assert datetime.fromtimestamp(seconds).year <= 9999
