"""The flattened picture of a Photoshop document: shown as it is meant, or refused by name."""

import struct

import pytest
from PIL import Image

from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ImageFault, ProblemKind
from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.format_samples import photoshop
from tests.adapters.decoding.opened_files import difference, opened, page, shown

CHANNELS, MODE, SECTIONS, PACKING = 12, 24, 26, 38


def document(data: bytes, mode: int, channels: int, depth: int = 8) -> bytes:
    """A document with another head."""
    head = data[:CHANNELS] + struct.pack(">H", channels) + data[CHANNELS + 2 : MODE - 2]
    return head + struct.pack(">HH", depth, mode) + data[SECTIONS:]


def with_resources(data: bytes, **values: bytes) -> bytes:
    """A document with resources by their numbers."""
    resources = b"".join(
        b"8BIM" + struct.pack(">HHI", int(name[1:]), 0, len(value)) + value + bytes(len(value) % 2)
        for name, value in values.items()
    )
    return data[: SECTIONS + 4] + struct.pack(">I", len(resources)) + resources + data[SECTIONS + 8 :]


def refused(data: bytes) -> ImageOpenError:
    with pytest.raises(ImageOpenError) as error:
        opened(data)
    return error.value


def bitmap(bits: Image.Image) -> bytes:
    """A document of 1 bit, in which 1 is black."""
    inverted = bytes(byte ^ 255 for byte in bits.tobytes())
    return document(photoshop(bits.convert("L")), 0, 1, 1)[: PACKING + 2] + inverted


def test_a_bitmap_is_black_on_white() -> None:
    bits = page(184, 110).convert("1")
    assert difference(shown(opened(bitmap(bits))), bits) < 1


def test_what_a_bitmap_lacks_is_missed() -> None:
    data = bitmap(Image.effect_noise((184, 110), 200).convert("1"))
    assert opened(data[: len(data) * 80 // 100]).remarks == (ImageRemark.INCOMPLETE,)
    for share in (30, 5):
        assert refused(data[: len(data) * share // 100]).kind is ProblemKind.TRUNCATED


def test_a_saved_selection_hides_nothing() -> None:
    selection = bytes(180 * 110)
    data = document(photoshop(page()), 3, 4) + selection
    assert difference(shown(opened(data)), page()) == 0


def test_the_transparency_of_all_layers_counts() -> None:
    layers = struct.pack(">IIh", 6, 2, -1)
    plain = document(photoshop(page()), 3, 4) + bytes(180 * 110)
    data = plain[: PACKING - 4] + layers + plain[PACKING:]
    assert shown(opened(data)).getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("is_there", [False, True])
def test_a_document_without_a_flattened_picture_is_refused_by_name(is_there: bool) -> None:
    info = struct.pack(">IB", 1, is_there) + bytes(12)
    data = with_resources(photoshop(page()), r1036=b"thumb", r1057=info)
    if is_there:
        assert difference(shown(opened(data)), page()) == 0
        return
    error = refused(data)
    assert (error.fault, error.detail) == (ImageFault.UNREAD_VARIANT, "PSD without a flattened picture")


def test_inks_of_their_own_and_an_unread_packing_are_refused_by_name() -> None:
    assert refused(document(photoshop(page()), 7, 3)).detail == "PSD with a channel for each ink"
    data = photoshop(page())
    assert refused(data[:PACKING] + b"\0\2" + data[PACKING + 2 :]).fault is ImageFault.UNREAD_VARIANT


def test_a_document_that_lacks_a_colour_is_not_complete() -> None:
    data = photoshop(page())
    assert refused(data[: len(data) // 2]).kind is ProblemKind.TRUNCATED
    assert refused(data[:10]).kind is ProblemKind.TRUNCATED


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_transparency_that_is_not_read_is_refused_and_a_selection_is_not(mode: str) -> None:
    image = page().convert(mode)
    channels, kind = len(image.getbands()) + 1, 1 if mode == "L" else 4
    plain = document(photoshop(image), kind, channels) + bytes(180 * 110)
    assert difference(shown(opened(plain)), shown(opened(photoshop(image)))) == 0
    layers = struct.pack(">IIh", 6, 2, -1)
    assert refused(plain[: PACKING - 4] + layers + plain[PACKING:]).fault is ImageFault.UNREAD_VARIANT
