"""Odd files as people have them: each looks like its reference, which was drawn before the file was made of it.

`tests/data/pictures/expected.json` says what was tried and what must happen. What ImageMagick shows is asked, too,
where it is there; in some it is known to be wrong.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.adapters.decoding.files.second_decoders import IMAGE_MAGICK, apart, by_image_magick, kept_beside
from tests.adapters.decoding.opened_files import opened, shown

DATA = Path(__file__).parents[3] / "data" / "pictures"
CASES: dict[str, dict[str, Any]] = {
    case["pictures"][0]: case["expect"] for case in json.loads((DATA / "expected.json").read_text())["cases"]
}
LIKE = {name: expect["looks"] for name, expect in CASES.items() if "looks" in expect}
CELLS = 24  # across
MEAN, MOST = 4, 45  # of 255, over the cells, where a case has no bounds of its own
NOT_BY_IMAGE_MAGICK = {
    "fax_204_by_98.tif": "keeps its pixels, which are not square",
    "hdr_pq.png": "does not know PQ",
    "jpeg_newline_before.jpg": "refuses it",
    "page_of_html.png": "is no picture",
    "png_no_end.png": "refuses it",
    "twelve_of_16_bits.png": "shows it nearly black",
    "white_on_transparent.png": "shows white on white",
}


def over_cells(image: Image.Image, down: int) -> Image.Image:
    return image.resize((CELLS, down), Image.Resampling.BOX)


@pytest.mark.parametrize("name", LIKE)
def test_it_looks_like_its_reference(name: str, tmp_path: Path) -> None:
    bounds = LIKE[name]
    like, found = Image.open(DATA / bounds["as"]).convert("RGB"), shown(opened((DATA / name).read_bytes()))
    assert abs(found.width / found.height / (like.width / like.height) - 1) <= 0.03
    down = max(4, round(CELLS * like.height / like.width))
    mean, most = apart(over_cells(found, down), over_cells(like, down))
    if mean > bounds.get("mean", MEAN) or most > bounds.get("most", MOST):
        pytest.fail(f"{mean:.1f} of 255 apart in the mean, {most} at most: {kept_beside(tmp_path, found, like)}")


@pytest.mark.skipif(not IMAGE_MAGICK.exists(), reason="ImageMagick is not installed")
@pytest.mark.parametrize("name", [name for name in CASES if name not in NOT_BY_IMAGE_MAGICK])
def test_it_looks_the_same_to_image_magick(name: str, tmp_path: Path) -> None:
    found, like = shown(opened((DATA / name).read_bytes())), by_image_magick(DATA / name)
    mean = apart(found, like)[0] if found.size == like.size else 255.0
    if mean > MEAN:
        pytest.fail(f"{mean:.1f} of 255 apart in the mean: {kept_beside(tmp_path, found, like)}")
