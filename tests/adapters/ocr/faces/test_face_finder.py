"""Faces on real photos, found by the reader's own child process: turned, small, dark, several; and none on screens."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from desktop.adapters.ocr.ocr_reader import OcrReader, worker_command
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.privacy.detection import find_private_in_view, find_private_text
from desktop.core.privacy.finding_redaction import rects_with_margin, redact_findings
from tests.adapters.ocr.sample_pages import DATA, page
from tests.helpers.images import image_of

PHOTOS = Path(__file__).parent / "photos"
MIDDLES = {"astronaut": (135, 118), "portrait_1": (185, 115), "portrait_2": (230, 185)}
"""Between the eyes and the mouth, in pixels of the photo."""
SIDES = {"astronaut": 107, "portrait_1": 143, "portrait_2": 165}


@pytest.fixture(scope="module")
def reader() -> Iterator[OcrReader]:
    """One warm child for all tests, which looks for faces."""
    reader = OcrReader(silence_s=250, find_faces=lambda: True)
    reader.child.warm()
    yield reader
    reader.close()


def photo(name: str) -> Image.Image:
    return Image.open(PHOTOS / f"{name}.jpg").convert("RGB")


def faces(reader: OcrReader, image: Image.Image) -> tuple[Rect, ...]:
    found = reader.read(PixelBuffer.of(image)).faces
    assert found is not None
    return found


def holds(rect: Rect, point: tuple[float, float]) -> bool:
    return rect.left < point[0] < rect.right and rect.top < point[1] < rect.bottom


@pytest.mark.parametrize("name", MIDDLES)
def test_a_face_is_framed_with_room_around_it(reader: OcrReader, name: str) -> None:
    (face,) = faces(reader, photo(name))
    assert abs(face.center[0] - MIDDLES[name][0]) < 0.2 * SIDES[name]
    assert abs(face.center[1] - MIDDLES[name][1]) < 0.2 * SIDES[name]
    assert 1.2 * SIDES[name] < min(face.size) and max(face.size) < 2.2 * SIDES[name]


def group() -> tuple[Image.Image, list[tuple[int, int]]]:
    """Returns all photos side by side, and the middles of their faces."""
    image, middles, left = Image.new("RGB", (1090, 440), "#404048"), [], 0
    for name, (x, y) in MIDDLES.items():
        image.paste(photo(name), (left, 0))
        middles.append((left + x, y))
        left += photo(name).width
    return image, middles


@pytest.mark.parametrize("degrees", [20, -40, 90, 135, 180, 270])
def test_a_turned_photo(reader: OcrReader, degrees: int) -> None:
    image, middles = group()
    found = faces(reader, image.rotate(degrees, Image.Resampling.BICUBIC, expand=True))
    assert len(found) == len(middles)
    for x, y in middles:
        mark = Image.new("L", image.size)
        mark.paste(255, (x - 5, y - 5, x + 6, y + 6))
        left, top, right, bottom = mark.rotate(degrees, Image.Resampling.BICUBIC, expand=True).getbbox() or (0,) * 4
        assert any(holds(face, ((left + right) / 2, (top + bottom) / 2)) for face in found)


@pytest.mark.parametrize("light", [0.4, 0.2, 0.1])
def test_a_dark_photo(reader: OcrReader, light: float) -> None:
    image, middles = group()
    found = faces(reader, image.point(lambda value: int(value * light)))
    assert len(found) == len(middles)
    assert all(any(holds(face, middle) for face in found) for middle in middles)


@pytest.mark.parametrize("height", [240, 120, 80, 60])
def test_several_small_ones_on_a_screen(reader: OcrReader, height: int) -> None:
    screen = page("Team", "Maria Keller is on leave until Monday", size=(1440, 900), ground="#f4f4f4")
    middles = []
    for at, (name, (x, y)) in enumerate(MIDDLES.items()):
        image = photo(name)
        scale = height / image.height
        left, top = 200 + 400 * at, 300 + 90 * at
        screen.paste(image.resize((round(image.width * scale), height), Image.Resampling.LANCZOS), (left, top))
        middles.append((left + x * scale, top + y * scale))
    found = faces(reader, screen)
    assert len(found) == len(middles)
    assert all(any(holds(face, middle) for face in found) for middle in middles)


def test_one_on_a_large_photo_in_which_it_is_a_thirtieth(reader: OcrReader) -> None:
    name = "portrait_1"
    large = Image.linear_gradient("L").resize((4000, 3000)).convert("RGB")
    large.paste(photo(name), (3300, 2300))
    (face,) = faces(reader, large)
    assert holds(face, (3300 + MIDDLES[name][0], 2300 + MIDDLES[name][1]))


@pytest.mark.slow
def test_screens_and_pages_have_none(reader: OcrReader) -> None:
    looked_at = 0
    for path in sorted(path for name in ("digits", "reading", "tables") for path in (DATA.parent / name).glob("*.png")):
        with Image.open(path) as image:
            if 40_000 < image.width * image.height < 1_500_000:
                assert faces(reader, image.convert("RGB")) == (), path.name
                looked_at += 1
    assert looked_at >= 20


def test_nothing_is_looked_for_unless_it_is_switched_on() -> None:
    reader = OcrReader(silence_s=250)
    try:
        image = PixelBuffer.of(photo("astronaut"))
        assert reader.read(image).faces is None
        assert find_private_text(reader.read(image)) == ()
        assert reader.read(image, with_faces=True).faces
    finally:
        reader.close()


@pytest.mark.parametrize("name", MIDDLES)
def test_a_covered_face_is_found_no_more(reader: OcrReader, name: str) -> None:
    image = photo(name)
    (finding,) = find_private_text(reader.read(PixelBuffer.of(image)))
    assert finding.name == "face" and finding.must_be_covered and not finding.text
    for cover in rects_with_margin(finding):
        image.paste((0, 0, 0), (cover.left, cover.top, cover.right, cover.bottom))
    assert faces(reader, image) == ()


def test_a_cover_over_the_frame_counts_and_half_of_one_does_not(reader: OcrReader) -> None:
    annotated, pixels = image_of(photo("portrait_2"))
    bare = reader.read(pixels)
    found = find_private_in_view(annotated, bare)
    assert [finding.name for finding in found] == ["face"]
    assert find_private_in_view(redact_findings(annotated, found), bare) == ()
    whole = found[0].rect
    half = replace(found[0], rects=(Rect(whole.left, whole.top, round(whole.center[0]), whole.bottom),))
    assert find_private_in_view(redact_findings(annotated, (half,)), bare) == found


@pytest.mark.parametrize("size", [(100_000, 1), (1, 60_000), (60_000, 3), (200, 4)], ids=str)
def test_a_strip_of_few_pixels_is_looked_at_like_any_other(reader: OcrReader, size: tuple[int, int]) -> None:
    assert faces(reader, Image.new("RGB", size, "white")) == ()


BROKEN = """
import desktop.adapters.ocr.faces.face_finder as face_finder
def fail(*_): raise RuntimeError("broken")
face_finder._scales = fail
import desktop.adapters.ocr.ocr_reader_child as child
sys.exit(child.main())
"""


def test_where_looking_for_faces_fails_the_words_are_read_and_all_of_it_may_be_one() -> None:
    command = worker_command()
    command[-1] = command[-1].replace("sys.exit(main())", "0") + BROKEN
    reader = OcrReader(command, silence_s=250, find_faces=lambda: True)
    found = reader.read(PixelBuffer.of(page("some words")))
    reader.close()
    assert found.lines
    assert found.faces == (Rect(0, 0, *found.size),)
