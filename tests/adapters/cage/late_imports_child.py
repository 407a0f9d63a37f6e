"""The decoder's and the reader's real child; each reply tells the modules that were looked for after it was sealed.

Argument: `decoder` (the names stand among those of metadata) or `reader` (they stand as bar codes).
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.adapters.cage.child_cage import ChildCage
from desktop.adapters.decoding import decoder_child, image_loader
from desktop.adapters.ocr import ocr_reader_child


class Witness:
    """Sees every import that finds no loaded module, as the first of the finders."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, *_: object) -> None:
        self.names.append(name)


class WatchedCage(ChildCage):
    """The cage; forgets what was imported before it was sealed."""

    def seal(self, needs_files: bool = False) -> None:
        super().seal(needs_files)
        WITNESS.names.clear()


WITNESS = Witness()


def main() -> int:
    """Serves as the child does. Returns the exit code."""
    finders: list[Any] = sys.meta_path
    finders.insert(0, WITNESS)
    child: Any = decoder_child if sys.argv[1] == "decoder" else ocr_reader_child
    child.ChildCage = WatchedCage
    if child is ocr_reader_child:
        return ocr_reader_child.serve(load_engine)
    child.open_image = open_image
    return decoder_child.main()


def open_image(*arguments: Any) -> image_loader.OpenedImage:
    """Decodes for real; the first time all of it happens here, so that late imports are seen in time."""
    opened = image_loader.open_image(*arguments)
    opened.covered(())
    return replace(opened, metadata=tuple(WITNESS.names))


def load_engine() -> Any:
    from desktop.adapters.ocr.rapidocr_engine import RapidOcrEngine

    class WatchedEngine(RapidOcrEngine):
        def read(self, data: bytes, size: tuple[int, int], scale: float, done: Callable[[float], None]) -> Any:
            found = super().read(data, size, scale, done)
            found["barcodes"] += [{"text": name, "kind": "import", "box": [[0.0, 0.0]] * 4} for name in WITNESS.names]
            return found

    return WatchedEngine()
