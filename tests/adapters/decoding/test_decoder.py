"""The decoder: every format and mode as people see it, and untrusted bytes that are not what they claim to be."""

import io
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from desktop.adapters.decoding.decoder import DEADLINE_S, Decoder, worker_command
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.pixel_buffer import DecodedFacts
from tests.adapters.decoding.quarter_colors import BLUE, GREEN, RED, WHITE, close, corners
from tests.helpers.images import encoded, png, quarters, screenshot, windows_bitmap
from tests.x11.screen import Screen


@pytest.fixture
def decoder() -> Iterator[Decoder]:
    decoder = Decoder()
    yield decoder
    decoder.close()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "ICO"])
def test_every_format(decoder: Decoder, form: str) -> None:
    how = {"subsampling": 0, "quality": 95} if form == "JPEG" else {"quality": 95} if form in ("WEBP", "AVIF") else {}
    side = {"width": 64, "height": 64} if form == "ICO" else {}
    decoded = decoder.decode(encoded(quarters(**side), form, **how))
    assert close(corners(decoded), [RED, GREEN, BLUE, WHITE])
    assert decoded.facts.pages == 1


def test_heic(decoder: Decoder) -> None:
    out = io.BytesIO()
    pillow_heif.from_pillow(quarters()).save(out, quality=95)
    assert close(corners(decoder.decode(out.getvalue())), [RED, GREEN, BLUE, WHITE], 20)


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "1", "CMYK"])
def test_every_mode(decoder: Decoder, mode: str) -> None:
    image = quarters().convert(mode)
    decoded = decoder.decode(encoded(image, "TIFF" if mode == "CMYK" else "PNG"))
    expected = [image.convert("RGB").getpixel(spot) for spot in ((20, 15), (60, 15), (20, 45), (60, 45))]
    assert close(corners(decoded), expected, 3)  # type: ignore[arg-type]


def test_sixteen_bits_are_scaled_not_clipped(decoder: Decoder) -> None:
    image = Image.new("I;16", (8, 8), 32768)
    for form in ("PNG", "TIFF"):
        decoded = decoder.decode(encoded(image, form))
        assert abs(decoded.pixels.image().getpixel((4, 4))[0] - 127) <= 2  # type: ignore[index]


def test_floats_are_scaled_by_their_range(decoder: Decoder) -> None:
    image = Image.new("F", (4, 4), 0.0)
    image.putpixel((0, 0), 10.0)
    seen = decoder.decode(encoded(image, "TIFF")).pixels.image()
    assert seen.getpixel((0, 0)) == WHITE
    assert seen.getpixel((3, 3)) == (0, 0, 0)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_what_alpha_hides_is_white_even_where_all_is_hidden(decoder: Decoder, form: str) -> None:
    how = {"lossless": True, "exact": True} if form == "WEBP" else {}
    for modes in ("RGBA", "LA")[: 1 if form == "WEBP" else 2]:
        erased = quarters().convert(modes)
        erased.putalpha(0)
        assert decoder.decode(encoded(erased, form, **how)).pixels.image().getcolors() == [(80 * 60, WHITE)]


def test_alpha_is_laid_on_white_and_all_zero_alpha_of_windows_is_opaque(decoder: Decoder) -> None:
    half = Image.new("RGBA", (8, 8), (255, 0, 0, 128))
    assert close([decoder.decode(encoded(half)).pixels.image().getpixel((4, 4))], [(255, 127, 127)], 2)  # type: ignore[list-item]
    windows = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    assert decoder.decode(windows_bitmap(windows)).pixels.image().getpixel((4, 4)) == (255, 0, 0)
    palette = quarters().quantize(8)
    palette.info["transparency"] = palette.getpixel((0, 0))
    assert close(
        corners(decoder.decode(encoded(palette, transparency=palette.getpixel((0, 0))))), [WHITE, GREEN, BLUE, WHITE]
    )


@pytest.mark.parametrize("turn", range(1, 9))
def test_exif_turns_are_applied(decoder: Decoder, turn: int) -> None:
    exif = Image.Exif()
    exif[274] = turn
    decoded = decoder.decode(encoded(quarters(), "JPEG", exif=exif, quality=95, subsampling=0))
    wanted = {
        1: [RED, GREEN, BLUE, WHITE],
        2: [GREEN, RED, WHITE, BLUE],
        3: [WHITE, BLUE, GREEN, RED],
        4: [BLUE, WHITE, RED, GREEN],
        5: [RED, BLUE, GREEN, WHITE],
        6: [BLUE, RED, WHITE, GREEN],
        7: [WHITE, GREEN, BLUE, RED],
        8: [GREEN, WHITE, RED, BLUE],
    }[turn]
    assert close(corners(decoded), wanted)
    assert (decoded.pixels.width > decoded.pixels.height) == (turn < 5)


