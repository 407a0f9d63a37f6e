"""Imports that are put off: one way to do it, one module at a time."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.deferred import deferred

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))


def test_a_module_is_imported_when_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "put_off_here.py").write_text("value = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    module = deferred("put_off_here")
    assert "put_off_here" in repr(module) and "put_off_here" not in sys.modules
    assert module.value == 1 and "put_off_here" in sys.modules
    with pytest.raises(AttributeError):
        _ = module.nothing
    monkeypatch.delitem(sys.modules, "put_off_here")


def test_one_that_is_missing_says_so_when_it_is_used() -> None:
    module = deferred("no_such_module_anywhere")
    with pytest.raises(ModuleNotFoundError):
        _ = module.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_checker_reads_the_same_import_as_is_done(path: Path) -> None:
    """The two halves of `if TYPE_CHECKING` name the same modules, and no function imports by itself."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    nodes = [node for function in functions for node in ast.walk(function)]
    assert not [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    for branch in tree.body:
        if not isinstance(branch, ast.If) or not branch.orelse or ast.unparse(branch.test) != "TYPE_CHECKING":
            continue
        read: dict[str, str] = {}
        for node in branch.body:
            if isinstance(node, ast.Import):
                read |= {name.asname or name.name: name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                read |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
        for node in branch.orelse:
            assert isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            assert isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "deferred"
            assert read[node.targets[0].id] == ast.literal_eval(node.value.args[0])


WHILE_A_WINDOW_OPENS = """
import sys, threading
from importlib.abc import MetaPathFinder
from PySide6.QtWidgets import QApplication, QWidget
from desktop.composition import factories, lazy_windows

sought = []
half_imported = threading.Event()

class Watching(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        sought.append(threading.current_thread() is threading.main_thread())
        if name == "pydantic.fields":
            half_imported.set()
        return None

endpoint, reader = "https://models.example/v1", factories.reader()
sys.meta_path.insert(0, Watching())
app, providers = QApplication([]), []
thread = threading.Thread(target=lambda: providers.append(factories.provider_at(endpoint, reader)))
thread.start()
half_imported.wait(60)
lazy_windows.shortcuts_window(QWidget())
thread.join()
changes = sum(before != after for before, after in zip(sought, sought[1:]))
print(type(providers[0]).__name__, changes)
"""


def test_the_provider_is_imported_while_no_window_is() -> None:
    """PySide looks into every module while it imports one, and fails a library that is half imported."""
    command = [sys.executable, "-c", WHILE_A_WINDOW_OPENS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["AllowedProvider", "1"], done.stderr
