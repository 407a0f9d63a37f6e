"""A 4K screenshot: paste to visible, paste to prepared, bytes sent against the original's base64, the worst stall."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.child import run_child
from benchmarks.measured import Measured
from benchmarks.programs import BEAT
from tests.pictures import encoded, screenshot
from tests.x11.screen import Screen

ROUNDS = 5

PASTED = (
    BEAT
    + """
import asyncio, json, os, sys, time
from PySide6.QtCore import QTimer, Qt
from desktop import app, wiring
from desktop.adapters.clipboard import Found


original = wiring.Wiring.__init__
def made(self, product, font):
    original(self, product, font)
    beat = Beat()
    product.window.beat = beat
    data = open(os.environ['BENCH_PICTURE'], 'rb').read()
    async def measure():
        await asyncio.sleep(1.0)
        seen = {}
        product.viewing.shown.connect(lambda levels: levels and seen.setdefault('shown', True))
        beat.start()
        start = time.perf_counter()
        self.pictures.pasted(Found(picture=data), in_question=False)
        while not seen:
            await asyncio.sleep(0.001)
        product.window.canvas.viewport().repaint()
        visible = time.perf_counter() - start
        ready = None
        while ready is None:
            await asyncio.sleep(0.001)
            ready = product.darkroom.ready(product.desk.draft.sheets[0], 'gpt-4o', 'auto')
        prepared = time.perf_counter() - start
        await asyncio.sleep(0.5)
        beat.stop()
        print(json.dumps({'visible': visible, 'prepared': prepared, 'worst_ms': max(gaps), 'sent': len(ready.data),
                          'raw': len(data)}), flush=True)
        product.window.close()
    QTimer.singleShot(300, lambda: product.tasks.start('measure', measure()))
wiring.Wiring.__init__ = made
sys.exit(app.main([]))
"""
)


def run(at: Screen) -> Iterator[Measured]:
    """The paste."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "4k.png"
        path.write_bytes(encoded(screenshot(3840, 2160), "PNG", compress_level=1))
        runs = [
            run_child(at, PASTED, ASKANCE_HOME=f"{folder}/{number}", BENCH_PICTURE=str(path))
            for number in range(ROUNDS)
        ]
    median = {name: statistics.median(each[name] for each in runs) for name in runs[0]}
    yield Measured(
        "4K: paste to visible", median["visible"], "s", note="the decoder's child starts with the first picture"
    )
    yield Measured("4K: paste to prepared", median["prepared"], "s")
    share = median["sent"] / median["raw"]
    note = f"{median['sent'] / 1000:.0f} KB of {median['raw'] / 1000:.0f} KB, both as base64"
    yield Measured("4K: bytes sent against the original", share, "×", note=note)
    yield Measured("4K: worst stall of the window", median["worst_ms"] - 16, "ms", note="a 16 ms timer, late by")
