"""Pictures for runs, each of which says its number by its colour, and runs of `askance many` over them."""

import base64
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from desktop import paths


def numbered_pictures(folder: Path, count: int) -> Path:
    """Makes a folder with so many small pictures and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        Image.new("RGB", (64, 48), (number // 256, number % 256, 77)).save(folder / f"receipt-{number:04}.png")
    return folder


def number_in(body: dict[str, Any]) -> int:
    """Returns the number of the picture in a request."""
    parts = body["messages"][-1]["content"]
    parts = parts if isinstance(parts, list) else body["messages"][-3]["content"]
    url = next(part["image_url"]["url"] for part in parts if part["type"] == "image_url")
    with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as image:
        pixel = image.convert("RGB").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return int(pixel[0]) * 256 + int(pixel[1])


def say_number(body: dict[str, Any], _: int) -> str:
    """Answers with the number of the picture in the member `total`."""
    return json.dumps({"total": number_in(body)})


def write_settings(**values: object) -> None:
    """Writes the settings of the test's home: nothing is looked for in pictures that have no text, unless told."""
    file = paths.folders().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"private_text": "off", **values}))


def many_command(*arguments: str | Path) -> list[str]:
    """Returns the command line of `askance many`."""
    return [sys.executable, "-m", "desktop", "many", *map(str, arguments)]


def start_many(*arguments: str | Path, stdin: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
    """Starts `askance many` in a process of its own."""
    return subprocess.Popen(
        many_command(*arguments),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ},
    )


def run_many(*arguments: str | Path, names: str = "") -> "subprocess.CompletedProcess[str]":
    """Runs `askance many` to its end; `names` are piped in."""
    return subprocess.run(
        many_command(*arguments),
        input=names,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env={**os.environ},
        timeout=240,
    )


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Returns the rows of a table that was written as JSON."""
    rows: list[dict[str, Any]] = json.loads(file.read_text())
    return rows


def states(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Returns how many rows are in each state."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["state"]] = counts.get(row["state"], 0) + 1
    return counts


def run_id(words: str) -> str:
    """Returns the id of the run that is told at its start."""
    found = re.search(r"\b[0-9a-f]{32}\b", words)
    assert found is not None
    return found.group()
