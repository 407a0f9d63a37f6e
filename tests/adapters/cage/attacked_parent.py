"""A program whose child is hostile: `python -m tests.adapters.cage.attacked_parent KIND CAGE FOLDER DISPLAY [IMAGE]…`.

Has the key in its environment. Prints JSON: for each image the outcomes by thread, and the size or the text of it.
"""

import json
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image

from desktop.adapters.child_process import command_for
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.image.pixel_buffer import PixelBuffer
from tests.adapters.cage.acts import SECRET, Targets


def main(kind: str, cage: str, folder: Path, display: str, images: list[Path]) -> None:
    """Prepares the targets, has every image worked on, and prints the outcomes."""
    for name in ("secret", "appended", "emptied", "deleted", "renamed"):
        (folder / name).write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        targets = Targets(str(folder), tcp.getsockname()[1], udp.getsockname()[1], display)
        command = command_for("", "tests.adapters.cage.hostile_child", "rapidocr", "PIL")
        command += [kind, cage, json.dumps(asdict(targets))]
        results = decode(command, images) if kind == "decoder" else read(command, images)
    sys.stdout.write(json.dumps(results))


def decode(command: list[str], images: list[Path]) -> list[Any]:
    """Returns the outcomes and the size of each image."""
    decoder = Decoder(command)
    try:
        decoded = [decoder.decode(path.read_bytes(), path.name, side=64) for path in images]
    finally:
        decoder.close()
    return [[json.loads(image.facts.metadata[0]), [image.pixels.width, image.pixels.height]] for image in decoded]


def read(command: list[str], images: list[Path]) -> list[Any]:
    """Returns the outcomes and the text of each image."""
    reader = OcrReader(command)
    try:
        results = [reader.read(PixelBuffer.of(Image.open(path).convert("RGB"))) for path in images]
    finally:
        reader.close()
    return [[json.loads(result.barcodes[0].text), result.text] for result in results]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4], [Path(name) for name in sys.argv[5:]])
