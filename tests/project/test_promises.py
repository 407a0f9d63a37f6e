"""Every promise and every figure of README is true, or it is not in README."""

import re
from pathlib import Path

import pytest

from desktop.cli import exit_codes
from desktop.cli.ledger import DAMAGED
from desktop.cli.policy.policy_command import WRONG
from desktop.core.settings.settings import Settings
from desktop.messages.settings.setting_labels import setting_label
from desktop.paths import folders, policy_file
from desktop.ui.actions import TABLE
from desktop.ui.canvas.tools import Tool
from desktop.ui.dialogs.key_list import shortcut_lines
from tests.project.promises import PROMISES

ROOT = Path(__file__).parents[2]
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def test_(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_stands_in_readme_and_is_proved(promise: str) -> None:
    assert promise in README
    assert set(PROMISES[promise]) <= TESTS
    assert PROMISES[promise]


def test_exit_codes() -> None:
    words = README.partition("Exit codes: ")[2].partition(", 130")[0]
    promised = dict(re.findall(r"(\d) ([^,(]+)", words))
    names = {
        "answered": exit_codes.ANSWERED,
        "something is wrong": WRONG,
        "usage": exit_codes.USAGE,
        "picture refused or not read": exit_codes.IMAGE,
        "endpoint refused": exit_codes.REFUSED,
        "endpoint not reached": exit_codes.UNREACHED,
        "answer incomplete": exit_codes.INCOMPLETE,
        "held back": exit_codes.HELD_BACK,
    }
    assert {name.strip(): int(code) for code, name in promised.items()} == names
    assert DAMAGED == WRONG
    assert f"{exit_codes.STOPPED} stopped" in README


def test_shortcuts() -> None:
    declared = {keys for action in TABLE for keys in action.keys}
    named = set(re.findall(r"\*\*(Ctrl\+[^*]+|F\d+)\*\*", README)) | set(re.findall(r"\((Ctrl\+[^)]+)\)", README))
    assert len(named) >= 8
    assert named - {"Ctrl+,"} <= declared
    assert "Ctrl+," in declared


def test_letters_of_tools() -> None:
    named = re.search(r"one letter takes a tool: (.+?)\. What", README)
    assert named
    assert set(re.findall(r"\*\*(\w)\*\*", named[1])) == {tool.value for tool in Tool}


def test_f1_lists_what_the_table_and_the_tools_have(qapp: object) -> None:
    listed = " ".join(keys for _, keys in shortcut_lines())
    assert {keys for action in TABLE for keys in action.keys if keys not in listed} == set()
    assert {tool.value for tool in Tool if not re.search(rf"\b{tool.value}\b", listed)} == set()


def test_words_of_the_window() -> None:
    labels = {setting_label(name) for name in Settings.__dataclass_fields__}
    assert {"Keep history", "Keep originals"} <= labels
    assert "*Keep history*" in README and "*Keep originals*" in README
    assert next(action.words for action in TABLE if action.name == "sent") == "What is sent…"


def test_files_and_folders() -> None:
    here = folders()
    table = README.partition("## What is kept where")[2].partition("Windows and macOS")[0]
    files = (here.settings_file, here.prompts_file, here.patterns_file, here.keys_file)
    assert all(f"`{path.name}`" in table or f"/{path.name}`" in table for path in files)
    assert [f"`{path.name}/`" in table for path in (here.config, here.data, here.state)] == [True] * 3
    assert f"`{policy_file().as_posix()}`" in README


def test_sizes_of_the_package() -> None:
    bounds = (ROOT / "tests/frozen/test_package.py").read_text(encoding="utf-8")
    checked = re.search(r"\((\d+), (\d+)\) if WITH_READER else \((\d+), (\d+)\)", bounds)
    promised = re.search(r"at most (\d+) MB unpacked and (\d+) packed; .+? at most (\d+) and (\d+)", README)
    assert checked and promised
    assert promised.groups() == checked.groups()


def test_no_figure_is_left_unchecked() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").replace("gpt-4o", "")
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|^\d+\. ", " ", text, flags=re.MULTILINE | re.DOTALL)
    figures = [figure.rstrip(".,") for figure in re.findall(r"(?<![\w+])\d[\d.,]*", prose)]
    versions, sizes = ["3.11", "3.14"], ["400", "125", "230", "60"]
    codes = [str(code) for code in (*range(8), exit_codes.STOPPED)]
    assert sorted(figures) == sorted(versions + sizes + codes)
