"""Judges the text of a policy file: each setting in it by itself, so that one mistake does not drop the others.

A setting that is there and cannot be understood was meant to bind: it takes its strictest value. If the file is no JSON
object, or its endpoint or model cannot be understood, nobody knows where questions may go, and nothing is sent.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.endpoint import endpoint_of
from desktop.core.settings.policy import (
    SMALLEST_LIMIT_USD,
    MistakeReason,
    Policy,
    PolicyMistake,
    PolicyReport,
    unreadable_policy,
)
from desktop.core.settings.settings import FIELDS, from_plain

STRICTEST_VALUES: dict[str, Any] = {
    "private_text": "insist",
    "find_ip_addresses": True,
    "keep_history": False,
    "keep_originals": False,
    "open_heic": False,
    "notify_content": False,
    "daily_limit_usd": SMALLEST_LIMIT_USD,
    "monthly_limit_usd": SMALLEST_LIMIT_USD,
}
"""By field name, the values that hold for settings whose value in a policy cannot be used."""

DECIDE_WHERE = frozenset({"endpoint", "model"})
"""Field names of settings that decide where questions go: while one cannot be used, they go nowhere."""

MOST = 1e9  # of a number in a policy; chosen
_SECTIONS = {"settings": "settings", "setting": "settings", "patterns": "patterns", "pattern": "patterns"}
"""The sections of a policy by the names that are understood."""
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class _Member:
    """A name with its value in a JSON object; `at` is where the value begins in the text, `line` counts from 1."""

    name: str
    value: Any
    line: int
    at: int


def policy_from_text(text: str, file: str) -> Policy:
    """Returns the policy that a file's text holds. `file` is its path, for messages."""
    start = _after_space(text, 0)
    try:
        json.loads(text)
        if not text.startswith("{", start):
            return unreadable_policy(file, "it is no JSON object")
        return _judged(tuple(_members(text, start)), text, file)
    except json.JSONDecodeError as error:
        return unreadable_policy(file, _place(text, error))
    except (ValueError, RecursionError):  # a number of thousands of digits, a nesting of thousands of brackets
        return unreadable_policy(file, "it cannot be parsed")


def _judged(members: tuple[_Member, ...], text: str, file: str) -> Policy:
    settings: list[tuple[_Member, MistakeReason | None]] = []
    patterns: list[Any] = []
    mistakes: list[PolicyMistake] = []
    for member in members:
        section = _SECTIONS.get(_named_like(member.name, _SECTIONS), "")
        if section and section != member.name:
            mistakes.append(PolicyMistake(member.name, member.line, MistakeReason.SPELLING))
        if section == "settings":
            if not isinstance(member.value, dict):
                return unreadable_policy(file, f"line {member.line}: “{member.name}” is no JSON object")
            settings += [(setting, None) for setting in _members(text, member.at)]
        elif section == "patterns":
            is_list = isinstance(member.value, list)
            patterns += member.value if is_list else [member.value]  # what is no list is a pattern that is rejected
            mistakes += [] if is_list else [PolicyMistake(member.name, member.line, MistakeReason.VALUE)]
        else:
            settings.append((member, MistakeReason.PLACE))
    if members and not any(_named_like(member.name, (*_SECTIONS, *FIELDS)) for member in members):
        return unreadable_policy(file, "nothing in it is known to this version of Askance")
    values, more = _values(settings)
    mistakes += more
    return Policy(
        tuple(sorted(values.items())), tuple(patterns), _block(mistakes, file), _report(tuple(mistakes), file)
    )


