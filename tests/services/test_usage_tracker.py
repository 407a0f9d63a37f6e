"""Spending, calibration and limits, over a real storage thread."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.core.usage.estimator import TokenCount
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.ports.provider import AnswerChunk
from desktop.services.usage_tracker import UsageTracker
from tests.services.program import STOP, Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_spending_is_added_up_learns_and_asks_before_a_limit_is_passed() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        written: list[dict[str, Any]] = []
        usage_tracker = UsageTracker(
            program.tasks, program.storage, {"h m": {"text": "nonsense"}, "x": 3}, written.append
        )
        assert usage_tracker.calibration_for("h", "m") == UNCALIBRATED
        asked = replace(
            Turn.new("c", "q", "gpt-4o", "api.openai.com", 1_900_000_000.0).as_streaming("a", 0.1),
            stage=Stage.DONE,
            usage=Usage(400_000, 0),
        )
        program.storage.save_turn(asked)
        usage_tracker.record(asked, TokenCount(0, 100_000, True))
        await until(lambda: usage_tracker.spent.today_usd)
        assert usage_tracker.spent.month_usd == pytest.approx(1.0)
        assert usage_tracker.calibration_for("api.openai.com", "gpt-4o").text == pytest.approx(2.0)
        assert written == [{"api.openai.com gpt-4o": {"text": 2.0, "picture": 1.0}}]
        limited = Settings(daily_limit_usd=1.2)
        assert usage_tracker.limit_passed(limited, 0.1) is None
        assert usage_tracker.limit_passed(limited, 0.3) == ExceededLimit("today", 1.2, usage_tracker.spent.today_usd)
        again = UsageTracker(program.tasks, program.storage, written[0], written.append)
        assert again.calibration_for("api.openai.com", "gpt-4o").text == pytest.approx(2.0)
        await program.close()

    on_the_loop(run())
