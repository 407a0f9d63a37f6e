"""Everything that decoding and reading need is loaded before the child is sealed: nothing is looked for afterwards."""

from pathlib import Path

import pytest
from PIL import Image, ImageCms

from desktop.adapters.child_process import command_for
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.errors import ImageRejectedError
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image_formats import FORMATS
from tests.adapters.decoding.format_samples import saved
from tests.helpers.images import encoded, quarters

DATA = Path(__file__).parents[2] / "data" / "reading"
COMMAND = command_for("", "tests.adapters.cage.late_imports_child", "rapidocr", "PIL")


def awkward_images() -> list[bytes]:
    """Returns images that take rare ways: odd modes, profiles, metadata, frames, damage."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a caption"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    frames = [quarters(), Image.new("RGB", (80, 60), "black")]
    return [
        *(encoded(quarters().convert(mode)) for mode in ("P", "L", "LA", "RGBA", "1")),
        encoded(quarters().convert("CMYK"), "TIFF"),
        encoded(Image.new("I;16", (8, 8), 32768)),
        encoded(Image.new("F", (8, 8), 0.5), "TIFF"),
        encoded(quarters(), "JPEG", exif=exif, icc_profile=profile, comment=b"a secret", xmp=b"<x/>"),
        *(encoded(quarters(), "TIFF", compression=kind) for kind in ("jpeg", "tiff_lzw", "tiff_deflate", "zstd")),
        *(encoded(frames[0], form, save_all=True, append_images=frames[1:]) for form in ("GIF", "WEBP", "TIFF", "MPO")),
        encoded(quarters(600, 400), "JPEG")[:3000],
        encoded(quarters(600, 400))[:400],
    ]


def test_decoding_imports_nothing_after_the_child_was_sealed() -> None:
    decoder = Decoder([*COMMAND, "decoder"])
    late: dict[str, tuple[str, ...]] = {}
    try:
        for image_format in FORMATS:
            late[image_format.name] = decoder.decode(saved(image_format, quarters(64, 64)), side=64).facts.metadata
        for number, data in enumerate(awkward_images()):
            try:
                late[f"awkward {number}"] = decoder.decode(data).facts.metadata
            except ImageRejectedError:
                late[f"awkward {number}"] = ()
        late["after all"] = decoder.decode(encoded(quarters())).facts.metadata
    finally:
        decoder.close()
    assert {name: names for name, names in late.items() if names} == {}


@pytest.mark.parametrize("name", ["code.png", "chinese.png", "photo-letter.jpg"])
def test_reading_imports_nothing_after_the_child_was_sealed(name: str) -> None:
    reader = OcrReader([*COMMAND, "reader"])
    try:
        result = reader.read(PixelBuffer.of(Image.open(DATA / name).convert("RGB")))
    finally:
        reader.close()
    assert result.text
    assert [barcode.text for barcode in result.barcodes] == []
