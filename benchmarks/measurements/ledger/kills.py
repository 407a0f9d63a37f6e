"""The campaign of kills: `python -m benchmarks.measurements.ledger.kills FOLDER`, in parts that go on from one another.

A command asks a question, rows of pictures, or rows as a batch, and is killed: as soon as its lines are in the ledger,
as soon as the server has a request, or when it has answered one. A run goes on to its end after that. Each request that
the server counted must stand in the ledger once; a line of a request that never came must say that its end is not
known, or that it was given up. FOLDER keeps what each round found; the same command goes on with the next one.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.measurements.ledger.counting import CountingServers
from desktop.adapters.ledger.ledger_files import LedgerFiles
from desktop.core.ledger.entries import LedgerEntry, read_ledger
from tests.helpers.many.pictures import numbered_pictures, run_id

KILLS, ROWS = 200, 6
ROADS = ("question", "rows", "batch")
MOMENTS = ("entered", "heard", "answered")
UNSENT = {"unknown", "stopped", "not_sent", "broken"}
"""Outcomes of lines whose request a server has perhaps not got."""
LONGEST_S = 900.0  # of a command; chosen: a batch is looked for after a minute
STATE = "rounds.jsonl"


@dataclass(frozen=True, slots=True)
class Round:
    """What one kill left: requests that the server counted, entries in the ledger, and what is wrong."""

    number: int
    road: str
    moment: str
    heard: int
    entries: int
    was_killed: bool
    faults: tuple[str, ...] = ()


def part(folder: Path, kills: int, most_s: float, roads: tuple[str, ...] = ROADS, seed: int = 20) -> tuple[Round, ...]:
    """Goes on with the campaign in a folder, to so many kills or for so long. Returns all its rounds."""
    folder.mkdir(parents=True, exist_ok=True)
    found, begun = rounds_in(folder), time.monotonic()
    numbered_pictures(folder / "pictures", ROWS)
    while sum(one.was_killed for one in found) < kills and time.monotonic() - begun < most_s:
        number = len(found)
        road, moment = roads[number % len(roads)], MOMENTS[number // len(roads) % len(MOMENTS)]
        found.append(played(folder, number, road, moment, random.Random(seed + number)))
        with (folder / STATE).open("a") as file:
            file.write(json.dumps(asdict(found[-1])) + "\n")
    return tuple(found)


def rounds_in(folder: Path) -> list[Round]:
    """Returns the rounds that a folder keeps."""
    file = folder / STATE
    lines = file.read_text().splitlines() if file.exists() else []
    return [Round(**{**plain, "faults": tuple(plain["faults"])}) for plain in map(json.loads, lines)]


def played(folder: Path, number: int, road: str, moment: str, chance: random.Random) -> Round:
    """Plays one round, in a home of its own."""
    home, after = folder / "home", chance.randrange(1, ROWS) if road == "rows" else 1
    shutil.rmtree(home, ignore_errors=True)
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text(json.dumps({"ledger": True, "private_text": "off"}))
    ledger = LedgerFiles(home / "state" / "ledger")
    with CountingServers() as servers:
        command = Command(home, servers.environment())
        process = command.started(*arguments_of(road, folder / "pictures", servers.url_of(road)))
        was_killed = killed(process, reached(moment, servers, ledger, after))
        words = process.communicate()[1] or ""
        servers.hurry()
        if road != "question" and (run := run_id_in(words)):
            command.finished("many", "--resume", run)
        heard = list(servers.heard)
    faults = faults_of(heard, read_ledger(ledger.lines()).entries)
    return Round(number, road, moment, len(heard), len(read_ledger(ledger.lines()).entries), was_killed, faults)


def arguments_of(road: str, pictures: Path, url: str) -> tuple[str, ...]:
    """Returns the arguments of a command that takes one of the roads."""
    if road == "question":
        return "ask", str(pictures / "receipt-0001.png"), "What?", "--endpoint", url
    as_batch = ("--batch",) if road == "batch" else ()
    return "many", str(pictures), "--ask", "Read it.", "--field", "total:number", "--endpoint", url, *as_batch


def reached(moment: str, servers: CountingServers, ledger: LedgerFiles, after: int) -> Callable[[], bool]:
    """Returns the function that tells if a moment has come, for the request of that number."""
    if moment == "entered":
        return lambda: sum(1 for _ in ledger.lines()) >= after
    if moment == "heard":
        return lambda: len(servers.heard) >= after
    return lambda: servers.answered >= after


def killed(process: "subprocess.Popen[str]", has_come: Callable[[], bool]) -> bool:
    """Kills a process as soon as a moment has come. Returns False if it came to its end before."""
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < LONGEST_S:
        if has_come():
            process.kill()
            return True
    process.kill()
    return False


@dataclass(frozen=True, slots=True)
class Command:
    """Commands of the program in one home."""

    home: Path
    environment: dict[str, str]

    def started(self, *arguments: str) -> "subprocess.Popen[str]":
        """Starts a command."""
        whole = [sys.executable, "-m", "desktop", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=pipe, text=True, env=self._whole())

    def finished(self, *arguments: str) -> None:
        """Runs a command to its end."""
        whole = [sys.executable, "-m", "desktop", *arguments]
        subprocess.run(whole, capture_output=True, env=self._whole(), timeout=LONGEST_S, check=False)

    def _whole(self) -> dict[str, str]:
        return {**self.environment, "ASKANCE_HOME": str(self.home)}


def run_id_in(words: str) -> str:
    """Returns the id of the run that a command told, or nothing if it was killed before."""
    try:
        return run_id(words)
    except AssertionError:
        return ""


def faults_of(heard: list[Any], entries: tuple[LedgerEntry, ...]) -> tuple[str, ...]:
    """Returns what is wrong with the ledger beside what a server counted; nothing, as it should be."""
    counted = Counter(heard)
    entered = Counter((entry.model, tuple(picture["sha256"] for picture in entry.pictures)) for entry in entries)
    faults = [f"{(counted - entered).total()} requests have no line"] if counted - entered else []
    surplus = (entered - counted).total()
    open_ends = sum(entry.outcome in UNSENT for entry in entries)
    if surplus > open_ends:
        faults.append(f"{surplus} lines without a request, and {open_ends} of them not ended")
    return tuple(faults)


def main() -> int:
    """Runs a part of the campaign. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Kills commands that keep a ledger, again and again.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--minutes", type=float, default=60.0)
    chosen = parser.parse_args()
    found = part(chosen.folder, chosen.kills, chosen.minutes * 60)
    faults = [f"round {one.number} ({one.road}, {one.moment}): {fault}" for one in found for fault in one.faults]
    sums = {name: sum(getattr(one, name) for one in found) for name in ("heard", "entries", "was_killed")}
    print(json.dumps({"rounds": len(found), **sums, "faults": faults}))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
