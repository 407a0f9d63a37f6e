"""Facts that the decoder returns beside the pixels: pages, the spread of a pixel, kinds of metadata."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from desktop.adapters.decoding.decoder import Decoder
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.paths import resource
from tests.adapters.decoding.quarter_colors import BLUE, GREEN, RED, WHITE, close, corners
from tests.helpers.images import encoded, png, quarters, windows_bitmap


@pytest.fixture
def decoder() -> Iterator[Decoder]:
    decoder = Decoder()
    yield decoder
    decoder.close()


def pdf(*pages: Image.Image, **how: object) -> bytes:
    return encoded(pages[0], "PDF", save_all=True, append_images=list(pages[1:]), **how)


def test_pages_of_a_pdf_are_drawn_at_the_size_that_was_asked_for(decoder: Decoder) -> None:
    data = pdf(quarters(400, 300), Image.new("RGB", (300, 300), "black"), title="Secret plan")
    first = decoder.decode(data, "a.pdf", side=800)
    assert (first.pixels.width, first.pixels.height, first.facts.pages) == (800, 600, 2)
    assert close(corners(first), [RED, GREEN, BLUE, WHITE], 40)
    assert first.facts.metadata == ("document properties",)
    second = decoder.decode(data, "a.pdf", page=1, side=500)
    assert close(corners(second)[:1], [(0, 0, 0)], 8)
    with pytest.raises(ImageRejectedError) as refused:
        decoder.decode(data, "a.pdf", page=2)
    assert refused.value.problem.kind is ProblemKind.NO_SUCH_PAGE


def test_a_pdf_that_is_locked_or_no_pdf_is_said(decoder: Decoder) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    locked = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    locked += b"trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"41" * 32
    locked += b">/U<" + b"42" * 32 + b">>>/ID[<43><43>]>>\n%%EOF"
    for data, kinds in ((locked, {ProblemKind.PDF_LOCKED}), (b"%PDF-1.7 rubbish", {ProblemKind.TRUNCATED})):
        with pytest.raises(ImageRejectedError) as refused:
            decoder.decode(data, "a.pdf")
        assert refused.value.problem.kind in kinds
    document.close()


def test_pictures_on_a_page_widen_covers(decoder: Decoder) -> None:
    lossy = decoder.decode(pdf(quarters(200, 150)), side=800).facts.compression  # Pillow puts RGB into a PDF as JPEG
    assert (lossy.block_width, lossy.block_height) == (1, 1)
    assert lossy.filter_radius == (16 + 4) * 4 + 2  # a block of 4:2:0 and its filter, drawn four times as large
    lossless = decoder.decode(pdf(Image.new("1", (200, 150), 1)), side=800).facts.compression
    assert lossless.filter_radius == 4 + 2  # the renderer mixes neighbours


def test_every_frame_can_be_had(decoder: Decoder) -> None:
    frames = [Image.new("RGB", (80, 60), color) for color in ("red", "lime", "blue")]
    for form in ("GIF", "WEBP", "TIFF"):
        data = encoded(frames[0], form, save_all=True, append_images=frames[1:], lossless=True)
        found = [decoder.decode(data, page=page) for page in range(3)]
        assert [decoded.facts.pages for decoded in found] == [3, 3, 3]
        assert close([corners(decoded)[0] for decoded in found], [(255, 0, 0), (0, 255, 0), (0, 0, 255)], 3)


def test_how_far_a_pixel_spreads_is_told(decoder: Decoder) -> None:
    def compression(form: str, orientation: int = 1, **how: object) -> CompressionBlocks:
        exif = Image.Exif()
        exif[0x0112] = orientation
        return decoder.decode(encoded(quarters(), form, exif=exif, **how)).facts.compression

    assert compression("PNG").is_lossless
    assert compression("JPEG", subsampling=2, progressive=True) == CompressionBlocks(
        16, 16, 36
    )  # its last scans may be missing
    assert compression("TIFF", compression="jpeg") == CompressionBlocks(32, 32, 32)
    assert compression("TIFF", compression="tiff_lzw").is_lossless
    assert compression("JPEG", subsampling=0) == CompressionBlocks(8, 8, 1)
    assert compression("JPEG", subsampling=1) == CompressionBlocks(16, 8, 4)
    assert compression("JPEG", subsampling=2) == CompressionBlocks(16, 16, 4)
    assert compression("JPEG", 6, subsampling=1) == CompressionBlocks(8, 16, 4, from_right=True)
    assert compression("JPEG", 3, subsampling=0) == CompressionBlocks(8, 8, 1, from_right=True, from_bottom=True)
    assert compression("WEBP", lossless=True).is_lossless
    assert compression("WEBP") == CompressionBlocks(64, 64, 16, is_exact=False)
    assert decoder.decode(resource("sample.heic").read_bytes()).facts.compression.filter_radius == 16


def test_metadata_is_named_and_nothing_of_it_is_handed_on(decoder: Decoder) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret caption"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(quarters(), "JPEG", exif=exif, icc_profile=profile, comment=b"a secret", xmp=b"<x/>")
    assert set(decoder.decode(data).facts.metadata) == {"position", "EXIF", "colour profile", "XMP", "comments"}
    assert decoder.decode(png()).facts.metadata == ()


def test_where_all_pixels_decide_the_colours_it_is_told(decoder: Decoder) -> None:
    empty = quarters().convert("RGBA")
    empty.putalpha(0)
    assert decoder.decode(windows_bitmap(empty)).facts.redact_before_color_from_px == 0
    half = quarters().convert("RGBA")
    assert decoder.decode(windows_bitmap(half)).facts.redact_before_color_from_px == 80 * 60
    assert decoder.decode(encoded(empty)).facts.redact_before_color_from_px is None
    assert decoder.decode(png()).facts.redact_before_color_from_px is None
    floats = Image.new("F", (9, 9), 3.5)
    assert decoder.decode(encoded(floats, "TIFF")).facts.redact_before_color_from_px == 0


def test_a_hundred_megapixels_take_less_than_a_gigabyte_and_a_half(decoder: Decoder) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    large = Image.linear_gradient("L").resize((11_000, 9_200))
    decoded = decoder.decode(encoded(Image.merge("RGB", [large] * 3), "JPEG", quality=30, exif=exif), "huge.jpg")
    assert (decoded.pixels.width, decoded.pixels.height) == (9_200, 11_000)
    assert decoder.child.pid is not None
    status = Path(f"/proc/{decoder.child.pid}/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        assert int(peak.split()[1]) < 1_500_000


def page_with(inside: str, jpeg: bytes, form: str = "") -> bytes:
    """Returns a page of 600×600 points that draws `inside`, with a JPEG as /J and a form as /F that draws `form`."""
    names = b"<</XObject<</J 4 0 R/F 6 0 R>>>>"
    image = b"<</Type/XObject/Subtype/Image/Width 160/Height 160/ColorSpace/DeviceRGB/BitsPerComponent 8"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Contents 5 0 R/Resources" + names + b">>",
        image + b"/Filter/DCTDecode/Length %d>>stream\n%b\nendstream" % (len(jpeg), jpeg),
        b"<</Length %d>>stream\n%b\nendstream" % (len(inside), inside.encode()),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources%b/Length %d>>stream\n%b\nendstream"
        % (b"<</XObject<</J 4 0 R>>>>", len(form), form.encode()),
    ]
    out, places = b"%PDF-1.4\n", []
    for at, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (at, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(parts) + 1, table, len(parts) + 1, len(out))


@pytest.mark.parametrize(
    ("inside", "form", "reach"),
    [
        ("q 600 0 0 600 0 0 cm /J Do Q", "", 20 * 600 / 160),
        ("q 600 0 0 600 0 0 cm /F Do Q", "/J Do", 20 * 600 / 160),  # scaled from outside of its form
        ("q 0 600 -60 0 60 0 cm /J Do Q", "", 20 * 600 / 160),  # turned, and larger along one side
        ("0 0 600 600 re f", "", 0),
    ],
)
def test_a_lossy_picture_on_a_page_spreads_as_large_as_it_is_drawn(
    decoder: Decoder, inside: str, form: str, reach: float
) -> None:
    jpeg = encoded(quarters(160, 160), "JPEG", subsampling=2)
    compression = decoder.decode(page_with(inside, jpeg, form), side=600).facts.compression
    assert compression.filter_radius == (pytest.approx(reach + 2, abs=1) if reach else 0)


def test_a_covered_form_can_be_read_again_however_large(decoder: Decoder, monkeypatch: pytest.MonkeyPatch) -> None:
    cover = (Rect(0, 0, 40, 30),)
    small = decoder.covered(png(), "a.png", 0, 0, cover)
    assert small.startswith(b"\x89PNG")
    assert corners(decoder.decode(small))[0] == (0, 0, 0)
    from desktop.adapters.decoding import image_loader

    monkeypatch.setattr(image_loader, "LARGEST_PNG", 10)
    large = image_loader.open_image(png(), "image/png").covered(cover)
    assert close(corners(decoder.decode(large)), [(0, 0, 0), GREEN, BLUE, WHITE], 6)
