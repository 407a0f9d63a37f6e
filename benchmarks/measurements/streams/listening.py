"""Streaming while nobody listens, against the same program without anything for screen readers, and while one listens.

The three programs take turns, so that all meet the same machine. The least processor time of each is compared: whatever
else the machine does only adds to it. The same 5,000 chunks go as fast as they can. How long the window is in what is
there for screen readers is measured beside it, within one run.
"""

import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.child import run_child, serving
from benchmarks.measured import Measured
from benchmarks.programs import measured_window
from tests.x11.screen import Screen

CHUNKS = 5000
ROUNDS = 7

# Before the window is made. Without the layer its three ways into streaming do nothing at all.
WITHOUT = """
from desktop.ui.transcript.announcer import AnswerAnnouncer
from desktop.ui.transcript.spoken.spoken_parts import SpokenParts
SpokenParts.show = lambda self: None
AnswerAnnouncer.announce = lambda self, turn: None
AnswerAnnouncer.announce_quotes = lambda self, matches: None
"""

# The three ways are timed: what they cost while they find that nobody listens.
TIMED = """
import functools, time
from desktop.ui.transcript.announcer import AnswerAnnouncer
from desktop.ui.transcript.spoken.spoken_parts import SpokenParts
spent = [0.0]
def timed(kind, name):
    original = getattr(kind, name)
    @functools.wraps(original)
    def wrapper(*arguments):
        start = time.process_time()
        try:
            return original(*arguments)
        finally:
            spent[0] += time.process_time() - start
    setattr(kind, name, wrapper)
timed(SpokenParts, 'show')
timed(AnswerAnnouncer, 'announce')
timed(AnswerAnnouncer, 'announce_quotes')
"""

STREAMED = """
from PySide6.QtGui import QAccessible
from benchmarks.server import LAST

async def measure(self, container):
    view = container.window.transcript
    QAccessible.setActive(globals().get('IS_HEARD', False))
    container.workspace.set_prompt('x')
    await asyncio.sleep(1.0)
    cpu, start = time.process_time(), time.perf_counter()
    self.asking.ask()
    while not (view.items and view.items[-1].turn.stage.ended and view.settled):
        await asyncio.sleep(0.002)
    view.viewport().repaint()
    found = {'cpu': time.process_time() - cpu, 'seconds': time.perf_counter() - start}
    assert view.items[-1].turn.answer.endswith(LAST)
    parts = [child for child in view.viewport().children() if child.objectName() == 'unseen']
    return found | {'parts': len(parts), 'spent': globals().get('spent', [0.0])[0]}
"""

PROGRAMS = {
    "without": WITHOUT + measured_window(STREAMED),
    "nobody": measured_window(STREAMED),
    "timed": TIMED + measured_window(STREAMED),
    "somebody": "IS_HEARD = True\n" + measured_window(STREAMED),
}


def run(at: Screen) -> Iterator[Measured]:
    """Rounds of all; those who are timed are not compared with the others."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as folder, serving("benchmarks.server", str(CHUNKS)) as url:
        for number in range(ROUNDS):
            for name, program in PROGRAMS.items():
                home = Path(folder) / f"{name}-{number}"
                (home / "config").mkdir(parents=True)
                (home / "config" / "settings.json").write_text(json.dumps({"endpoint": url}))
                found[name].append(run_child(at, program, ASKANCE_HOME=str(home)))
    for name, wanted in (("without", False), ("nobody", False), ("timed", False), ("somebody", True)):
        if any((run["parts"] > 0) is not wanted for run in found[name]):
            raise RuntimeError(f"{name}: parts for screen readers: {[run['parts'] for run in found[name]]}")
    cpu = {name: min(run["cpu"] for run in runs) for name, runs in found.items()}
    every = {name: ", ".join(f"{run['cpu']:.2f}" for run in runs) for name, runs in found.items()}
    note = f"CPU time, each run: {every['nobody']} s against {every['without']}"
    name, ratio = "5,000 chunks while nobody listens, against nothing for listeners", cpu["nobody"] / cpu["without"]
    yield Measured(name, ratio, "×", note)
    share = statistics.median(run["spent"] / run["cpu"] for run in found["timed"]) * 100
    yield Measured("share of streaming that goes to listeners while nobody listens", share, "%")
    note = f"CPU time, each run: {every['somebody']} s"
    yield Measured("5,000 chunks while somebody listens, against nobody", cpu["somebody"] / cpu["nobody"], "×", note)
