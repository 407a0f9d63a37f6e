"""Bytes inside of `data:` URLs."""

import base64
import random

import pytest

from desktop.core.data_url import PIECE, decode_data_url
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.image.source_image import MAX_BYTES
from tests.helpers.images import png


def test_data_addresses() -> None:
    packed = base64.b64encode(png()).decode()
    assert decode_data_url(f"data:image/png;base64,{packed}", MAX_BYTES) == png()
    assert decode_data_url(f"data:image/png;base64,{packed.rstrip('=')}", MAX_BYTES) == png()
    assert decode_data_url("data:text/plain,a%20b", MAX_BYTES) == b"a b"
    for bad in ("data:image/png;base64,!!!", "data:image/png", "http://x/y"):
        with pytest.raises(ImageRejectedError):
            decode_data_url(bad, MAX_BYTES)


def test_letters_that_are_safe_in_addresses_are_those_of_base64() -> None:
    data = bytes(range(256))
    assert decode_data_url(f"data:image/png;base64,{base64.urlsafe_b64encode(data).decode()}", MAX_BYTES) == data


def test_no_more_bytes_are_taken_than_allowed() -> None:
    packed = base64.b64encode(bytes(1000)).decode()
    assert len(decode_data_url(f"data:;base64,{packed}", 1000)) == 1000
    with pytest.raises(ImageRejectedError) as raised:
        decode_data_url(f"data:;base64,{packed}", 900)
    assert raised.value.problem.kind is ProblemKind.TOO_MANY_BYTES


def test_a_large_image_is_decoded_in_pieces_to_the_byte() -> None:
    data = random.Random(3).randbytes(3 * PIECE + 7)
    packed = base64.b64encode(data).decode()
    lines = "\r\n".join(packed[at : at + 76] for at in range(0, len(packed), 76))
    for payload in (packed, packed.rstrip("="), lines, packed.replace("+", "%2B")):
        assert decode_data_url(f"data:image/png;base64,{payload}", MAX_BYTES) == data
    for damaged in (packed[:PIECE] + "=" + packed[PIECE + 1 :], packed[: 2 * PIECE] + "!" + packed[2 * PIECE :]):
        with pytest.raises(ImageRejectedError):
            decode_data_url(f"data:image/png;base64,{damaged}", MAX_BYTES)
