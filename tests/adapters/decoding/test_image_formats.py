"""Every format of the table goes through the real decoder, and every list of formats is that table."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.decoding.image_loader import open_image
from desktop.core.image.source_image import sniff_mime_type
from desktop.core.image_formats import BY_MIME, FORMATS, Compression, ImageFormat, Opener, file_patterns
from tests.adapters.decoding.format_samples import saved

ROOT = Path(__file__).parents[3]


@pytest.fixture
def decoder() -> Iterator[Decoder]:
    decoder = Decoder()
    yield decoder
    decoder.close()


@pytest.mark.parametrize("image_format", FORMATS, ids=lambda image_format: image_format.name)
def test_an_image_of_each_format_is_sniffed_and_decoded(image_format: ImageFormat, decoder: Decoder) -> None:
    image = Image.new("RGB", (32, 32), (200, 40, 40))
    data = saved(image_format, image)
    assert sniff_mime_type(data[:64]) == image_format.mime
    assert [entry.mime for entry in FORMATS if entry.matches(data[:64])] == [image_format.mime]
    decoded = decoder.decode(data, side=32)
    assert (decoded.facts.mime, decoded.pixels.width, decoded.pixels.height) == (image_format.mime, 32, 32)
    shown = decoded.pixels.image().getpixel((30, 20))
    assert isinstance(shown, tuple)
    assert all(abs(a - b) <= 6 for a, b in zip(shown, (200, 40, 40), strict=True))
    may_spread = image_format.compression not in (Compression.LOSSLESS, Compression.TIFF, Compression.WEBP)
    if image_format.opener is not Opener.PDFIUM:
        assert decoded.facts.compression.is_lossless is not may_spread


def test_media_types_and_suffixes_are_of_one_format_each() -> None:
    suffixes = [suffix for image_format in FORMATS for suffix in image_format.suffixes]
    assert len(BY_MIME) == len(FORMATS) and len(set(suffixes)) == len(suffixes)
    assert file_patterns().split() == [f"*.{suffix}" for suffix in suffixes]


def test_what_is_promised_is_what_is_read() -> None:
    promised = re.search(r"screenshots and pictures \(([^)]*)\)", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert promised
    assert set(promised[1].split(", ")) == {entry.name for entry in FORMATS if entry.opener is not Opener.PDFIUM}


def test_a_new_format_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = ImageFormat("PCX", "image/x-pcx", ("pcx",), lambda head: head[:1] == b"\n", "PCX", "PcxImagePlugin")
    data = saved(entry, Image.new("RGB", (5, 4), (1, 2, 3)))
    assert sniff_mime_type(data[:64]) is None
    monkeypatch.setitem(BY_MIME, entry.mime, entry)
    opened = open_image(data, entry.mime)
    assert (opened.image.size, opened.pages, opened.compression.is_lossless) == ((5, 4), 1, True)
