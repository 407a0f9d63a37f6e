"""A program of the user's own that prints the key for an address, as a value, and what was typed of it."""

import shlex
from dataclasses import dataclass
from typing import Any

from desktop.core.settings.house_rules import is_path
from desktop.core.stored_form import StoredForm

LIFETIME_S, TIMEOUT_S = 900.0, 10.0  # what is meant where nothing is typed; chosen
LONGEST_LIFETIME_S, LONGEST_TIMEOUT_S = 86_400.0, 120.0  # chosen
LONGEST = 2000  # letters of a command; chosen


@dataclass(frozen=True, slots=True)
class KeyProgram:
    """The path of a program with its arguments, how long its key holds, and how long it may take, in seconds."""

    command: tuple[str, ...]
    lifetime_s: float = LIFETIME_S
    timeout_s: float = TIMEOUT_S


STORED = StoredForm(KeyProgram, {"command": "command", "lifetime_s": "lifetime_s", "timeout_s": "timeout_s"})


def command_of(text: str) -> tuple[str, ...] | None:
    """Returns the command that was typed: a whole path and arguments, quoted where they hold spaces; None for none.

    Nothing in it means anything to a shell.
    """
    if len(text) > LONGEST or not text.isprintable():
        return None
    splitter = shlex.shlex(text, posix=True, punctuation_chars=False)
    splitter.whitespace_split, splitter.commenters, splitter.escape = True, "", ""  # paths of Windows hold backslashes
    try:
        words = tuple(splitter)
    except ValueError:  # a quotation without an end
        return None
    return words if words and is_path(words[0]) else None


def seconds_of(text: str, usual: float, longest: float) -> float | None:
    """Returns a time that was typed; `usual` if nothing was, None if it is none."""
    if not text.strip():
        return usual
    try:
        seconds = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return seconds if 0 < seconds <= longest else None


def key_program_of_plain(plain: Any) -> KeyProgram | None:
    """Returns the program of a parsed file; None if it is none."""
    try:
        found = STORED.from_plain(plain)
        listed: Any = found.command
        command: tuple[Any, ...] = tuple(listed) if isinstance(listed, list) else ()
        is_sound = all(isinstance(word, str) and "\0" not in word for word in command) and is_path(command[0])
        times = float(found.lifetime_s), float(found.timeout_s)
    except (TypeError, ValueError, IndexError, AttributeError):
        return None
    is_sound = is_sound and 0 < times[0] <= LONGEST_LIFETIME_S and 0 < times[1] <= LONGEST_TIMEOUT_S
    return KeyProgram(command, *times) if is_sound else None
