"""A reader's child whose effort for one image is as small as its argument says, in seconds of processor time."""

import sys

from desktop.adapters.ocr import ocr_reader_child
from desktop.adapters.ocr.effort.effort import Effort


def main() -> int:
    """Serves until standard input ends."""
    from desktop.adapters.ocr.rapidocr_engine import RapidOcrEngine  # the networks, in the child alone

    most_cpu_s = float(sys.argv[-1])
    return ocr_reader_child.serve(lambda: RapidOcrEngine(new_effort=lambda: Effort(most_cpu_s)))
