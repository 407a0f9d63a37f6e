"""Runs over many pictures: the share of the allowed rate, the overhead of a row, and memory over 5,000 rows."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.drawn.screens import busy_screen
from benchmarks.measured import Measured
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import numbered_pictures
from tests.x11.screen import Screen

RATE, TOKENS = (300, 15_000), (200, 50)
"""What the endpoint allows a minute, and what each picture takes of it: sixty a minute."""
RATE_ROWS, WARM_S = 180, 20.0
OVERHEAD_ROWS, ROUNDS, ANSWER_S = 150, 3, 0.5
MEMORY_ROWS = 5_000
PROGRAM = "benchmarks.measurements.many.program"


def run(at: Screen) -> Iterator[Measured]:
    """Yields every figure."""
    yield from rate()
    yield from overhead()
    yield from memory()


def rate() -> Iterator[Measured]:
    """Yields how much of the allowed rate is left unused, and how many requests were refused after the warm-up."""
    for tells, about in ((True, "that tells its limits"), (False, "that tells nothing")):
        with tempfile.TemporaryDirectory() as folder:
            pictures = numbered_pictures(Path(folder) / "pictures", RATE_ROWS)
            with LimitedEndpoint(rate=RATE, tokens=TOKENS, delay_s=0.3, first=0.1, tells=tells) as endpoint:
                given = () if tells else tuple(map(str, RATE))
                program("ours", pictures, endpoint.url, folder, *given)
                begin = endpoint.times[0] + WARM_S
                times = [moment for moment in endpoint.times if moment >= begin]
                refused = sum(1 for moment in endpoint.refusals if moment >= begin)
        span = times[-1] - times[0]
        allowed = RATE[1] / 60 * span / sum(TOKENS)
        note = f"{len(times)} pictures in {span:.0f} s, allowed {allowed:.1f}"
        yield Measured(f"rate left unused at an endpoint {about}", max(0.0, 1 - (len(times) - 1) / allowed), "", note)
        yield Measured(f"refusals after warm-up at an endpoint {about}", refused, "")


def overhead() -> Iterator[Measured]:
    """Yields the time of a row against a bare loop over the openai package that reads and encodes the same pictures.

    Both run in turn, and each round is a ratio of its own: load that comes and goes meets both. The CPU time beside it
    is hardly disturbed by load at all.
    """
    rounds = list[dict[str, dict[str, Any]]]()
    with tempfile.TemporaryDirectory() as folder:
        pictures = Path(folder) / "pictures"
        pictures.mkdir()
        screen = busy_screen()
        for number in range(OVERHEAD_ROWS):
            picture = screen.copy()
            picture.putpixel((0, 0), (number // 256, number % 256, 7))
            picture.save(pictures / f"{number:04}.png", compress_level=1)
        with LimitedEndpoint(delay_s=ANSWER_S, tells=False) as endpoint:
            for at in range(ROUNDS):
                in_turn = ("ours", "bare") if at % 2 else ("bare", "ours")
                rounds.append({which: program(which, pictures, endpoint.url, folder) for which in in_turn})
    for of, about in (("seconds", "a row"), ("cpu_s", "CPU time of a row")):
        pairs = [tuple(one[which][of] / one[which]["rows"] for which in ("ours", "bare")) for one in rounds]
        ours, bare = sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]
        note = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms in the middle one of {ROUNDS} rounds"
        yield Measured(f"{about} against a bare loop over the openai package", ours / bare, "×", note)
    late = max(one["ours"]["late_ms"] for one in rounds)
    yield Measured("a 16 ms timer while rows are asked, late by", late, "ms")


def memory() -> Iterator[Measured]:
    """Yields how much a run over many rows grows the process that asks."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = numbered_pictures(Path(folder) / "pictures", MEMORY_ROWS)
        with LimitedEndpoint(tells=False) as endpoint:
            found = program("ours", pictures, endpoint.url, folder)
    note = f"{found['answered']} rows in {found['seconds']:.0f} s"
    yield Measured("memory of 5,000 rows, above idle", found["grown_mb"], "MB", note)


def program(which: str, pictures: Path, url: str, home: str, *given: str) -> dict[str, Any]:
    """Returns what a program in a process of its own has measured."""
    command = [sys.executable, "-m", PROGRAM, which, str(pictures), url, *given]
    environment = {**os.environ, "ASKANCE_HOME": f"{home}/home"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=3000)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found
