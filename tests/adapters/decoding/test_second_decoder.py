"""Files that ImageMagick writes look as ImageMagick shows them, or are refused by name: nothing comes out as noise."""

import subprocess
from pathlib import Path

import pytest

from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ImageFault
from tests.adapters.decoding.files.second_decoders import IMAGE_MAGICK, by_image_magick, kept_beside
from tests.adapters.decoding.opened_files import difference, opened, page, shown

TOLERANCE = 6.0  # of 255 in the mean: lossy formats, and rounding in conversions to CMYK and Lab
HALF = ("-alpha", "set", "-channel", "A", "-evaluate", "set", "50%")
TIFFS = {
    f"{space}{depth}{planes}{packing}{order}.tif": ("-colorspace", space, "-depth", str(depth), *more)
    for space in ("gray", "sRGB", "CMYK")
    for depth in (1, 4, 8, 12, 16, 32)
    for planes in ("none", "plane")
    for packing in ("none", "lzw")
    for order in ("LSB", "MSB")
    if depth > 4 or space == "gray"
    for more in [("-interlace", planes, "-compress", packing, "-endian", order)]
}
OTHERS: dict[str, tuple[str, ...]] = {
    "float.tif": ("-define", "quantum:format=floating-point", "-depth", "32"),
    "float-grey.tif": ("-colorspace", "gray", "-define", "quantum:format=floating-point", "-depth", "32"),
    "white-is-zero.tif": ("-colorspace", "gray", "-depth", "16", "-define", "quantum:polarity=min-is-white"),
    "signed-grey.tif": ("-colorspace", "gray", "-depth", "16", "-define", "quantum:format=signed"),
    "signed.tif": ("-depth", "16", "-define", "quantum:format=signed"),
    "half-float-grey.tif": ("-colorspace", "gray", "-define", "quantum:format=floating-point", "-depth", "16"),
    "double.tif": ("-define", "quantum:format=floating-point", "-depth", "64"),
    "float-cmyk.tif": ("-colorspace", "CMYK", "-define", "quantum:format=floating-point", "-depth", "32"),
    "float-planes.tif": ("-define", "quantum:format=floating-point", "-depth", "32", "-interlace", "plane"),
    "tiles-planes-16.tif": ("-depth", "16", "-interlace", "plane", "-define", "tiff:tile-geometry=64x64"),
    "alpha-planes-16.tif": (*HALF, "-depth", "16", "-interlace", "plane"),
    "alpha-cmyk.tif": ("-colorspace", "CMYK", *HALF),
    "zstd.tif": ("-compress", "zstd"),
    "lzma.tif": ("-compress", "lzma"),
    "alpha.tif": HALF,
    "alpha-16.tif": (*HALF, "-depth", "16"),
    "alpha-grey-16.tif": ("-colorspace", "gray", *HALF, "-depth", "16"),
    "lab.tif": ("-colorspace", "Lab"),
    "lab-16.tif": ("-colorspace", "Lab", "-depth", "16"),
    "fax.tif": ("-monochrome", "-compress", "Group4"),
    "jpeg.tif": ("-compress", "jpeg"),
    "plain.psd": (),
    "grey.psd": ("-colorspace", "gray"),
    "cmyk.psd": ("-colorspace", "CMYK"),
    "deep.psd": ("-depth", "16"),
    "plain.ppm": ("-compress", "none"),
    "deep.ppm": ("-depth", "16"),
    "deep.pgm": ("-depth", "16"),
    "bits.pbm": (),
    "plain.jp2": (),
    "grey.jp2": ("-colorspace", "gray"),
    "deep.jp2": ("-depth", "16"),
    "deep-grey.jp2": ("-colorspace", "gray", "-depth", "16"),
    "alpha.jp2": HALF,
    "stream.j2k": (),
    "blocks.dds": ("-define", "dds:compression=dxt1"),
    "raw.dds": ("-define", "dds:compression=none"),
    "565.bmp": ("-define", "bmp:subtype=RGB565"),
    "alpha.bmp": HALF,
    "version-2.bmp": ("-define", "bmp:format=bmp2"),
    "deep.png": ("-define", "png:color-type=2", "-depth", "16"),
    "grey-alpha.png": ("-define", "png:color-type=4"),
    "interlaced.png": ("-interlace", "PNG"),
    "cmyk.jpg": ("-colorspace", "CMYK"),
    "icon.ico": ("-resize", "64x64!"),
}

pytestmark = pytest.mark.skipif(not IMAGE_MAGICK.exists(), reason="ImageMagick is not installed")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("second") / "page.png"
    page().save(path)
    return path


@pytest.mark.parametrize("name", [*TIFFS, *OTHERS])
def test_it_looks_the_same_to_both_or_is_refused_by_name(name: str, source: Path, tmp_path: Path) -> None:
    path = source.parent / name
    subprocess.run([IMAGE_MAGICK, source, *{**TIFFS, **OTHERS}[name], path], check=True, capture_output=True)
    if not path.exists():
        pytest.skip(f"this ImageMagick does not write {name}")
    try:
        found = shown(opened(path.read_bytes()))
    except ImageOpenError as refused:
        assert refused.fault is ImageFault.UNREAD_VARIANT, refused.trace
        return
    like = by_image_magick(path)
    apart = difference(found, like) if found.size == like.size else 255.0
    if apart > TOLERANCE:
        pytest.fail(f"{apart:.1f} of 255 apart: {kept_beside(tmp_path, found, like)}")
