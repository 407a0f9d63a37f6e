"""The steps of a reading whose effort is spent at one of them: what each has not looked at is told as a place."""

from typing import Any

import numpy
import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.adapters.ocr import rapidocr_engine
from desktop.adapters.ocr.effort.effort import Effort
from desktop.adapters.ocr.faint_text import unread_busy_regions
from desktop.adapters.ocr.lone_signs import is_sign
from desktop.adapters.ocr.rapidocr_engine import RapidOcrEngine
from tests.adapters.ocr.sample_pages import DATA

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


class Spending(Effort):
    """An effort of which a share is used from a certain sign of progress on."""

    def __init__(self) -> None:
        super().__init__()
        self.used = 0.0

    def is_spent(self, share: float = 1.0) -> bool:
        return self.used >= share


class Reading:
    """The engine with the latest effort at hand."""

    def __init__(self) -> None:
        self.efforts: list[Spending] = []
        self._engine = RapidOcrEngine(new_effort=self._new)

    def _new(self) -> Spending:
        self.efforts.append(Spending())
        return self.efforts[-1]

    def of(self, image: Image.Image, scale: float = 1.0, at: float = 2.0, used: float = 1.0) -> dict[str, Any]:
        """Reads an image; `used` of the effort is gone from progress `at` on."""

        def done(share: float) -> None:
            if share >= at:
                self.efforts[-1].used = used

        pixels = numpy.array(image.convert("RGBA"))
        pixels[:, :, :3] = pixels[:, :, 2::-1]
        return self._engine.read(pixels.tobytes(), image.size, scale, done)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The engine, whose threads have begun."""
    reading = Reading()
    reading.of(drawn((400, 200), *((20, 10 + 60 * row, 20, f"line number {row}", 0) for row in range(3))))
    return reading


def drawn(size: tuple[int, int], *lines: tuple[int, int, int, str, int]) -> Image.Image:
    """Returns an image with lines: left, top, size of the letters, text, grey of the letters."""
    image = Image.new("L", size, 255)
    for left, top, height, text, ink in lines:
        ImageDraw.Draw(image).text((left, top), text, fill=ink, font=ImageFont.truetype(FONT, height))
    return image


def edges(box: list[list[float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*box, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def holds(found: dict[str, Any], left: float, top: float, right: float, bottom: float) -> bool:
    """Returns True if a place that was not read holds a rectangle."""
    places = [edges(line["box"]) for line in found["unread"] if not line["script"]]
    return any(low <= left and first <= top and high >= right and last >= bottom for low, first, high, last in places)


def ink_in(image: Image.Image, box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """Returns the place of the dark pixels in a box."""
    left, top, right, bottom = map(int, box)
    dark = numpy.nonzero(numpy.array(image)[top:bottom, left:right] < 128)
    rows, columns = (sorted(map(int, places)) for places in dark)
    return left + columns[0], top + rows[0], left + columns[-1], top + rows[-1]


def test_a_strip_that_is_left_out_holds_all_of_the_lines_at_its_edge(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rapidocr_engine, "STRIP_PIXELS", 280_000)
    above = [(40, y, 24, "ordinary words above the edge", 0) for y in (30, 100, 170)]
    image = drawn((800, 700), *above, (40, 332, 40, "IBAN DE89 3704 0044 tomorrow", 0))
    (line,) = [line for line in reading.of(image)["lines"] if "IBAN" in line["text"]]
    assert edges(line["box"])[1] < 350
    found = reading.of(image, at=0.1, used=0.6)
    assert not any("IBAN" in line["text"] for line in found["lines"])
    assert holds(found, *edges(line["box"]))


def test_signs_in_cells_that_nobody_looked_at_are_told(reading: Reading) -> None:
    image = Image.open(DATA.parent / "tables" / "dashes.png").convert("L")
    found = reading.of(image, at=1.0)
    read = {tuple(map(round, edges(line["box"]))) for line in found["lines"]}
    signs = [edges(line["box"]) for line in reading.of(image)["lines"] if is_sign(line)]
    overlooked = [sign for sign in signs if tuple(map(round, sign)) not in read]
    assert len(overlooked) > 3 and all(holds(found, *ink_in(image, sign)) for sign in overlooked)


def test_pale_lines_are_looked_for_until_all_is_spent(reading: Reading) -> None:
    dark = [(40, 30 + 50 * row, 24, f"ordinary line number {row} of the page", 0) for row in range(6)]
    pale = [(500, 600 + 50 * row, 24, f"pale secret line number {row}", 244) for row in range(4)]
    found = reading.of(drawn((1200, 900), *dark, *pale), at=0.3, used=0.6)
    assert sum("pale secret" in line["text"] for line in found["lines"]) == 4 and not found["unread"]


def test_small_words_below_much_else_that_looks_like_text_are_among_the_regions() -> None:
    image = drawn((3000, 2600), (300, 2500, 10, "pay to IBAN DE89370400440532013000 at once", 0))
    for row in range(20):
        for x in range(40, 2960, 6):
            ImageDraw.Draw(image).line((x, 500 + 80 * row, x, 518 + 80 * row), fill=0, width=2)
    regions = list(unread_busy_regions(numpy.array(image), []))
    assert any(left <= 300 and top <= 2500 and right >= 520 and bottom >= 2512 for left, top, right, bottom in regions)
