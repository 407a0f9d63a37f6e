"""Judges the text of a policy file: each key in it by itself, so that one mistake does not drop the others.

A key that is there and cannot be understood was meant to bind: it takes its strictest value. If the file is no JSON
object, or its endpoint, model or proxy cannot be understood, nobody knows where questions may go, and nothing is sent.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from desktop.core.settings.policy.guesses import guessed_value
from desktop.core.settings.policy.json_members import Member, members_of, place_of_error, start_of
from desktop.core.settings.policy.key_names import meant_by, named_like, unwrapped
from desktop.core.settings.policy.keys import KEYS_BY_NAME, OF_SECRETS
from desktop.core.settings.policy.pattern_lists import NAME as PATTERNS
from desktop.core.settings.policy.pattern_lists import PatternLists
from desktop.core.settings.policy.policy import MistakeReason, PolicyMistake
from desktop.core.settings.policy.source import Level, PolicySource

_SECTIONS = {"settings": "settings", "setting": "settings", PATTERNS: PATTERNS, "pattern": PATTERNS}
"""The sections of a policy by the names that are understood."""
_UNUSABLE = (MistakeReason.VALUE, MistakeReason.TWICE, MistakeReason.MANAGED)


class _Placed(NamedTuple):
    """A member with the reason why its place is wrong, and True where nobody can be sure that it is a key."""

    member: Member
    misplaced: MistakeReason | None
    is_guessed: bool


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A file as it was understood: values by field name, the strictest in the place of those that cannot be used.

    `unusable` are the fields that have no strictest value, with their mistake. `unreadable` is the reason why nothing
    in the file is known; empty if all is well. `guessed` are the fields of which only the name or place was guessed.
    """

    values: dict[str, Any] = field(default_factory=dict)
    patterns: tuple[Any, ...] = ()
    mistakes: tuple[PolicyMistake, ...] = ()
    unusable: dict[str, PolicyMistake] = field(default_factory=dict)
    unreadable: str = ""
    guessed: frozenset[str] = frozenset()


def judged(source: PolicySource) -> JudgedFile:
    """Returns what a file says."""
    if source.unreadable:
        return JudgedFile(unreadable=source.unreadable)
    text = source.text
    start = start_of(text)
    try:
        json.loads(text)
        if not text.startswith("{", start):
            return JudgedFile(unreadable="it is no JSON object")
        found = _judged(tuple(members_of(text, start)), text, source.level)
    except json.JSONDecodeError as error:
        return JudgedFile(unreadable=place_of_error(text, error))
    except (ValueError, RecursionError):  # a number of thousands of digits, a nesting of thousands of brackets
        return JudgedFile(unreadable="it cannot be parsed")
    return found if source.has_lines else _without_lines(found)


def _judged(members: tuple[Member, ...], text: str, level: Level) -> JudgedFile:
    settings: list[_Placed] = []
    lists = PatternLists()
    mistakes: list[PolicyMistake] = []
    for member in members:
        section = _SECTIONS.get(named_like(member.name, _SECTIONS), "") or meant_by(member.name, (PATTERNS,))
        if section and section != member.name:
            mistakes.append(PolicyMistake(member.name, member.line, MistakeReason.SPELLING, section))
        if section == "settings":
            if not isinstance(member.value, dict):
                return JudgedFile(unreadable=f"line {member.line}: “{member.name}” is no JSON object")
            settings += _placed(lists.without(members_of(text, member.at)), text, None)
        elif section == PATTERNS:
            lists.take(member)
        else:
            settings += _placed(lists.without((member,)), text, MistakeReason.PLACE)
    if members and not any(named_like(member.name, (*_SECTIONS, *KEYS_BY_NAME)) for member in members):
        return JudgedFile(unreadable="nothing in it is known to this version of Askance")
    values, more = _values(settings, level)
    mistakes += [*lists.mistakes, *more]
    unusable = {
        mistake.field: mistake
        for mistake in reversed(mistakes)
        if mistake.reason in _UNUSABLE and mistake.field and mistake.field not in values
    }
    guessed = frozenset(values.keys() | unusable.keys()) - _sure(settings)
    return JudgedFile(values, tuple(lists.patterns), tuple(mistakes), unusable, guessed=guessed)


def _placed(members: Iterable[Member], text: str, misplaced: MistakeReason | None) -> list[_Placed]:
    """Returns members, and those that stand inside of one that nobody knows, with the reason why a place is wrong."""
    found: list[_Placed] = []
    for member in members:
        for inner in unwrapped(member, text, KEYS_BY_NAME):
            is_guessed = inner is not member or not named_like(inner.name, KEYS_BY_NAME)
            found.append(_Placed(inner, misplaced if inner is member else MistakeReason.PLACE, is_guessed))
    return found


def _values(settings: list[_Placed], level: Level) -> tuple[dict[str, Any], list[PolicyMistake]]:
    """Returns the values that hold, by field name, and what is wrong with the keys."""
    values: dict[str, Any] = {}
    mistakes: list[PolicyMistake] = []
    wrong: dict[str, Any] = {}
    sure = _sure(settings)
    for member, misplaced, is_guessed in settings:
        key = KEYS_BY_NAME.get(meant_by(member.name, KEYS_BY_NAME))
        if key is None:
            mistakes.append(PolicyMistake(member.name, member.line, MistakeReason.UNKNOWN))
            continue
        value = key.usable(member.value)
        if is_guessed:
            stricter = None if value is None else guessed_value(key, value)
            if key.field in sure or (value is not None and stricter is None):
                mistakes.append(PolicyMistake(member.name, member.line, MistakeReason.UNUSED, key.field))
                continue
            value = stricter
        reason = misplaced or (MistakeReason.SPELLING if key.stored != member.name else None)
        if key.managed_only and level is Level.RECOMMENDED:
            reason = MistakeReason.LEVEL
        if value is None:
            reason = MistakeReason.VALUE
        elif level is Level.RECOMMENDED and key.field in OF_SECRETS:
            reason = MistakeReason.MANAGED
        elif values.setdefault(key.field, value) != value:
            reason = MistakeReason.TWICE
        if reason in _UNUSABLE:
            wrong[key.field] = key.strictest
        if reason is not None:
            mistakes.append(PolicyMistake(member.name, member.line, reason, key.field))
    values = {name: value for name, value in values.items() if name not in wrong}
    return values | {name: value for name, value in wrong.items() if value is not None}, mistakes


def _sure(settings: list[_Placed]) -> frozenset[str]:
    """Returns the fields of the keys that nobody has to guess at."""
    names = (named_like(placed.member.name, KEYS_BY_NAME) for placed in settings if not placed.is_guessed)
    return frozenset(KEYS_BY_NAME[name].field for name in names if name)


def _without_lines(found: JudgedFile) -> JudgedFile:
    return replace(
        found,
        mistakes=tuple(replace(mistake, line=0) for mistake in found.mistakes),
        unusable={name: replace(mistake, line=0) for name, mistake in found.unusable.items()},
    )
