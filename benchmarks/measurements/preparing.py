"""Preparation of an image for a model: its time and bytes against Pillow's own, and the letters left to read."""

import io
import statistics
import time
from collections.abc import Callable, Iterator

from PIL import Image

from benchmarks.measured import Measured
from benchmarks.measurements.reading import kept_share
from desktop.adapters.ocr.ocr_reader import installed
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import encode_for_model
from desktop.core.model_catalog import model_named
from tests.helpers.images import image_of

ROUNDS = 5


def photo(size: tuple[int, int]) -> Image.Image:
    """Soft noise: no text, and badly compressed as PNG."""
    noise = [Image.effect_noise((size[0] // 8, size[1] // 8), 60) for _ in range(3)]
    return Image.merge("RGB", noise).resize(size, Image.Resampling.BICUBIC)


def preparation(name: str, kind: str, image: Image.Image) -> Iterator[Measured]:
    """Against Pillow's own resize and encode of the same pixels into the same format."""
    sheet, pixels = image_of(image)
    sheet = sheet.with_annotation(Redaction("r", Rect(100, 100, 900, 300)))
    model = model_named("gpt-4o")
    sent = encode_for_model(sheet, pixels, model, "high")

    def by_pillow() -> None:
        row = pixels.width * 4
        bare = Image.frombuffer("RGB", (pixels.width, pixels.height), bytes(pixels.data), "raw", "BGRX", row, 1)
        small = bare.resize(sent.size, Image.Resampling.LANCZOS)
        if sent.mime == "image/png":
            small.save(io.BytesIO(), "PNG", compress_level=1)
        else:
            small.save(io.BytesIO(), "JPEG", quality=92, subsampling=0)

    ratio = _ratio(lambda: encode_for_model(sheet, pixels, model, "high"), by_pillow)
    yield Measured(f"{name} {kind}: preparing, against resize and encode alone", ratio, "×", sent.mime)
    raw = len(sheet.source.data)
    note = f"{len(sent.data) / 1000:.0f} KB of {raw / 1000:.0f} KB, both as base64"
    yield Measured(f"{name} {kind}: bytes sent against the original", len(sent.data) / raw, "×", note=note)


def _ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """How much longer one takes than the other: the median of pairs, one after the other."""
    ratios = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ours()
        middle = time.perf_counter()
        theirs()
        ratios.append((middle - start) / (time.perf_counter() - middle))
    return statistics.median(ratios)


def letters_kept() -> Iterator[Measured]:
    """Letters read in what is sent against letters read in the original, by a recogniser, if there is one."""
    if not installed():
        yield Measured("letters read after preparing against before", 0, "", note="not measured: no recogniser here")
        return
    for height, share in kept_share(_prepared_image):
        yield Measured(f"letters of {height} px in what is sent, read against before", 1 / max(share, 0.01), "×")


def _prepared_image(image: Image.Image) -> Image.Image:
    return encode_for_model(*image_of(image), model_named("gpt-4o"), "high").image()
