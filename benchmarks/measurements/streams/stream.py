"""5,000 chunks as fast as they go: from Enter to the last word painted, against a bare loop over the SDK's stream."""

import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.child import run_child, serving
from benchmarks.measured import Measured
from benchmarks.programs import measured_window
from tests.x11.screen import Screen

CHUNKS = 5000
ROUNDS, PACED_ROUNDS = 5, 3

BARE_LOOP = """
import asyncio, json, os, time
import openai
async def main():
    client = openai.AsyncOpenAI(api_key='k', base_url=os.environ['BENCH_URL'], max_retries=0)
    async def ask():
        text = ''
        stream = await client.chat.completions.create(
            model='gpt-4o', messages=[{'role': 'user', 'content': 'x'}], stream=True,
            stream_options={'include_usage': True})
        async with stream:
            async for chunk in stream:
                for choice in chunk.choices:
                    text += choice.delta.content or ''
        return text
    start = time.perf_counter()
    await ask()
    return time.perf_counter() - start
print(json.dumps({'seconds': asyncio.run(main())}))
"""

ASKED = measured_window("""
from benchmarks.server import LAST

states = []

async def measure(self, container):
    beat = Beat()
    container.question_runner.turn_changed.connect(lambda t: states.append((len(t.answer), time.process_time())))
    container.workspace.set_prompt('x')  # the first word: what Enter needs is made ready
    await asyncio.sleep(2.0)
    await beat.begin()
    start = time.perf_counter()
    self.asking.ask()
    while True:
        view, item = container.window.transcript, container.window.transcript.items[-1:]
        if item and item[0].turn.stage.ended and view.settled:
            break
        await asyncio.sleep(0.002)
    container.window.transcript.viewport().repaint()
    seconds = time.perf_counter() - start
    await beat.end()
    whole = item[0].turn.answer
    assert whole.endswith(LAST), whole[-80:]
    sizes = [len(whole) * part / 10 for part in range(11)]
    marks = [next((cpu for size, cpu in states if size >= wanted), states[-1][1]) for wanted in sizes]
    tenths = [b - a for a, b in zip(marks, marks[1:])]
    return {'seconds': seconds, 'worst_ms': max(gaps), 'tenths': tenths}
""")


def run(at: Screen) -> Iterator[Measured]:
    """The flood, and the same at a pace at which its cost can be followed."""
    yield from _flood(at)
    yield from _paced(at)


def _asked(at: Screen, url: str, folder: str, number: int) -> dict[str, Any]:
    home = Path(folder) / str(number)
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text(json.dumps({"endpoint": url}))
    return run_child(at, ASKED, ASKANCE_HOME=str(home))


def _paced(at: Screen) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as folder, serving("benchmarks.server", str(CHUNKS), "0.0008") as url:
        ours = [_asked(at, url, folder, number) for number in range(PACED_ROUNDS)]
    tenths = [statistics.median(run["tenths"][at] for run in ours) * 1000 for at in range(10)]
    note = " ".join(f"{tenth:.0f}" for tenth in tenths) + " ms CPU a tenth"
    yield Measured("cost per chunk, last tenth to first", tenths[-1] / tenths[0], "×", note)
    worst = statistics.median(run["worst_ms"] for run in ours)
    yield Measured("at about 800 chunks/s, a 16 ms timer late by", worst - 16, "ms")


def _flood(at: Screen) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as folder, serving("benchmarks.server", str(CHUNKS)) as url:
        bare, ours = [], []
        for number in range(ROUNDS):
            bare.append(run_child(at, BARE_LOOP, BENCH_URL=url)["seconds"])
            ours.append(_asked(at, url, folder, number))
    low = statistics.median(bare)
    high = statistics.median(run["seconds"] for run in ours)
    yield Measured("5,000 chunks, Enter to last word", high / low, "×", f"{high:.2f} s against {low:.2f} s")
    worst = statistics.median(run["worst_ms"] for run in ours)
    every = ", ".join(f"{run['worst_ms']:.0f}" for run in ours)
    yield Measured("worst gap of a 16 ms timer, late by", worst - 16, "ms", f"each run: {every} ms")
