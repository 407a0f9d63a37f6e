"""The conversation: a very long answer into a long conversation, four at once, fifty one by one, hostile text.

The pace is what the server sends, not what the window takes: a window that falls behind would show it in the gaps.
"""

import contextlib
import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.child import run_child, serving
from benchmarks.measured import Measured
from benchmarks.measurements.history import filled
from benchmarks.measurements.streams.stream import BARE_LOOP
from benchmarks.programs import measured_window
from tests.x11.screen import Screen

TOKENS = 30_000
PAUSE_S = 0.002
TURNS = 300
MANY_ANSWERS = 50
PIECES = 3000
ROUNDS, IDLE_S = 3, 10.0
LONG_WITHIN_S = 400.0
MANY_WITHIN_S = 1200.0

ENDED = """
import gc
from benchmarks.server import LAST

def rss_mb():
    with open('/proc/self/smaps_rollup') as file:
        fields = dict(line.split(':', 1) for line in file if ':' in line)
    return int(fields['Rss'].split()[0]) / 1024

async def ended(container, turns=0):
    '''The last of more than so many turns, once its answer has ended and is painted.'''
    view = container.window.transcript
    while len(view.items) <= turns or not (view.items[-1].turn.stage.ended and view.settled):
        await asyncio.sleep(0.002)
    return view.items[-1]
"""

LONG = measured_window(
    ENDED
    + """
async def measure(self, container):
    container.history.open('c0')
    while len(container.history.conversation.turns) < int(os.environ['BENCH_TURNS']):
        await asyncio.sleep(0.05)
    container.workspace.set_prompt('x')
    await asyncio.sleep(3.0)
    beat = Beat()
    await beat.begin()
    await asyncio.sleep(float(os.environ['BENCH_IDLE_S']))
    await beat.end()
    own = sorted(gaps)
    gaps.clear()
    states = []
    container.question_runner.turn_changed.connect(lambda t: states.append((len(t.answer), time.process_time())))
    beat.last = None
    await beat.begin()
    cpu, wall = time.process_time(), time.perf_counter()
    self.asking.ask()
    item = await ended(container, int(os.environ['BENCH_TURNS']))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    await beat.end()
    whole = item.turn.answer
    assert whole.endswith(LAST), whole[-80:]
    sizes = [len(whole) * part / 10 for part in range(11)]
    marks = [next((at for size, at in states if size >= wanted), states[-1][1]) for wanted in sizes]
    return {'own': own, 'gaps': sorted(gaps), 'cpu': cpu, 'wall': wall,
            'tenths': [b - a for a, b in zip(marks, marks[1:])]}
"""
)

MANY = measured_window(
    ENDED
    + """
async def measure(self, container):
    async def one():
        container.history.start_new()
        container.workspace.set_prompt('x')
        self.asking.ask()
        await ended(container)
    async def settled():
        container.history.start_new()
        await asyncio.sleep(1.0)
        gc.collect()
        return rss_mb()
    for _ in range(3):
        await one()
    before = await settled()
    for _ in range(int(os.environ['BENCH_ANSWERS'])):
        await one()
    return {'before': before, 'after': await settled()}
"""
)

FOUR = measured_window(
    ENDED
    + """
async def measure(self, container):
    ids = []
    beat = Beat()
    container.workspace.set_prompt('x')
    await asyncio.sleep(2.0)
    for number in range(4):
        container.history.start_new()
        container.workspace.set_prompt(f'question {number}')
        self.asking.ask()
        ids.append(container.history.conversation.id)
        while not container.history.conversation.turns:  # going elsewhere before would cancel it
            await asyncio.sleep(0.005)
    await beat.begin()
    while any(container.question_runner.is_busy(conversation_id) for conversation_id in ids):
        await asyncio.sleep(0.01)
    await beat.end()
    answers = []
    for conversation_id in ids:
        container.history.open(conversation_id)
        while container.history.conversation.id != conversation_id:
            await asyncio.sleep(0.01)
        (turn,) = container.history.conversation.turns
        answers.append((turn.prompt, turn.answer))
    return {'answers': answers, 'gaps': sorted(gaps)}
"""
)

BARE_CPU = BARE_LOOP.replace("    await ask()\n", "    cpu = time.process_time()\n    await ask()\n").replace(
    "    return time.perf_counter() - start\nprint(json.dumps({'seconds': asyncio.run(main())}))",
    "    return {'seconds': time.perf_counter() - start, 'cpu': time.process_time() - cpu}\n"
    "print(json.dumps(asyncio.run(main())))",
)

