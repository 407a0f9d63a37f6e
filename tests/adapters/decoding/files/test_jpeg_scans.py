"""JPEGs that are damaged in their middle: shown with a word; whole ones without, however they were written."""

import io
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image

from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ProblemKind
from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import opened, shown
from tests.helpers.clocks.effort import is_done_within
from tests.helpers.images import encoded, noisy, screenshot

SIZE = (321, 243)
WAYS: dict[str, dict[str, Any]] = {
    "plain": {},
    "fine": {"quality": 100},
    "coarse": {"quality": 10},
    "4:4:4": {"subsampling": 0},
    "4:2:2": {"subsampling": 1},
    "optimized": {"optimize": True},
    "progressive": {"progressive": True},
    "restarts by rows": {"restart_marker_rows": 1},
    "restarts by two rows": {"restart_marker_rows": 2},
    "restarts by blocks": {"restart_marker_blocks": 5},
    "progressive with restarts": {"progressive": True, "restart_marker_rows": 1},
}


def pictures() -> Iterator[Image.Image]:
    yield noisy(random.Random(4), SIZE)
    yield screenshot(*SIZE)
    yield screenshot(*SIZE).convert("L")
    yield screenshot(*SIZE).convert("CMYK")
    yield Image.new("RGB", SIZE, (128, 128, 128))


def codes(data: bytes) -> int:
    """The place of the first pixels."""
    at = data.index(b"\xff\xda")
    return at + 2 + int.from_bytes(data[at + 2 : at + 4])


def without(data: bytes, at: int, count: int) -> bytes:
    return data[:at] + data[at + count :]


def middle(data: bytes) -> int:
    return (codes(data) + len(data)) // 2


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_one_has_no_remark_and_the_pixels_of_the_library(way: str) -> None:
    for picture in pictures():
        data = encoded(picture, "JPEG", **WAYS[way])
        found = opened(data)
        assert found.remarks == ()
        assert found.image.tobytes() == Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("padding", [b"\0", b"\xaa\xbb\xcc", bytes(500), b"\xff" * 7])
def test_padding_behind_the_pixels_is_no_damage(padding: bytes) -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG")
    assert opened(data[:-2] + padding + b"\xff\xd9" + b"more").remarks == ()


@pytest.mark.parametrize("way", [way for way in WAYS if "progressive" not in way and way != "fine"])
def test_missing_bytes_in_the_middle_are_told(way: str) -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG", **WAYS[way])
    places = range(codes(data) + 40, len(data) - 300, (len(data) - codes(data)) // 12)
    remarks = [opened(without(data, at, 150)).remarks for at in places if b"\xff" not in data[at - 1 : at + 151]]
    assert set(remarks) <= {(), (ImageRemark.DAMAGED,), (ImageRemark.INCOMPLETE,)}
    assert remarks.count(()) <= len(remarks) // 4  # the number of codes may be right by chance, above all in fine ones


def test_codes_that_are_left_over_are_told() -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG")
    more = data[middle(data) - 200 : middle(data)]
    assert opened(data[: middle(data)] + more + data[middle(data) :]).remarks == (ImageRemark.DAMAGED,)


def test_missing_codes_of_a_progressive_one_are_told() -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG", progressive=True)
    for scan in [found.start() for found in re.finditer(rb"\xff\xda\0", data)][:3]:
        start = scan + 2 + int.from_bytes(data[scan + 2 : scan + 4])
        assert opened(without(data, start + 60, 100)).remarks == (ImageRemark.DAMAGED,)


def test_a_missing_restart_is_told() -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG", restart_marker_rows=1)
    first, second = data.index(b"\xff\xd3"), data.index(b"\xff\xd4")
    assert opened(data[:first] + data[second:]).remarks == (ImageRemark.DAMAGED,)


def test_a_mark_of_the_end_in_the_middle_is_told_and_less_is_refused() -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG")
    size = len(data) - codes(data)
    late, early = codes(data) + size * 9 // 10, codes(data) + size // 5
    found = opened(data[:late] + b"\xff\xd9" + data[late + 2 :])
    assert found.remarks == (ImageRemark.INCOMPLETE,)
    assert shown(found).getpixel((2, SIZE[1] - 1)) == (128, 128, 128)
    with pytest.raises(ImageOpenError) as refused:
        opened(data[:early] + b"\xff\xd9" + data[early + 2 :])
    assert refused.value.kind is ProblemKind.TRUNCATED


@pytest.mark.parametrize("quality", [50, 90, 100])
@pytest.mark.parametrize("end", [b"", b"\xff\xd9"], ids=["no mark of the end", "with it"])
@pytest.mark.parametrize("filler", [b"\0", b"\x55"], ids=repr)
def test_bytes_that_were_never_written_are_told(quality: int, end: bytes, filler: bytes) -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG", quality=quality)
    written = codes(data) + (len(data) - codes(data)) * 4 // 5
    found = opened(data[:written] + filler * (len(data) - written - len(end)) + end)
    assert found.remarks in ((ImageRemark.DAMAGED,), (ImageRemark.INCOMPLETE,), (ImageRemark.MENDED,))


def test_one_without_its_end_mark_is_told_as_before() -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG")
    assert opened(data[:-2]).remarks == (ImageRemark.MENDED,)


def test_a_progressive_one_with_hardly_a_scan_is_refused() -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG", progressive=True)
    with pytest.raises(ImageOpenError) as refused:
        opened(data[: codes(data) + 300] + b"\xff\xd9")
    assert refused.value.kind is ProblemKind.TRUNCATED


@pytest.mark.parametrize(
    "costly",
    [
        lambda data: data[: middle(data)] + b"\xff" * 200_000 + b"\0" + data[middle(data) :],
        lambda data: data[:2] + b"\xff\xc4\0\2" * 100_000 + data[2:],
    ],
    ids=["fill bytes", "empty tables"],
)
def test_what_should_take_long_does_not(costly: Callable[[bytes], bytes]) -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG")
    assert is_done_within(5, lambda: opened(costly(data)))


def test_many_tables_before_many_restarts_are_not_looked_at_again_and_again() -> None:
    data = encoded(noisy(random.Random(4), SIZE), "JPEG", restart_marker_blocks=1)
    assert opened(data[:2] + b"\xff\xc4\0\2" * 3000 + data[2:]).remarks == ()
