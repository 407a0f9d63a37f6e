"""The command: `python -m tools.face_network write|compare`. The package says with what."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:  # each command needs other libraries
    from tools.face_network import comparison, writing
else:
    comparison = deferred("tools.face_network.comparison")
    writing = deferred("tools.face_network.writing")


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that the arguments name and returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.face_network", description="Make resources/faces.onnx")
    parser.add_argument("command", choices=("write", "compare"), help="write the ONNX file, or compare both networks")
    parser.add_argument("source", type=Path, help="the network in the form of TensorFlow Lite")
    parser.add_argument("model", type=Path, help="the network in the form of ONNX")
    chosen = parser.parse_args(arguments)
    if chosen.command == "write":
        writing.write(chosen.source, chosen.model)
        return 0
    return int(not comparison.are_alike(chosen.source, chosen.model))


if __name__ == "__main__":
    sys.exit(main())
