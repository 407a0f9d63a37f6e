"""Answers that grow without end in one block, by kind of block and length: the cost of one more update, the longest
event of the window, and how the cost of a whole answer grows with its letters. Code, which is not parsed, is the floor.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import Any

from benchmarks.child import run_child
from benchmarks.drawn.answers import KINDS
from benchmarks.measured import Measured
from tests.x11.screen import Screen

STEP_LETTERS = (16_000, 64_000)
WINDOW_LETTERS = 20_000
LETTERS = (62_500, 250_000, 1_000_000)
WITHIN_S = 900.0

STEPS = """
import json, os, statistics, time
from benchmarks.drawn.answers import answer_of
from desktop.core.markdown.blocks import IncrementalParser
MORE, STEP = 1000, 40
def step_ms(kind, letters):
    text, growing, times = answer_of(kind, letters + MORE), IncrementalParser(), []
    growing.update(text[:letters])
    for at in range(letters + STEP, len(text), STEP):
        start = time.perf_counter()
        growing.update(text[:at])
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
kinds, lengths = json.loads(os.environ['BENCH_KINDS']), json.loads(os.environ['BENCH_LETTERS'])
print(json.dumps({kind: [step_ms(kind, letters) for letters in lengths] for kind in kinds}))
"""

WINDOW = """
import gc, json, os, time
from PySide6.QtWidgets import QApplication
app = QApplication([])
from benchmarks.drawn.answers import answer_of
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
view = TranscriptView(Theme(LIGHT, app.font()))
view.resize(476, 900)
view.show()
def stream(kind, letters, step):
    waiting = Turn.new(f'{kind} {letters}', 'q', 'm', 'h', 1.0).as_waiting(())
    text, longest, begun = answer_of(kind, letters), 0.0, time.process_time()
    view.look_for('')
    view.show_conversation(Conversation(waiting.conversation_id, (waiting,)))
    for at in [*range(step, letters, step), letters]:
        view.show_conversation(Conversation(waiting.conversation_id, (waiting.as_streaming(text[:at], 0.1),)))
        while not view.settled:
            start = time.process_time()
            app.processEvents()
            longest = max(longest, (time.process_time() - start) * 1000)
            time.sleep(0.001)  # what waits costs nothing
    cpu, turn = time.process_time() - begun, waiting.as_streaming(text, 0.1).done(None)
    begun = time.process_time()
    view.show_conversation(Conversation(f'{kind} {letters} again', (turn,)))
    view.grab()
    opened = time.process_time() - begun
    begun = time.process_time()
    view.select_all()
    copied, _ = view.selected_text, view.selected_markdown
    view.look_for('te')
    while not view.settled or view.parts.search.current is None:
        app.processEvents()
    return {'longest_ms': longest, 'stream_s': cpu, 'open_s': opened, 'copy_and_find_s': time.process_time() - begun}
stream('mixed', 4000, 400)
gc.collect()
gc.freeze()
kinds, lengths = json.loads(os.environ['BENCH_KINDS']), json.loads(os.environ['BENCH_LETTERS'])
step = int(os.environ['BENCH_STEP'])
print(json.dumps({kind: [stream(kind, letters, step) for letters in lengths] for kind in kinds}))
"""


def run(at: Screen) -> Iterator[Measured]:
    """All of it; a megabyte of each kind takes some minutes."""
    yield from _steps(at)
    yield from _longest_events(at)
    yield from _growth(at)


def child(at: Screen, code: str, kinds: list[str], letters: tuple[int, ...], step: int = 0) -> dict[str, Any]:
    """Returns what one of the programs measured: for each kind of block a result for each number of letters."""
    environment = {"BENCH_KINDS": _json(kinds), "BENCH_LETTERS": _json(list(letters)), "BENCH_STEP": str(step)}
    return run_child(at, code, WITHIN_S, QT_QPA_PLATFORM="offscreen", **environment)


def _json(values: list[str] | list[int]) -> str:
    return "[" + ", ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in values) + "]"


def _steps(at: Screen) -> Iterator[Measured]:
    found = child(at, STEPS, list(KINDS), STEP_LETTERS)
    for kind, times in found.items():
        for letters, value in zip(STEP_LETTERS, times, strict=True):
            note = f"code: {found['code'][STEP_LETTERS.index(letters)]:.3f} ms"
            yield Measured(f"one more update of a {kind} of {letters:,} letters", value, "ms", note)


def _longest_events(at: Screen) -> Iterator[Measured]:
    found = child(at, WINDOW, list(KINDS), (WINDOW_LETTERS,), step=400)
    floor = found["code"][0]["longest_ms"]
    for kind, (result,) in found.items():
        name = f"longest event while a {kind} of {WINDOW_LETTERS:,} letters streams"
        yield Measured(name, result["longest_ms"], "ms", f"CPU; code: {floor:.1f} ms")


def _growth(at: Screen) -> Iterator[Measured]:
    found = child(at, WINDOW, list(KINDS), LETTERS, step=max(LETTERS))
    for kind, results in found.items():
        for name, what in (
            ("stream_s", "streaming"),
            ("open_s", "opening"),
            ("copy_and_find_s", "copying and finding"),
        ):
            seconds = [result[name] for result in results]
            note = ", ".join(f"{letters:,}: {value:.2f} s" for letters, value in zip(LETTERS, seconds, strict=True))
            yield Measured(f"growth exponent of {what} a {kind}", exponent(LETTERS, seconds), "", note)


def exponent(sizes: tuple[int, ...], costs: list[float]) -> float:
    """Returns the steepest growth between neighbouring sizes: 1 for a cost in proportion to the size."""
    pairs = pairwise(zip(sizes, costs, strict=True))
    return max(log(max(b[1], 1e-9) / max(a[1], 1e-9)) / log(b[0] / a[0]) for a, b in pairs)
