"""The campaign of kills in small: commands killed at each moment, and every request has its line.

Rows as a batch are killed in tests/stories/cli/many/test_many_batch.py: a batch is looked for again after a minute.
"""

from pathlib import Path

import pytest

from benchmarks.measurements.ledger.kills import MOMENTS, part, rounds_in


@pytest.mark.slow
@pytest.mark.timeout(900)  # nine commands, each of which may wait for a busy machine
def test_each_road_killed_at_each_moment_has_a_line_for_each_request(tmp_path: Path) -> None:
    roads = ("question", "rows")
    kills = len(roads) * len(MOMENTS)
    rounds = part(tmp_path, kills, most_s=600, roads=roads)
    assert {(one.road, one.moment) for one in rounds} >= {(road, moment) for road in roads for moment in MOMENTS}
    assert [one.faults for one in rounds if one.faults] == []
    assert sum(one.heard for one in rounds) > kills
    assert all(one.entries >= one.heard for one in rounds)
    assert rounds_in(tmp_path) == list(rounds)