PAYLOAD_STALLS = """
import json, sys, time
from PySide6.QtWidgets import QApplication
app = QApplication([])
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.hostile_payloads import PAYLOADS
view = TranscriptView(Theme(LIGHT, app.font()))
view.resize(476, 900)
view.show()
app.processEvents()
def show(number, text):
    turn = Turn.new(str(number), text[:2000], 'm', 'h', 1.0).as_streaming(text, 0.1).done(None)
    start = time.perf_counter()
    view.show_conversation(Conversation(str(number), (turn,)))
    view.grab()
    return (time.perf_counter() - start) * 1000
show(-1, 'warm **up** | x |\\n\\n```py\\nx\\n```')
times = [show(number, text) for number, text in enumerate(PAYLOADS)]
print(json.dumps({'worst': max(times), 'which': PAYLOADS[times.index(max(times))][:40]}))
"""


def run(at: Screen) -> Iterator[Measured]:
    """All of it; the answer of 30,000 tokens takes a minute each time."""
    yield from _payloads(at)
    yield from _long(at)
    yield from _four(at)
    yield from _many(at)


@contextlib.contextmanager
def _home(url: str, **history: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "config").mkdir()
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": url}))
        if history:
            filled(home / "data", **history)
        yield home


def _at(sorted_gaps: list[float], share: float) -> float:
    return sorted_gaps[min(len(sorted_gaps) - 1, round(share * (len(sorted_gaps) - 1)))]


def _long(at: Screen) -> Iterator[Measured]:
    ours: list[dict[str, Any]] = []
    with serving("benchmarks.server", str(TOKENS), str(PAUSE_S)) as url:
        bare = run_child(at, BARE_CPU, LONG_WITHIN_S, BENCH_URL=url)
        for _ in range(ROUNDS):
            with _home(url, conversations=1, turns=TURNS) as home:
                environment = {"ASKANCE_HOME": str(home), "BENCH_TURNS": str(TURNS), "BENCH_IDLE_S": str(IDLE_S)}
                ours.append(run_child(at, LONG, LONG_WITHIN_S, **environment))
    for share in (0.99, 0.999):
        own = statistics.median(_at(run["own"], share) for run in ours)
        every = ", ".join(f"{_at(run['gaps'], share):.1f}" for run in ours)
        value = statistics.median(_at(run["gaps"], share) for run in ours)
        note = f"with nothing to do: {own:.1f} ms; each run: {every}"
        yield Measured(f"30,000 tokens into 300 turns: gaps of a 16 ms timer, p{share * 100:g}", value, "ms", note)
    tenths = [statistics.median(run["tenths"][part] for run in ours) * 1000 for part in range(10)]
    note = " ".join(f"{tenth:.0f}" for tenth in tenths) + " ms CPU a tenth"
    yield Measured(
        "30,000 tokens into 300 turns: cost per chunk, last tenth to first", tenths[-1] / tenths[0], "×", note
    )
    above = statistics.median((run["cpu"] - bare["cpu"]) / run["wall"] for run in ours)
    rate = TOKENS / statistics.median(run["wall"] for run in ours)
    note = (
        f"at {rate:.0f} chunks/s; the bare loop over the SDK's stream takes {bare['cpu'] / bare['seconds'] * 100:.0f} %"
    )
    yield Measured("30,000 tokens into 300 turns: CPU above the bare loop, of one core", above * 100, "%", note)


def _many(at: Screen) -> Iterator[Measured]:
    with serving("benchmarks.server", str(TOKENS)) as url, _home(url, conversations=1, turns=TURNS) as home:
        result = run_child(at, MANY, MANY_WITHIN_S, ASKANCE_HOME=str(home), BENCH_ANSWERS=str(MANY_ANSWERS))
    note = f"{result['before']:.0f} MB before, {result['after']:.0f} MB after {MANY_ANSWERS} answers of 30,000 tokens"
    yield Measured("fifty long answers: memory after, to before", result["after"] / result["before"], "×", note)


def _four(at: Screen) -> Iterator[Measured]:
    with serving("benchmarks.echo", str(PIECES), str(PAUSE_S)) as url, _home(url) as home:
        result = run_child(at, FOUR, ASKANCE_HOME=str(home))
    wrong = sum(
        1 for prompt, answer in result["answers"] if answer != " ".join(f"{prompt}.{at}" for at in range(PIECES)) + " "
    )
    yield Measured("four at once: answers with anything lost or mixed up", wrong, "of 4")
    yield Measured("four at once: gaps of a 16 ms timer, p99", _at(result["gaps"], 0.99), "ms")


def _payloads(at: Screen) -> Iterator[Measured]:
    result = run_child(at, PAYLOAD_STALLS)
    yield Measured("hostile texts: the longest stall", result["worst"], "ms", repr(result["which"]))
