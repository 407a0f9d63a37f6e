"""The command: `python -m tools.script_network draw|train|export`. The package says in which order, and with what."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:  # each command needs other libraries
    from tools.script_network import drawing, export, training
else:
    drawing = deferred("tools.script_network.drawing")
    training = deferred("tools.script_network.training")
    export = deferred("tools.script_network.export")

SYSTEM_FONTS = Path("/usr/share/fonts")


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that the arguments name and returns its exit code."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == "draw":
        folders = chosen.fonts or [SYSTEM_FONTS]
        drawing.draw(chosen.file, chosen.lines, chosen.seed, drawing.MIXES[chosen.mix], folders, chosen.kept_back)
    elif chosen.command == "train":
        training.train(chosen.lines, chosen.weights, chosen.epochs, chosen.start)
    else:
        export.export(chosen.weights, chosen.model)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.script_network", description="Make resources/scripts.onnx")
    commands = parser.add_subparsers(dest="command", required=True)

    draw = commands.add_parser("draw", help="draw lines of text whose scripts are known")
    draw.add_argument("file", type=Path, help="where the lines are saved (.npz)")
    draw.add_argument("--lines", type=int, required=True, help="how many")
    draw.add_argument("--seed", type=int, required=True, help="another one gives other lines")
    draw.add_argument("--mix", choices=("early", "late"), default="early", help="how often each script comes")
    draw.add_argument("--fonts", type=Path, action="append", metavar="FOLDER", help=f"instead of {SYSTEM_FONTS}")
    draw.add_argument("--kept-back", action="store_true", help="in the fonts that are not trained with")

    train = commands.add_parser("train", help="train the network on drawn lines")
    train.add_argument("lines", type=Path, nargs="+", help="files that `draw` has saved")
    train.add_argument("--weights", type=Path, required=True, help="where the weights are saved (.npz)")
    train.add_argument("--epochs", type=int, required=True, help="how often all lines are seen")
    train.add_argument("--from", type=Path, dest="start", metavar="WEIGHTS", help="go on from these weights")

    write = commands.add_parser("export", help="write trained weights as an ONNX model")
    write.add_argument("model", type=Path, help="where the model is written (.onnx)")
    write.add_argument("--weights", type=Path, required=True, help="what `train` has saved")
    return parser


if __name__ == "__main__":
    sys.exit(main())
