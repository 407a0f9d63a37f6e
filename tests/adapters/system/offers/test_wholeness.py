"""The quick look that chooses among the forms of an image on the clipboard."""

import pytest

from desktop.adapters.system.offers.wholeness import looks_whole
from tests.helpers.images import encoded, png, quarters


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP"])
def test_whole_images_look_whole(form: str) -> None:
    assert looks_whole(encoded(quarters(), form))


def test_what_is_empty_cut_off_or_damaged_does_not() -> None:
    data = png()
    changed = data[:60] + bytes((data[60] ^ 1,)) + data[61:]
    jpeg = encoded(quarters(), "JPEG")
    for broken in (b"", b"words", data[:8], data[:33], data[:-12], changed, jpeg[: len(jpeg) // 2], b"BM" + bytes(30)):
        assert not looks_whole(broken)
    assert not looks_whole(data[:33] + data[-12:])  # nothing between its head and its end
    assert looks_whole(jpeg + bytes(20))
