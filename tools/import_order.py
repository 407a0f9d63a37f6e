"""Writes the order in which a start imports what the first paint does not need: resources/import_order.txt.

    python -m tools.import_order

A start without a screen is watched, in a process of its own; every module is noted when it has been imported, so after
all that it imports itself. To be run when many modules have come or gone; tests/app says when.
"""

import importlib.machinery
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType

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
    """Starts the program, and prints what it imports until it would take its first input."""
    order: list[str] = []
    exec_module = importlib.machinery.SourceFileLoader.exec_module

    def note(loader: importlib.machinery.SourceFileLoader, module: ModuleType) -> None:
        exec_module(loader, module)
        order.append(module.__name__)

    importlib.machinery.SourceFileLoader.exec_module = note  # type: ignore[method-assign]
    from desktop.app import early_input, import_steps, startup

    hand_over, build_panes = early_input.EarlyInput.hand_over, startup.build_panes
    painted = panes = 0

    def nothing_beforehand() -> tuple[list[str], list[str]]:
        nonlocal painted
        painted = len(order)
        return [], []

    def note_panes(*arguments: object) -> None:
        nonlocal panes
        build_panes(*arguments)  # type: ignore[arg-type]
        panes = len(order)

    def end(early: early_input.EarlyInput) -> None:
        hand_over(early)
        print("\n".join(order[painted:panes]), "\n".join(order[panes:]), sep="\n\n", flush=True)
        os._exit(0)

    startup.import_order = nothing_beforehand
    startup.build_panes = note_panes
    early_input.EarlyInput.hand_over = end  # type: ignore[method-assign]
    assert import_steps.import_in_steps is startup.import_in_steps
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
