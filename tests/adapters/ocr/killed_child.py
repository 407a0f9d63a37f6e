"""A real reader's child that kills itself in the middle of an image: the one whose number is its last argument."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from desktop.adapters.ocr import ocr_reader_child


def main() -> int:
    """Serves as the child does, until that image."""
    from desktop.adapters.ocr.rapidocr_engine import RapidOcrEngine  # the networks, in the child alone

    fatal = int(sys.argv[-1])

    class Mortal(RapidOcrEngine):
        count = 0

        def read(self, data: bytes, size: tuple[int, int], scale: float, done: Callable[[float], None]) -> Any:
            def die(_: float) -> None:
                os.kill(os.getpid(), signal.SIGKILL)

            self.count += 1
            return super().read(data, size, scale, die if self.count == fatal else done)

    return ocr_reader_child.serve(Mortal)
