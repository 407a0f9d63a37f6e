"""A build with an SQLite that can damage a history ends before it has begun."""

import subprocess
import sys

import pytest

from desktop.adapters.storage import connection
from desktop.adapters.storage.connection import SQLITE_FLOOR, sqlite_is_new_enough
from tools.packages.facts import ROOT

FIRST_LINES = """
import ast, sys, types
from pathlib import Path

version, root = sys.argv[1:]
hooks = types.ModuleType("PyInstaller.utils.hooks")
hooks.collect_data_files = hooks.collect_submodules = None
for name in ("PyInstaller", "PyInstaller.utils"):
    sys.modules[name] = types.ModuleType(name)
sys.modules[hooks.__name__] = hooks
sys.path.insert(0, root)
from desktop.adapters.storage import connection

connection.sqlite_version = lambda: version
spec = ast.parse(Path(root, "build.spec").read_text(encoding="utf-8"))
names = [getattr(node.targets[0], "id", "") if isinstance(node, ast.Assign) else "" for node in spec.body]
first = ast.Module(spec.body[: names.index("LINUX")], [])
exec(compile(first, "build.spec", "exec"), {"SPECPATH": root})
print("goes on")
"""
"""Runs the recipe up to the first thing that it does for a package, with an SQLite of a given version."""


@pytest.mark.parametrize(
    ("version", "is_new_enough"),
    [
        ("3.40.1", False),
        ("3.51.2", False),
        ("3.9.99", False),
        ("2.99.99", False),
        (".".join(map(str, SQLITE_FLOOR)), True),
        ("3.51.10", True),
        ("3.54.1", True),
        ("4.0.0", True),
    ],
)
def test_versions_are_compared_as_numbers(monkeypatch: pytest.MonkeyPatch, version: str, is_new_enough: bool) -> None:
    monkeypatch.setattr(connection, "sqlite_version", lambda: version)
    assert sqlite_is_new_enough() is is_new_enough


def begun_build(version: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", FIRST_LINES, version, ROOT], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2"])
def test_the_recipe_refuses_a_version_below_the_floor_and_says_why(version: str) -> None:
    done = begun_build(version)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"SQLite {version} must not be packed: it has known ways to damage a file\n"


def test_the_recipe_goes_on_with_one_at_the_floor() -> None:
    done = begun_build(".".join(map(str, SQLITE_FLOOR)))
    assert (done.returncode, done.stdout) == (0, "goes on\n"), done.stderr
