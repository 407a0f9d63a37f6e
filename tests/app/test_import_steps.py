"""The steps in which the program behind the window is imported."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.app.import_steps import import_in_steps, import_order
from tools.import_order import noted_order

MOST_MISSING = 40  # of the program's modules, until the list is to be written anew; chosen


def own(names: list[str]) -> set[str]:
    """The program's own modules: those of libraries differ between systems and versions of Python."""
    return {name for name in names if name.startswith("desktop.")}


def test_the_list_names_what_a_start_imports() -> None:
    listed, noted = import_order(), noted_order()
    needed = own(noted[0] + noted[1])
    assert own(listed[0] + listed[1]) <= needed, "run `python -m tools.import_order`"
    assert len(needed - own(listed[0] + listed[1])) <= MOST_MISSING, "run `python -m tools.import_order`"
    assert not own(noted[0]) & own(listed[1]), "run `python -m tools.import_order`"


def test_the_window_answers_after_each_step() -> None:
    breaths: list[None] = []
    import_in_steps(("json", "desktop.core.errors"), lambda: breaths.append(None))
    assert len(breaths) == 2


def test_what_this_system_lacks_is_passed_over() -> None:
    breaths: list[None] = []
    import_in_steps(("no_such_module", "json"), lambda: breaths.append(None))
    assert len(breaths) == 2


def test_without_the_list_a_start_works_in_longer_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resource", tmp_path.joinpath)
    assert import_order() == ([], [])
