"""Files that differ only under a cover leave as the same pictures, in the same number."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.stories.processes import askance

DATA = Path(__file__).parents[2] / "data" / "covers"


def leaving(file: str, *edits: str) -> list[dict[str, Any]]:
    """Returns the facts of each picture that would leave, but what the file brought along."""
    done = askance("prepare", "--json", str(DATA / file), *edits)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("first", "second", "edits"),
    [
        ("tiles_a.png", "tiles_b.png", ["--tile", "--redact", "100,100,1200,400"]),
        ("tiles_a.png", "tiles_b.png", ["--redact", "100,100,1200,400"]),
        ("fringe_a.pdf", "fringe_b.pdf", ["--redact", "695,868,348,327"]),
    ],
)
def test_what_is_covered_decides_nothing(first: str, second: str, edits: list[str]) -> None:
    assert leaving(first, *edits) == leaving(second, *edits)


def test_what_is_erased_does_not_leave(tmp_path: Path) -> None:
    leaving("erased.webp", "--out", str(tmp_path))
    with Image.open(tmp_path / "1.png") as image:
        assert image.convert("RGB").getextrema() == ((255, 255),) * 3
