"""Writes the order in which a start imports what the first paint does not need: resources/import_order.txt.

    python -m tools.import_order

A start without a screen is watched, in a process of its own; every module is noted when it has been imported, so after
all that it imports itself. To be run when many modules have come or gone; tests/app says when.
"""

import importlib
import importlib.machinery
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

FILE = Path(__file__).parents[1] / "resources" / "import_order.txt"
WITHIN_S = 120


def noted_order() -> tuple[list[str], list[str]]:
    """Returns the modules that a start imports from its first paint to its panes, and from there to its end."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"ASKANCE_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tools.import_order", "--watched"]
        done = subprocess.run(
            command, env=environment, capture_output=True, check=True, text=True, timeout=WITHIN_S, cwd=FILE.parents[1]
        )
    panes, _, behind = done.stdout.partition("\n\n")
    return panes.split(), behind.split()


def _watch() -> None:
    """Starts the program, and prints what it imports until it would take its first input.

    This file must not import what the program does, or that would be missing: unittest.mock imports asyncio.
    """
    order: list[str] = []
    exec_module = importlib.machinery.SourceFileLoader.exec_module

    def note(loader: importlib.machinery.SourceFileLoader, module: ModuleType) -> None:
        exec_module(loader, module)
        order.append(module.__name__)

    def end(_early_input: object) -> None:
        panes, behind = order[marks["painted"] : marks["panes"]], order[marks["panes"] :]
        print("\n".join(panes), "\n".join(behind), sep="\n\n", flush=True)
        os._exit(0)

    marks: dict[str, int] = {}
    loaders: Any = importlib.machinery.SourceFileLoader
    loaders.exec_module = note
    startup: Any = importlib.import_module("desktop.app.startup")
    build_panes = startup.build_panes

    def nothing_beforehand() -> tuple[list[str], list[str]]:
        marks["painted"] = len(order)
        return [], []

    def panes_built(*arguments: Any) -> None:
        build_panes(*arguments)
        marks["panes"] = len(order)

    startup.import_order, startup.build_panes, startup.EarlyInput.hand_over = nothing_beforehand, panes_built, end
    startup.main([])


def main() -> int:
    """Writes the file."""
    panes, behind = noted_order()
    FILE.write_text("\n".join(panes) + "\n\n" + "\n".join(behind) + "\n", "utf-8")
    print(f"{len(panes)} modules of the panes, {len(behind)} behind them")
    return 0


if __name__ == "__main__":
    if "--watched" in sys.argv:
        _watch()
    sys.exit(main())
