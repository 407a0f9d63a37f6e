"""Processor time and memory of the decoder's child for each megapixel of a picture, format by format."""

import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from benchmarks.measured import Measured
from desktop.adapters.cage.limits import cpu_spent_s
from desktop.adapters.decoding.decoder import Decoder
from desktop.core.errors import ImageRejectedError
from desktop.core.image_formats import FORMATS, ImageFormat
from tests.adapters.decoding.format_samples import saved
from tests.x11.screen import Screen

SIZE = (4000, 3000)
ONLY: tuple[str, ...] = ()  # names of formats; all without any
SIZE_OF = {"ICO": (256, 256), "CUR": (256, 256), "HEIC": (1200, 900)}
"""The sizes of icons, and of what takes minutes to encode."""


def run(_: Screen) -> Iterator[Measured]:
    """Decodes a photo-like picture in each format, in a child of its own that has decoded a small one before."""
    for image_format in FORMATS:
        if not ONLY or image_format.name in ONLY:
            yield from _measured(image_format)


def _measured(image_format: ImageFormat) -> Iterator[Measured]:
    size = min(SIZE, SIZE_OF.get(image_format.name, SIZE))
    decoder = Decoder()
    try:
        decoder.decode(saved(image_format, _picture((64, 64))), "small")
        data = saved(image_format, _picture(size))
        pid = decoder.child.pid or 0
        idle_mb, spent_s = _resident_mb(pid, "VmRSS"), cpu_spent_s(pid)
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak of memory begins anew
        shown = decoder.decode(data, "large", 0, max(size)).pixels
        spent_s, peak_mb = cpu_spent_s(pid) - spent_s, _resident_mb(pid, "VmHWM") - idle_mb
    except ImageRejectedError as refused:
        yield Measured(f"{image_format.name}: not decoded", 1, "", refused.problem.kind)
        return
    finally:
        decoder.close()
    megapixels = shown.width * shown.height / 1e6
    note = f"{megapixels:.2f} MP, {len(data) / 1e6:.1f} MB"
    yield Measured(f"{image_format.name}: processor time for a megapixel", 1000 * spent_s / megapixels, "ms", note)
    yield Measured(f"{image_format.name}: memory for a megapixel", peak_mb / megapixels, "MB")


def _picture(size: tuple[int, int]) -> Image.Image:
    """Returns soft noise of three colours, as a photo has."""
    noise = [Image.effect_noise((max(1, size[0] // 8), max(1, size[1] // 8)), 60) for _ in range(3)]
    return Image.merge("RGB", noise).resize(size, Image.Resampling.BICUBIC)


def _resident_mb(pid: int, name: str) -> float:
    """Returns a figure of a process's memory, by its name in its status on Linux."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1000 if found else 0.0
