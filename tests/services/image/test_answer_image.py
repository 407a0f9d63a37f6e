"""Images of answers, through the decoder."""

import base64
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop.adapters.decoding.decoder import Decoder
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.services.image.answer_image import MAX_BYTES, open_answer_image
from tests.helpers.images import encoded, png, quarters


@pytest.fixture
def decoder() -> Iterator[Decoder]:
    with closing(Decoder()) as child:
        yield child


def address(data: bytes, mime: str = "image/png") -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def test_an_image_is_encoded_again_at_its_size_without_what_was_hidden_in_it(decoder: Decoder) -> None:
    data = encoded(quarters(), "JPEG", comment=b"for somebody else", exif=b"Exif\0\0secret")
    image = open_answer_image(decoder, address(data, "image/png"))
    assert (image.size, image.mime) == ((80, 60), "image/png")
    assert b"for somebody else" not in image.data
    assert b"secret" not in image.data
    assert image.image().getpixel((5, 5))[0] > 200  # type: ignore[index]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<svg onload='x()'/>", ProblemKind.SVG),
        (b"\x89PNG\r\n\x1a\n", ProblemKind.TRUNCATED),
        (b"", ProblemKind.EMPTY),
        (b"words", ProblemKind.NOT_A_IMAGE),
        (png() + bytes(MAX_BYTES), ProblemKind.TOO_MANY_BYTES),
    ],
)
def test_other_things_are_rejected(decoder: Decoder, data: bytes, kind: ProblemKind) -> None:
    with pytest.raises(ImageRejectedError) as raised:
        open_answer_image(decoder, address(data))
    assert raised.value.problem.kind is kind
