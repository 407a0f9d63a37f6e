"""What can be typed as a program for the key, and what a file may hold of it."""

import shlex
from typing import Any

import pytest

from desktop.core.settings.connections.key_program import (
    STORED,
    KeyProgram,
    command_of,
    key_program_of_plain,
    seconds_of,
)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/usr/bin/pass show work", ("/usr/bin/pass", "show", "work")),
        ("'/opt/a b/key' --for \"a; $(id) # | x\"", ("/opt/a b/key", "--for", "a; $(id) # | x")),
        (r"C:\Tools\key.exe /q", (r"C:\Tools\key.exe", "/q")),
        (r"'C:\My Tools\key.exe'", (r"C:\My Tools\key.exe",)),
        ("", None),
        ("pass show work", None),
        ("./key", None),
        ("/usr/bin/key 'open", None),
        ("/usr/bin/key\nrm", None),
        ("/" + "x" * 2000, None),
    ],
)
def test_a_command(typed: str, command: tuple[str, ...] | None) -> None:
    assert command_of(typed) == command
    if command is not None:
        assert command_of(shlex.join(command)) == command  # as the settings show it


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("", 10.0), ("5", 5.0), ("0,5", 0.5), ("0", None), ("-1", None), ("121", None), ("nan", None), ("x", None)],
)
def test_a_time(typed: str, seconds: float | None) -> None:
    assert seconds_of(typed, 10.0, 120.0) == seconds


def test_a_file_holds_what_was_typed() -> None:
    program = KeyProgram(("/usr/bin/key", "a b"), 60.0, 5.0)
    assert key_program_of_plain({**STORED.to_plain(program), "command": list(program.command)}) == program


@pytest.mark.parametrize(
    "plain",
    [
        None,
        "/usr/bin/key",
        {},
        {"command": []},
        {"command": "/usr/bin/key"},
        {"command": ["key"]},
        {"command": ["/usr/bin/key", 7]},
        {"command": ["/usr/bin/key", "a\0b"]},
        {"command": ["/usr/bin/key"], "timeout_s": 1e9},
        {"command": ["/usr/bin/key"], "lifetime_s": "long"},
        {"command": ["/usr/bin/key"], "shell": True},
    ],
)
def test_what_is_no_program(plain: Any) -> None:
    assert key_program_of_plain(plain) is None
