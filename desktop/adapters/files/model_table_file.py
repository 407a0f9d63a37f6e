"""Reads the table of models: the one that comes with the program, or a newer one that somebody put in its place."""

import json
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.core.errors import Problem, ProblemKind
from desktop.core.models.model_table import ModelTable
from desktop.core.models.table_form import table_from_plain
from desktop.core.untrusted_text import untrusted_line

MOST_BYTES = 2_000_000  # of a table; chosen, like the next lines
MOST_MISTAKES = 6  # named in a sentence
LONGEST = 160


FaultOf = Callable[[Path], str]
"""Returns what is wrong with the place of a file; empty if only administrators can change it. Raises OSError."""


def nobodys_fault(_: Path) -> str:
    """Fulfils `FaultOf` for files that their users may change."""
    return ""


def read_model_table(
    built_in: Path, replacements: Iterable[Path], fault_of: FaultOf = nobodys_fault
) -> tuple[ModelTable, tuple[Problem, ...]]:
    """Returns the first of `replacements` that is newer than `built_in`, or `built_in`, and what is wrong with others.

    A file that is not there is nothing wrong. A file with mistakes is not used, and its problem names each.
    """
    table, mistakes = _read(built_in)
    assert table is not None, mistakes  # it is tested, and comes with the program
    problems: list[Problem] = []
    for path in replacements:
        if not path.exists() and not path.is_symlink():
            continue
        newer, mistakes = _read_guarded(path, fault_of)
        if newer is None:
            problems.append(Problem(ProblemKind.MODEL_TABLE_WRONG, str(path), _in_words(mistakes)))
        elif newer.day > table.day:
            return newer, tuple(problems)
    return table, tuple(problems)


def named_model_table(path: Path, fault_of: FaultOf, built_in: Path) -> tuple[ModelTable, tuple[Problem, ...]]:
    """Returns the table in a file that a policy names, whatever its date; with a problem `built_in` if it's no use."""
    table, mistakes = _read_guarded(path, fault_of)
    if table is not None:
        return table, ()
    return read_model_table(built_in, ())[0], (Problem(ProblemKind.MODEL_TABLE_WRONG, str(path), _in_words(mistakes)),)


def _read_guarded(path: Path, fault_of: FaultOf) -> tuple[ModelTable | None, tuple[str, ...]]:
    try:
        if fault := fault_of(path):
            return None, (fault,)
    except OSError as failed:
        return None, (failed.strerror or str(failed),)
    return _read(path)


def _read(path: Path) -> tuple[ModelTable | None, tuple[str, ...]]:
    try:
        return table_from_plain(json.loads(_bytes_of(path).decode("utf-8-sig")))
    except OSError as failed:
        return None, (failed.strerror or str(failed),)
    except UnicodeDecodeError:
        return None, ("it is not UTF-8",)
    except json.JSONDecodeError as failed:
        return None, (f"line {failed.lineno}: {failed.msg}",)
    except (ValueError, RecursionError):  # a number of thousands of digits, or nested without end
        return None, ("it is no table",)


def _bytes_of(path: Path) -> bytes:
    """Returns the content of a regular file; a pipe that never answers is refused. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("it is not an ordinary file")
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError("it is too large")
    return data


def _in_words(mistakes: tuple[str, ...]) -> str:
    named = [untrusted_line(mistake, LONGEST) for mistake in mistakes[:MOST_MISTAKES]]
    more = len(mistakes) - len(named)
    return "; ".join([*named, *([f"and {more} more"] if more else [])])