def test_colours_follow_the_profile_and_a_wrong_one_is_ignored(decoder: Decoder) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (lab, b"broken profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()):
        assert close(corners(decoder.decode(encoded(quarters(), icc_profile=profile))), [RED, GREEN, BLUE, WHITE], 3)


def test_more_than_one_frame_is_noted(decoder: Decoder) -> None:
    frames = [quarters(), Image.new("RGB", (80, 60), "black")]
    for form in ("GIF", "WEBP", "TIFF"):
        decoded = decoder.decode(encoded(frames[0], form, save_all=True, append_images=frames[1:]))
        assert decoded.facts.pages == 2
        assert close(corners(decoded), [RED, GREEN, BLUE, WHITE], 24)


def bomb(width: int, height: int) -> bytes:
    """Returns a small PNG that claims to be huge."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 100)) + part(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ProblemKind.EMPTY),
        (b"hello, this is text", ProblemKind.NOT_A_IMAGE),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", ProblemKind.SVG),
        (b"%!PS-Adobe-3.0 EPSF-3.0", ProblemKind.NOT_A_IMAGE),
        (b"%PDF-1.7", ProblemKind.TRUNCATED),
        (b"8BPS\0\1", ProblemKind.NOT_A_IMAGE),
        (png(600, 400)[:400], ProblemKind.TRUNCATED),
        (encoded(quarters(600, 400), "JPEG")[:3000], ProblemKind.TRUNCATED),
        (b"\x89PNG\r\n\x1a\n" + b"rubbish" * 20, ProblemKind.NOT_A_IMAGE),
        (bomb(20_000, 20_000), ProblemKind.TOO_MANY_PIXELS),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", ProblemKind.NOT_A_IMAGE),
        (b"x" * 101 * 1024 * 1024, ProblemKind.TOO_MANY_BYTES),
    ],
    ids=lambda value: value.name if isinstance(value, ProblemKind) else "",
)
def test_what_is_not_a_picture_is_refused_by_name(decoder: Decoder, data: bytes, kind: ProblemKind) -> None:
    with pytest.raises(ImageRejectedError) as refused:
        decoder.decode(data, "it.png")
    assert refused.value.problem.kind in ({kind, ProblemKind.TRUNCATED} if kind is ProblemKind.NOT_A_IMAGE else {kind})
    assert refused.value.problem.name == "it.png"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "ICO"]), st.data())
def test_mutated_pictures_are_shown_or_refused(decoder: Decoder, form: str, data: st.DataObject) -> None:
    mutated = bytearray(encoded(quarters(64, 64), form))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    try:
        pixels = decoder.decode(bytes(mutated)).pixels
    except ImageRejectedError as refused:
        assert refused.problem.kind in (ProblemKind.NOT_A_IMAGE, ProblemKind.TRUNCATED, ProblemKind.TOO_MANY_PIXELS)
    else:
        assert pixels.width * pixels.height > 0


def test_a_child_that_hangs_is_killed_and_replaced() -> None:
    hung = Decoder([sys.executable, "-c", "import time; time.sleep(600)"], deadline_s=0.3)
    with pytest.raises(ImageRejectedError) as refused:
        hung.decode(png(), "slow.png")
    assert refused.value.problem.kind is ProblemKind.DECODER_TIMED_OUT
    hung.child.command, hung.child.deadline_s = worker_command(), DEADLINE_S  # a child needs longer to begin
    assert hung.decode(png()).pixels.width == 80
    hung.close()


def test_the_memory_of_images_goes_back_when_no_other_follows(decoder: Decoder) -> None:
    def resident_mb() -> float:
        status = Path(f"/proc/{decoder.child.pid}/status")
        if not status.exists():
            pytest.skip("the system does not tell the memory of a process")
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")) / 1024

    decoder.cage_report()  # its libraries are loaded then
    before = resident_mb()
    for width in (800, 1600, 2400, 2400, 2400):  # the C library keeps more, the larger the images were that it has seen
        decoder.decode(encoded(screenshot(width, width)))
    Screen.wait(lambda: resident_mb() < before + 5)


FACTS = '"pages": 1, "grain": {}, "metadata": [], "tips_at": null'


@pytest.mark.parametrize(
    "program",
    [
        "import sys; sys.stdin.buffer.readline(); sys.exit(3)",
        "import sys; sys.stdin.buffer.readline(); print('nonsense', flush=True)",
        f"""import sys; sys.stdin.buffer.readline(); print('{{"width": 9, "height": 9, {FACTS}}}', flush=True)""",
        """import sys; print('{"width": -4, "height": 9}', flush=True); sys.stdin.buffer.read()""",
        """import sys; print('{"width": 99999, "height": 99999}', flush=True); sys.stdin.read()""",
    ],
)
def test_a_child_that_dies_or_lies_is_replaced(program: str) -> None:
    decoder = Decoder([sys.executable, "-c", program], deadline_s=60)
    with pytest.raises(ImageRejectedError) as refused:
        decoder.decode(png(), "odd.png")
    assert refused.value.problem.kind is ProblemKind.DECODER_CRASHED
    decoder.child.command = worker_command()
    assert decoder.decode(png()).pixels.width == 80
    decoder.close()


def test_closing_ends_a_picture_that_is_being_read() -> None:
    decoder = Decoder([sys.executable, "-c", "import time; time.sleep(600)"])
    decoder.warm()
    decoder.close()
    with pytest.raises(ImageRejectedError):
        decoder.decode(png())


@pytest.mark.parametrize("error", [IndexError, ValueError, KeyError, KeyboardInterrupt])
def test_a_choice_that_fails_is_no_fault_of_the_picture_nor_of_the_next(
    decoder: Decoder, error: type[BaseException]
) -> None:
    def choose(_: DecodedFacts) -> tuple[Rect, Size]:
        raise error("of the choice")

    with pytest.raises(error, match="of the choice"):
        decoder.view(png(), "a", 0, 0, choose)
    assert decoder.view(png(), "b", 0, 0, lambda facts: (Rect.from_size(facts.size), (4, 3))).size == (4, 3)
    assert close(corners(decoder.decode(encoded(quarters(), "PNG"))), [RED, GREEN, BLUE, WHITE])
