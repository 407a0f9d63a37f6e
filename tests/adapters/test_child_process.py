"""The child processes that work for the program: they end, whatever they are doing."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.adapters.cage.limits import DECODER_LIMITS
from desktop.adapters.child_process import ChildProcess, ChildProcessLostError, Clocks, Watchdog, pipes

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


def test_a_child_that_is_started_while_the_program_is_left_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    starting, leaving, real = threading.Event(), threading.Event(), subprocess.Popen

    def late(*arguments: Any, **how: Any) -> Any:
        starting.set()
        assert leaving.wait(240)
        return real(*arguments, **how)

    monkeypatch.setattr(subprocess, "Popen", late)
    sleeper = ChildProcess(SLEEPER, 60, DECODER_LIMITS)
    ends: list[str] = []

    def talk(child: "subprocess.Popen[bytes]", _: Watchdog) -> None:
        if not pipes(child)[1].readline():
            raise OSError("it is gone")

    def ask() -> None:
        with pytest.raises(ChildProcessLostError):
            sleeper.run(talk)
        ends.append("lost")

    asking = threading.Thread(target=ask)
    asking.start()
    assert starting.wait(240)
    closing = threading.Thread(target=sleeper.close)
    closing.start()
    leaving.set()
    closing.join(240)
    asking.join(240)
    assert not closing.is_alive() and ends == ["lost"]
    assert not sleeper.running


TRICKLE = """
import sys, time
def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
for _ in range(40):
    work(0.01)
    time.sleep(0.05)
print("done", flush=True)
"""
ENDLESS = "while True: pass"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child's processor time")


def answer(child: "subprocess.Popen[bytes]", _: Watchdog) -> bytes:
    line = pipes(child)[1].readline()
    if not line:
        raise OSError("it is gone")
    return line


@linux
def test_a_child_that_gets_little_of_the_processor_has_its_time_all_the_same() -> None:
    slow = ChildProcess([sys.executable, "-c", TRICKLE], 0.8, DECODER_LIMITS)
    try:
        assert slow.run(answer) == b"done\n"  # after two seconds on the clock and less than one of work
    finally:
        slow.close()


def test_a_child_that_works_without_an_end_is_killed() -> None:
    endless = ChildProcess([sys.executable, "-c", ENDLESS], 0.3, DECODER_LIMITS)
    with pytest.raises(ChildProcessLostError) as lost:
        endless.run(answer)
    assert lost.value.hung
    endless.close()


PAUSE_S = 190.0


class PausedMachine:
    """Clocks that stand still until the first look at a child, before which both of them, or one, have jumped."""

    def __init__(self, clock_s: float, cpu_s: float) -> None:
        self._clock_s, self._cpu_s = clock_s, cpu_s
        self.readings = 0

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: self._clock_s if self.readings > 1 else 0.0, self._cpu_spent_s)

    def _cpu_spent_s(self, pid: int) -> float:
        self.readings += 1
        return self._cpu_s if self.readings > 1 else 0.0


@pytest.fixture
def sleeper() -> "Iterator[subprocess.Popen[bytes]]":
    with subprocess.Popen(SLEEPER) as child:
        yield child
        child.kill()


@pytest.mark.parametrize(
    ("machine", "readings"),
    [
        pytest.param(PausedMachine(PAUSE_S, PAUSE_S), 4, id="both clocks have jumped"),
        pytest.param(PausedMachine(PAUSE_S, 0.0), 4, id="the clock alone"),
        pytest.param(PausedMachine(0.0, 10_000.0), 4, id="more work than there was time for"),
        pytest.param(PausedMachine(0.0, 0.0), 2, id="no pause"),
    ],
)
def test_no_child_is_killed_by_one_look_after_a_pause(
    machine: PausedMachine, readings: int, sleeper: "subprocess.Popen[bytes]"
) -> None:
    guard = Watchdog(sleeper, 0.2, machine.clocks)
    sleeper.wait(240)
    guard.cancel()
    assert (guard.hung, machine.readings) == (True, readings)
