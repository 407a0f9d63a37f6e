"""A payload in the place of the decoder and of the reader gets nowhere, and both work on; without the cage it would."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.adapters.cage.cage_report import LANDLOCK, SYSTEM_CALL_FILTER
from desktop.adapters.decoding.decoder import Decoder
from desktop.core.image_formats import FORMATS, ImageFormat
from tests.adapters.cage.acts import ACTS, PTRACE_ALLOWED_BY_DEFAULT, SECRET
from tests.adapters.cage.hostile_child import OLDER_THREAD, WORKING_THREAD
from tests.adapters.decoding.format_samples import saved
from tests.x11.screen import screen

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "tests" / "data" / "reading" / "dialog.png"

pytestmark = pytest.mark.x11


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen("640x480x24") as at:
        yield at.display


@pytest.fixture(scope="module")
def protected() -> None:
    """Skips where the kernel or the container forbids the cage, with the words in which it did."""
    decoder = Decoder()
    report = decoder.cage_report()
    decoder.close()
    refused = [protection for protection in report.missing if protection.name in (LANDLOCK, SYSTEM_CALL_FILTER)]
    if refused:
        pytest.skip("; ".join(f"{protection.name}: {protection.detail}" for protection in refused))


def outcomes(kind: str, cage: str, folder: Path, display: str, *images: Path) -> list[Any]:
    """Returns for each image the outcomes by thread, and its size or text, as the attacked program printed them."""
    target = folder / "home"
    target.mkdir()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.adapters.cage.attacked_parent"),
            *(kind, cage, str(target), display, *map(str, images)),
        ],
        env={**os.environ, "OPENAI_API_KEY": SECRET, "ASKANCE_HOME": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    results: list[Any] = json.loads(done.stdout)
    assert len(results) == len(images)
    return results


def allowed(acts: dict[str, str]) -> set[str]:
    assert list(acts) == list(ACTS)
    return {name for name, outcome in acts.items() if outcome == "allowed"}


@pytest.mark.usefixtures("protected")
def test_in_the_place_of_the_decoder_nothing_is_allowed(tmp_path: Path, display: str) -> None:
    def sample(image_format: ImageFormat) -> Path:
        path = tmp_path / f"image.{image_format.suffixes[0]}"
        path.write_bytes(saved(image_format, Image.new("RGB", (64, 64), "red")))
        return path

    results = outcomes("decoder", "caged", tmp_path, display, *map(sample, FORMATS))
    for (threads, size), image_format in zip(results, FORMATS, strict=True):
        assert allowed(threads[WORKING_THREAD]) == set(), image_format.name
        assert allowed(threads[OLDER_THREAD]) == set(), image_format.name
        assert size == [64, 64]


@pytest.mark.usefixtures("protected")
def test_a_child_that_may_read_fonts_is_allowed_nothing_else(tmp_path: Path, display: str) -> None:
    image = ROOT / "resources" / "sample.pdf"
    ((threads, size),) = outcomes("decoder", "loading", tmp_path, display, image)
    assert allowed(threads[WORKING_THREAD]) == set()
    assert allowed(threads[OLDER_THREAD]) == set()
    assert max(size) == 64


@pytest.mark.usefixtures("protected")
def test_in_the_place_of_the_reader_nothing_is_allowed(tmp_path: Path, display: str) -> None:
    ((threads, text),) = outcomes("reader", "caged", tmp_path, display, SAMPLE)
    assert allowed(threads[WORKING_THREAD]) == set()
    assert allowed(threads[OLDER_THREAD]) == set()
    assert text


@pytest.mark.parametrize("kind", ["decoder", "reader"])
def test_without_the_cage_every_act_is_allowed(kind: str, tmp_path: Path, display: str) -> None:
    ((threads, _),) = outcomes(kind, "free", tmp_path, display, SAMPLE)
    assert allowed(threads[WORKING_THREAD]) | {PTRACE_ALLOWED_BY_DEFAULT} == set(ACTS)
