"""A wait that is a context manager stands in a `with`: alone it returns at once."""

from pathlib import Path

import pytest

from tests.project.clocks.bare_waits import bare_waits

TESTS = Path(__file__).parents[2]


def test_no_test_waits_for_nothing() -> None:
    files = sorted(TESTS.rglob("*.py"))
    found = {path.relative_to(TESTS).as_posix(): bare_waits(path.read_text(encoding="utf-8")) for path in files}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("wait", ["waitActive(window)", "waitExposed(window, timeout=9)", "waitSignal(window.closed)"])
def test_a_wait_without_a_block_is_seen(wait: str) -> None:
    assert bare_waits(f"def test_it(qtbot):\n    qtbot.{wait}\n") == [2]
    assert bare_waits(f"def test_it(qtbot):\n    with qtbot.{wait}:\n        window.show()\n") == []
    assert bare_waits(f"def test_it(qtbot):\n    waiting = qtbot.{wait}\n    waiting.wait()\n") == []
