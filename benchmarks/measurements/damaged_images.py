"""Mutated and crafted images of the fault campaign: the decoder's child may die, the parent may not."""

import io
import random
import struct
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from benchmarks.child import run_child
from benchmarks.measured import Measured
from benchmarks.programs import measured_window
from desktop.adapters.decoding.decoder import Decoder
from desktop.core.errors import ImageRejectedError
from tests.helpers.images import encoded, quarters
from tests.x11.screen import Screen

IMAGES = 400
TAKING_WITHIN_S = 600.0


def run(at: Screen) -> Iterator[Measured]:
    """Damaged images through the decoder, and through the window."""
    yield from _decoded()
    yield from _window(at)


def _decoded() -> Iterator[Measured]:
    """Images through the decoder: each is shown or refused."""
    chance = random.Random(11)
    decoder = Decoder(deadline_s=10)
    shown = refused = 0
    slowest = 0.0
    try:
        for number in range(IMAGES):
            data = _mutated(number, chance)
            begun = time.monotonic()
            try:
                decoder.decode(data)
                shown += 1
            except ImageRejectedError:
                refused += 1
            slowest = max(slowest, time.monotonic() - begun)
    finally:
        decoder.close()
    note = f"{shown} shown, {refused} refused, the slowest took {slowest:.1f} s"
    yield Measured("damaged pictures: neither shown nor refused", IMAGES - shown - refused, "", note)


TAKING = measured_window("""
from pathlib import Path
from desktop.launch_request import LaunchRequest

async def measure(self, container):
    beat = Beat()
    names = sorted(map(str, Path(os.environ['BENCH_PICTURES']).iterdir()))
    await asyncio.sleep(1.3)
    await beat.begin()
    for at in range(0, len(names), 25):
        self.launch(LaunchRequest(tuple(names[at:at + 25])))
        while container.image_importer.is_busy:
            await asyncio.sleep(0.005)
    await beat.end()
    return {'worst_ms': max(gaps), 'taken': len(container.workspace.draft.images)}
""")


def _window(at: Screen) -> Iterator[Measured]:
    """The same kind of pictures through the window: it stays alive and does not stall."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        images = Path(folder) / "pictures"
        images.mkdir()
        for number in range(IMAGES):
            data = _mutated(number, chance)
            (images / f"{number:04}.png").write_bytes(data)
        result = run_child(
            at, TAKING, within_s=TAKING_WITHIN_S, ASKANCE_HOME=f"{folder}/home", BENCH_PICTURES=str(images)
        )
    note = f"{result['taken']} taken"
    yield Measured("damaged pictures through the window: late by", result["worst_ms"] - 16, "ms", note)


def _mutated(number: int, chance: random.Random) -> bytes:
    """A picture with some bytes changed, perhaps cut; every tenth is crafted."""
    if number % 10 == 0:
        return _crafted(number)
    forms = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "ICO", "AVIF")
    data = bytearray(encoded(quarters(64, 64), forms[number % 8]))
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def _crafted(number: int) -> bytes:
    """Pictures that lie about their size, or unfold without end."""
    if number % 20 == 0:
        head = struct.pack(">IIBBBBB", 50_000 + number, 50_000, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(bytes(1000)))
    image = io.BytesIO()
    Image.new("L", (9000, 9000)).save(image, "PNG")
    return image.getvalue()


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
