"""Imports the program behind the window module by module, so that the window answers in between.

All of these modules are imported at a start anyway. Each is named after those that it needs itself, so that no step
takes longer than one module. `python -m tools.import_order` writes the names; one that is missing there costs a longer
step, nothing else.
"""

import contextlib
from collections.abc import Callable, Iterable

from desktop import paths
from desktop.deferred import import_alone

FILE = "import_order.txt"


def import_order() -> tuple[list[str], list[str]]:
    """Returns the modules of the panes, then those of everything behind them; none where the file is missing."""
    try:
        panes, _, behind = paths.resource(FILE).read_text("utf-8").partition("\n\n")
    except OSError:
        return [], []
    return panes.split(), behind.split()


def import_in_steps(names: Iterable[str], breathe: Callable[[], None]) -> None:
    """Imports modules one after the other and calls `breathe` after each. One that this system lacks is passed over."""
    for name in names:
        with contextlib.suppress(ImportError):
            import_alone(name)
        breathe()
