"""The import contracts find what they forbid: each is broken on purpose, in a copy of the program."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = "imports point down, directly and through others"
CORE = "core is pure: no window, no event loop, no network, no disk"
MESSAGES = "messages need no window"
WIDGETS = "widgets show values; what takes time is not theirs"
SERVICES = "services reach the outside through their ports"
COMMANDS = "commands without a window do not import Qt"
OPENAI, HTTPX2 = "openai: only its provider", "httpx2: only what talks to the network"
APSW, QASYNC = "apsw: only the storage", "qasync: only the program's own loop"
SQLITE3 = "sqlite3: nowhere, since two SQLite libraries in one process ignore each other's locks"
CIRCLES = "what lies side by side imports one way only: no circles of files or folders"
WORDS = "words live in messages, ui and cli: nobody else asks the catalogue for a text"
SUBJECTS = "the subjects of core import one way only"

WRONG: dict[str, tuple[dict[str, str], set[str]]] = {
    "core imports composition": (
        {"core/image/wrong.py": "import desktop.composition.factories"},
        {LAYERS, CORE, CIRCLES, SUBJECTS},
    ),
    "a widget imports an adapter": ({"ui/wrong.py": "import desktop.adapters.files.json_file"}, {LAYERS}),
    "a service imports an adapter": (
        {"services/wrong.py": "import desktop.adapters.files.json_file"},
        {LAYERS, CIRCLES},
    ),
    "a command imports a controller": ({"cli/wrong.py": "import desktop.controllers.hint_bar"}, {LAYERS, COMMANDS}),
    "a folder without a place": ({"odd/__init__.py": ""}, {LAYERS}),
    "core opens a database": ({"core/image/wrong.py": "import apsw"}, {CORE, APSW}),
    "core has a window": ({"core/image/wrong.py": "import PySide6.QtCore"}, {CORE}),
    "a message has a window": ({"messages/wrong.py": "import PySide6.QtCore"}, {MESSAGES}),
    "a widget waits": ({"ui/wrong.py": "import asyncio"}, {WIDGETS}),
    "a service opens a key store": ({"services/wrong.py": "import keyring"}, {SERVICES}),
    "a command imports Qt": ({"cli/wrong.py": "import PySide6.QtCore"}, {COMMANDS}),
    "a command imports Qt through an adapter": (
        {"cli/wrong.py": "import desktop.adapters.system.clipboard"},
        {COMMANDS},
    ),
    "a controller asks OpenAI itself": ({"controllers/wrong.py": "import openai"}, {OPENAI}),
    "a controller opens a connection": ({"controllers/wrong.py": "import httpx2"}, {HTTPX2}),
    "a controller opens a database": ({"controllers/wrong.py": "import apsw"}, {APSW}),
    "the storage uses the other library": ({"adapters/storage/wrong.py": "import sqlite3"}, {SQLITE3}),
    "a controller makes a loop": ({"controllers/wrong.py": "import qasync"}, {QASYNC}),
    "a controller has words": (
        {"controllers/wrong.py": "from desktop.messages.language.catalogue import _"},
        {WORDS},
    ),
    "a service has words": (
        {"services/wrong.py": "from desktop.messages.language.catalogue import N_"},
        {WORDS, LAYERS},
    ),
    "an adapter has words": ({"adapters/wrong.py": "from desktop.messages.language import catalogue"}, {WORDS}),
    "the start has words": ({"app/wrong.py": "from desktop.messages.language.catalogue import ngettext"}, {WORDS}),
    "a constructor has words": ({"composition/wrong.py": "import desktop.messages.language.catalogue"}, {WORDS}),
    "core has words": (
        {"core/image/wrong.py": "from desktop.messages.language.catalogue import _"},
        {WORDS, LAYERS, CIRCLES},
    ),
    "two files import each other": (
        {
            "controllers/wrong.py": "import desktop.controllers.wrong_too",
            "controllers/wrong_too.py": "import desktop.controllers.wrong",
        },
        {CIRCLES},
    ),
    "geometry knows images": (
        {"core/geometry/wrong.py": "import desktop.core.image.source_image"},
        {CIRCLES, SUBJECTS},
    ),
}

CHECKER = """
import contextlib, io, json, sys
from pathlib import Path
from importlinter import configuration
from importlinter.application.use_cases import lint_imports

configuration.configure()

def broken():
    with contextlib.redirect_stdout(io.StringIO()) as report:
        kept = lint_imports("pyproject.toml", cache_dir="cache", no_logo=True)
    found = [line.partition(" BROKEN")[0] for line in report.getvalue().splitlines() if " BROKEN" in line]
    assert bool(found) != kept, report.getvalue()
    return found

found = {"": broken()}
for case, files in json.load(sys.stdin).items():
    paths = [Path("desktop", name) for name in files]
    for path, text in zip(paths, files.values()):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    found[case] = broken()
    for path in paths:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
print(json.dumps(found), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The names of the contracts that the checker finds broken, by what was done to the copy; "" is the copy itself."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "desktop", folder / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    files = {case: files for case, (files, _) in WRONG.items()}
    command = [sys.executable, "-c", CHECKER]
    done = subprocess.run(
        command,
        cwd=folder,
        input=json.dumps(files),
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, list[str]] = json.loads(done.stderr.splitlines()[-1])
    return found


def test_the_program_keeps_every_contract(broken: dict[str, list[str]]) -> None:
    assert broken[""] == []


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_import_is_found(broken: dict[str, list[str]], case: str) -> None:
    assert set(broken[case]) == WRONG[case][1]


def test_every_contract_is_tried(broken: dict[str, list[str]]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == set().union(*map(set, broken.values()))
