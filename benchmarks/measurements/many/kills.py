"""The campaign of kills: `python -m benchmarks.measurements.many.kills FOLDER`, in parts that go on from one another.

One run over many rows is killed at random moments and resumed, again and again. After every part the table must be
exact, and the count of the endpoint must lie between what is answered and what is perhaps paid beside it. FOLDER keeps
the pictures, the run, the state of the campaign and a byte for each request; the same command goes on with it, also
after it was itself ended or killed at any moment.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.cli.exit_codes import ANSWERED, INCOMPLETE
from desktop.core.many.cell import Cell, CellState
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import many_command, numbered_pictures, run_id, say_number, write_settings

ROWS, KILLS = 50_000, 1_000
MOST_ROWS_A_ROUND = 60  # that are answered before a kill
IN_FLIGHT = 64  # requests at most, at one moment
STATE, MARKS, LISTED = "campaign.json", "requests", "listed"
LONGEST_PART_S = 3_600.0
_WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")
"""A killed campaign takes the run along: one that goes on without an endpoint would have its file open."""


@dataclass
class Campaign:
    """How far a campaign is. `ended` is True once every row has come to its end."""

    rows: int
    port: int = 0
    run: str = ""
    kills: int = 0
    seconds: float = 0.0
    ended: bool = False

    @classmethod
    def kept_in(cls, folder: Path, rows: int) -> "Campaign":
        """Returns the campaign of a folder, or a new one."""
        file = folder / STATE
        return cls(**json.loads(file.read_text())) if file.exists() else cls(rows)

    def keep_in(self, folder: Path) -> None:
        """Keeps it, whole or not at all."""
        file = folder / f"{STATE}.part"
        file.write_text(json.dumps(asdict(self)))
        file.replace(folder / STATE)


def part(folder: Path, rows: int, kills: int, most_s: float) -> tuple[Campaign, list[str]]:
    """Goes on with the campaign in a folder, to so many kills or for so long. Returns its state, and what is wrong."""
    begun = time.monotonic()
    os.environ["ASKANCE_HOME"] = str(folder / "home")
    write_settings()
    campaign = Campaign.kept_in(folder, rows)
    if not (folder / LISTED).exists():
        numbered_pictures(folder / "pictures", campaign.rows)
        (folder / LISTED).touch()
    before_s = campaign.seconds
    with LimitedEndpoint(
        reply=say_number, delay_s=0.03, tells=False, port=campaign.port, marks=folder / MARKS
    ) as endpoint:
        campaign.port = endpoint.port
        while not campaign.ended and campaign.kills < kills and time.monotonic() - begun < most_s:
            chance = random.Random(campaign.kills)
            campaign.ended = not killed_round(folder, campaign, endpoint.url, chance.randrange(1, MOST_ROWS_A_ROUND))
            campaign.seconds = before_s + time.monotonic() - begun
            campaign.keep_in(folder)
    return campaign, faults_of(folder, campaign)


def killed_round(folder: Path, campaign: Campaign, url: str, after: int) -> bool:
    """Starts or resumes the run, and kills it after so many rows. Returns False if it came to its end before."""
    begin = (str(folder / "pictures"), "--ask", "Read it.", "--field", "total:number", "--endpoint", url)
    arguments = ("--resume", campaign.run) if campaign.run else begin
    process = subprocess.Popen(
        (*_WITH_US, *many_command(*arguments)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stderr is not None
    has_lines = True
    try:
        if not campaign.run:
            campaign.run = run_id(process.stderr.readline())
            campaign.keep_in(folder)  # before anything is asked that nobody would find again
        has_lines = all(process.stdout.readline() for _ in range(after))
    finally:
        if has_lines:
            process.kill()
        _, words = process.communicate()
    if not has_lines and process.returncode not in (ANSWERED, INCOMPLETE):
        raise SystemExit(f"the run ended with {process.returncode}: {words}")
    campaign.kills += has_lines
    return has_lines


def faults_of(folder: Path, campaign: Campaign) -> list[str]:
    """Returns what is wrong with the table of a campaign; nothing, as it should be."""
    cells, received = cells_of(folder, campaign.run), received_in(folder)
    counts = Counter(cell.state for cell in cells)
    answered, unsure = counts[CellState.ANSWERED], counts[CellState.NOT_CONFIRMED]
    faults = [f"row {cell.row} is {cell.state}" for cell in cells if cell.state not in _ALLOWED]
    faults += [
        f"row {cell.row} has {cell.values.get('total')}"
        for cell in cells
        if cell.state is CellState.ANSWERED and cell.values.get("total") != cell.row
    ]
    if not answered <= received <= answered + unsure:
        faults.append(f"{received} requests for {answered} answers and {unsure} not confirmed")
    if unsure > campaign.kills * IN_FLIGHT:
        faults.append(f"{unsure} not confirmed after {campaign.kills} kills")
    return faults


_ALLOWED = {CellState.ANSWERED, CellState.NOT_CONFIRMED, CellState.PLANNED}


def received_in(folder: Path) -> int:
    """Returns how many requests the endpoint has counted, over all parts."""
    return (folder / MARKS).stat().st_size if (folder / MARKS).exists() else 0


def cells_of(folder: Path, run: str) -> tuple[Cell, ...]:
    """Returns the cells of the run that are not merely planned."""
    (place,) = (folder / "home").rglob(f"{run}.sqlite")
    with contextlib.closing(RunFolder(place.parent).open(run)) as store:
        return store.cells()


def main() -> int:
    """Runs a part of the campaign. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Kills a run over many pictures, again and again.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--minutes", type=float, default=LONGEST_PART_S / 60)
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that no program is left behind
    campaign, faults = part(chosen.folder, chosen.rows, chosen.kills, chosen.minutes * 60)
    counts = Counter(str(cell.state) for cell in cells_of(chosen.folder, campaign.run))
    print(json.dumps({**asdict(campaign), "received": received_in(chosen.folder), "cells": counts, "faults": faults}))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
