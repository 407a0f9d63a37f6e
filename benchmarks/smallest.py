"""The smallest sizes of every benchmark, to see in a minute that all of them run; their figures say nothing."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from benchmarks.measurements import (
    conversation,
    damaged_images,
    desk,
    endings,
    faults,
    history,
    preparing,
    private,
    reader,
    reading,
    start,
    working_day,
)
from benchmarks.measurements.at_hand import quick_ask
from benchmarks.measurements.formats import decoding
from benchmarks.measurements.many import runs, table
from benchmarks.measurements.streams import growth, listening, stream
from benchmarks.measurements.waits import paste, wire

SMALL = (1300, 1100)

SMALLEST: dict[ModuleType, dict[str, object]] = {
    start: {
        "ROUNDS": 1,
        "CONVERSATIONS": 20,
        "FROZEN": Path("dist/none"),
        "MEMORY_ROUNDS": 1,
        "MEMORY_WAIT_MS": 0,
    },
    working_day: {"SIZE": SMALL, "IMAGES": 2, "IDLE_S": 0.2},
    wire: {"COUNTS": (1,), "QUESTIONS": 2, "ROUNDS": 1},
    stream: {"CHUNKS": 50, "ROUNDS": 1, "PACED_ROUNDS": 1},
    listening: {"CHUNKS": 50, "ROUNDS": 1},
    growth: {"STEP_LETTERS": (2000,), "WINDOW_LETTERS": 1000, "LETTERS": (1000, 2000)},
    desk: {"SIZES": {"4K": SMALL}, "LARGEST": {}, "ROUNDS": 1},
    paste: {"PASTES": 2, "SIZES": {"1080p": (640, 400)}},
    preparing: {"ROUNDS": 1},
    reading: {"HEIGHTS": (14,)},
    conversation: {
        "TOKENS": 50,
        "TURNS": 3,
        "MANY_ANSWERS": 2,
        "PIECES": 3,
        "ROUNDS": 1,
        "IDLE_S": 0.2,
    },
    history: {"CONVERSATIONS": 100, "TURNS": 2, "LONG_TURNS": 30, "ROUNDS": 1},
    reader: {
        "PLANTED_SCREENS": 1,
        "CLEAN_SCREENS": 1,
        "IMAGES": 2,
        "ROUNDS": 1,
        "WINDOW_SIZE": (500, 240),
        "READS": 1,
        "IDLE_S": "0.5",
    },
    quick_ask: {"TIMES": 1, "LARGE": "1600x1000x24"},
    table: {"ROWS": 50},
    decoding: {"SIZE": (300, 200), "ONLY": ("PNG", "JPEG")},
    runs: {"RATE_ROWS": 8, "WARM_S": 0.0, "OVERHEAD_ROWS": 4, "ROUNDS": 1, "MEMORY_ROWS": 5},
    private: {"SCREENS": 2, "KEPT": Path(os.devnull)},
    faults: {"KILLS": 3},
    damaged_images: {"IMAGES": 10},
    endings: {"REQUESTS": 1, "DISPLAYS": 1},
}


@contextlib.contextmanager
def smallest() -> Iterator[None]:
    """Makes every benchmark as small as it gets. Raises AttributeError if a size is not there any more."""
    usual = [(module, name, getattr(module, name)) for module, sizes in SMALLEST.items() for name in sizes]
    try:
        for module, sizes in SMALLEST.items():
            vars(module).update(sizes)
        yield
    finally:
        for module, name, value in usual:
            setattr(module, name, value)
