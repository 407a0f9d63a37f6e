"""Feeds damaged files of each format to the real decoder in its cage, and says what came of them.

    python tools/fuzz_decoder.py [--minutes 3] [--seed 1] [FORMAT …]

Every file must be shown or refused in time. It ends with 1 if a child died or hung, or an error of our own came up; the
files that did that are written to `fuzzed/`.
"""

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from PIL import Image, ImageDraw

from desktop.adapters.decoding.decoder import Decoder
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image_formats import FORMATS, ImageFormat
from tests.adapters.decoding.format_samples import saved

FAULTS = (ProblemKind.DECODER_CRASHED, ProblemKind.DECODER_TIMED_OUT, ProblemKind.IMAGE_INTERNAL_ERROR)
SIZES = ((64, 48), (33, 17), (160, 120))
EDGE_VALUES = (0, 1, 0x7F, 0x80, 0xFF)


def samples(image_format: ImageFormat) -> list[bytes]:
    """Returns whole files of a format, in several sizes and modes as far as it has them."""
    files = []
    for size in SIZES:
        image = Image.new("RGB", size, (200, 40, 40))
        ImageDraw.Draw(image).ellipse([4, 4, size[0] - 5, size[1] - 5], fill=(20, 90, 200))
        for mode in ("RGB", "L", "RGBA", "CMYK", "P", "1", "I;16", "F"):
            try:
                files.append(
                    saved(
                        image_format, image.convert("L").convert(mode) if mode in ("I;16", "F") else image.convert(mode)
                    )
                )
            except (OSError, ValueError, KeyError):
                continue  # not a mode of this format
    return files


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Returns the file with some bytes changed, a part doubled or left out, or its end cut off; headers most of all."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(min(len(result), 128) if chance.random() < 0.7 else len(result))
        result[at] = chance.choice(EDGE_VALUES) if chance.random() < 0.5 else chance.randrange(256)
    act = chance.random()
    start = chance.randrange(len(result))
    part = result[start : start + chance.randint(1, 64)]
    if act < 0.15:
        del result[start:]
    elif act < 0.25:
        result[start:start] = part
    elif act < 0.35:
        del result[start : start + len(part)]
    return bytes(result) or b"\0"


def fuzz(image_format: ImageFormat, seconds: float, chance: random.Random) -> tuple[Counter[str], int]:
    """Returns how often each outcome came, and how many of them are faults."""
    decoder, files = Decoder(), samples(image_format)
    outcomes: Counter[str] = Counter()
    faults, end = 0, time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            data = damaged(chance.choice(files), chance)
            covers = (Rect(2, 2, 9, 9),) if chance.random() < 0.3 else ()
            try:
                decoder.decode(data, "fuzzed", side=200, covers=covers)
                outcomes["shown"] += 1
            except ImageRejectedError as refused:
                kind = refused.problem.kind
                outcomes[kind.value] += 1
                if kind in FAULTS:
                    faults += 1
                    folder = Path("fuzzed")
                    folder.mkdir(exist_ok=True)
                    (folder / f"{image_format.suffixes[0]}-{kind.value}-{sha256_hex(data)[:8]}").write_bytes(data)
    finally:
        decoder.close()
    return outcomes, faults


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="by name, all by default")
    parser.add_argument("--minutes", type=float, default=3.0, help="for each format")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    faults = 0
    for image_format in FORMATS:
        if chosen.formats and image_format.name not in chosen.formats:
            continue
        outcomes, found = fuzz(image_format, chosen.minutes * 60, random.Random(chosen.seed))
        faults += found
        words = ", ".join(f"{count} {name}" for name, count in outcomes.most_common())
        print(f"{image_format.name}: {outcomes.total()} files in {chosen.minutes:g} minutes: {words}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