def _values(
    settings: Iterable[tuple[_Member, MistakeReason | None]],
) -> tuple[dict[str, Any], list[PolicyMistake]]:
    """Returns the values that hold, by field name, and what is wrong with the settings."""
    values: dict[str, Any] = {}
    mistakes: list[PolicyMistake] = []
    for member, misplaced in settings:
        stored = _named_like(member.name, FIELDS)
        field = FIELDS.get(stored, "")
        reason = misplaced or (MistakeReason.SPELLING if stored != member.name else None)
        if not stored:
            reason = MistakeReason.UNKNOWN
        elif (value := _usable(stored, member.value)) is None:
            reason = MistakeReason.VALUE
        elif values.setdefault(field, value) != value:
            reason = MistakeReason.TWICE
        if reason is not None:
            mistakes.append(PolicyMistake(member.name, member.line, reason, field))
    wrong = {mistake.field for mistake in mistakes if mistake.reason in (MistakeReason.VALUE, MistakeReason.TWICE)}
    values = {name: value for name, value in values.items() if name not in wrong}
    values |= {name: value for name, value in STRICTEST_VALUES.items() if name in wrong}
    if "answers" in wrong and "endpoint" not in values:
        values["answers"] = "computer"
    return values, mistakes


def _usable(stored: str, value: Any) -> Any:
    """Returns the value of a setting as the program uses it, or None if it cannot be one."""
    if isinstance(value, str) and not _is_encodable(value):
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and not 0 <= value <= MOST:
        return None
    known = getattr(from_plain({stored: value}), FIELDS[stored])
    if stored == "endpoint":
        return endpoint_of(value) if isinstance(value, str) else None
    if stored == "model" and not (isinstance(value, str) and value.strip()):
        return None
    is_number = isinstance(known, float) and type(value) in (int, float)
    return known if known == value and (type(known) is type(value) or is_number) else None


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True


def _block(mistakes: Iterable[PolicyMistake], file: str) -> Problem | None:
    """Returns the problem of a policy that does not let anybody know where questions may go."""
    for mistake in mistakes:
        if mistake.field in DECIDE_WHERE and mistake.reason in (MistakeReason.VALUE, MistakeReason.TWICE):
            reason = "stands there twice" if mistake.reason is MistakeReason.TWICE else "cannot be used"
            return Problem(ProblemKind.POLICY_UNREADABLE, file, f"line {mistake.line}: “{mistake.name}” {reason}")
    return None


def _report(mistakes: tuple[PolicyMistake, ...], file: str) -> PolicyReport | None:
    return PolicyReport(ProblemKind.POLICY_MISTAKES, file, mistakes=mistakes) if mistakes else None


def _named_like(name: str, known: Iterable[str]) -> str:
    """Returns the known name that `name` is, whatever its capitals and hyphens; empty if there is none."""
    return next((other for other in known if _bare(other) == _bare(name)), "")


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _members(text: str, start: int) -> Iterator[_Member]:
    """Yields the members of the object that begins at `start` of a valid JSON text, duplicates too."""
    decoder = json.JSONDecoder()
    at = _after_space(text, start + 1)
    while text[at] != "}":
        line = text.count("\n", 0, at) + 1
        name, at = decoder.raw_decode(text, at)
        at = _after_space(text, _after_space(text, at) + 1)  # behind the colon
        value, end = decoder.raw_decode(text, at)
        yield _Member(name, value, line, at)
        at = _after_space(text, end)
        at = _after_space(text, at + 1) if text[at] == "," else at


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _place(text: str, error: json.JSONDecodeError) -> str:
    """Returns the line and column where a text stops being JSON, and what is there if it is a common slip."""
    if not text.strip():
        return "it is empty"
    at = error.pos
    if text[at : at + 1] == "," and text[_after_space(text, at + 1) :][:1] in ("}", "]"):
        at = _after_space(text, at + 1)  # from Python 3.13 on the comma is named, before it what stands behind it
    before = text[:at].rstrip()[-1:]
    if text.startswith(("//", "/*", "#"), at):
        slip = ": JSON has no comments"
    elif before == "," and text[at : at + 1] in ("}", "]"):
        slip = ": a comma too many"
    else:
        slip = ""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return f"line {line}, column {column}{slip}"
