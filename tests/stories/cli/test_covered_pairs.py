"""Files that differ only under a cover leave as the same pictures, in the same number."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

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


def half_erased(hidden: str) -> Image.Image:
    """A picture whose right half shows a bar, and whose left half is erased but for the colours of a word."""
    image = Image.new("RGB", (400, 300), "white")
    draw = ImageDraw.Draw(image)
    draw.text((10, 100), hidden, fill="red", font_size=24)
    draw.rectangle((200, 0, 399, 299), fill="white")
    draw.rectangle((300, 50, 350, 250), fill="navy")
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (0, 0, 200, 300))
    image.putalpha(alpha)
    return image


@pytest.mark.parametrize("edits", [["--tile"], ["--detail", "low"]])
def test_what_alpha_hides_decides_nothing_and_does_not_leave(tmp_path: Path, edits: list[str]) -> None:
    forms: dict[str, dict[str, Any]] = {"png": {}, "webp": {"lossless": True, "exact": True}, "tiff": {}}
    left = []
    for hidden in ("KITE 4482", "lamp 17"):
        folder = tmp_path / hidden
        folder.mkdir()
        files = [folder / f"a.{ending}" for ending in forms]
        for file, how in zip(files, forms.values(), strict=True):
            half_erased(hidden).save(file, **how)
            with Image.open(file) as kept:
                assert (255, 0, 0, 0) in {color for _, color in kept.getcolors(1 << 20) or []}, "the file has it"
        done = askance("prepare", *map(str, files), "--out", str(folder / "out"), *edits)
        assert done.returncode == 0, done.stderr
        left.append([(file.name, file.read_bytes()) for file in sorted((folder / "out").iterdir())])
    assert len(left[0]) >= len(forms)
    assert left[0] == left[1]
