"""The small files that a start reads: the settings, where the windows were, what endpoints have taught."""

import contextlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.adapters.json_files import read_json, write_json
from desktop.core.errors import KeepingFailed, Kind, Trouble

if TYPE_CHECKING:
    from desktop.core.privacy.custom_patterns import OwnPatterns
    from desktop.core.settings.policy import Policy

MOST_BYTES = 1_000_000


def held_settings(troubled: Callable[[Trouble], None] = lambda _: None) -> dict[str, Any]:
    """What the settings file holds; `troubled` hears when it was damaged. Nobody knows then how strict it was, so that
    it is the strictest about private text until somebody says otherwise.
    """
    try:
        return read_json(paths.folders().settings_file)
    except KeepingFailed as failed:
        troubled(failed.trouble)
        strictest = {"private_text": "insist"}
        if failed.trouble.kind is Kind.SETTINGS_DAMAGED:  # which is set aside, so that the next start finds none
            with contextlib.suppress(KeepingFailed):
                write_settings(strictest)
        return strictest


def write_settings(values: dict[str, Any]) -> None:
    """Put the settings into their file. Raises KeepingFailed."""
    write_json(paths.folders().settings_file, values)


def held_questions() -> dict[str, Any]:
    """The library of quick questions; a damaged file is set aside, and the usual ones are there again."""
    with contextlib.suppress(KeepingFailed):
        return read_json(paths.folders().questions_file)
    return {}


def write_questions(values: dict[str, Any]) -> None:
    """Keep the quick questions. Raises KeepingFailed."""
    write_json(paths.folders().questions_file, values)


def held_policy() -> "Policy":
    """What an administrator has set; a file that is there and cannot be read sets the strictest."""
    from desktop.core.settings.policy import NO_POLICY, STRICTEST, policy_from_plain  # not before the window is painted

    try:
        with paths.policy_file().open("rb") as file:
            return policy_from_plain(json.loads(file.read(MOST_BYTES)))
    except FileNotFoundError:
        return NO_POLICY
    except (OSError, ValueError, RecursionError):
        return STRICTEST


def held_patterns(policy: "Policy") -> "OwnPatterns":
    """OwnPatterns of private text that were added, by a policy or the user. A file that cannot be read is wrong as a
    whole, and stays as it is for whoever wrote it.
    """
    from desktop.core.privacy.custom_patterns import (  # the table takes some milliseconds to make
        OwnPatterns,
        patterns_from_plain,
    )

    file = paths.folders().patterns_file
    try:
        with file.open("rb") as held:
            own = patterns_from_plain(json.loads(held.read(MOST_BYTES))["patterns"])
    except FileNotFoundError:
        own = OwnPatterns()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        own = OwnPatterns(wrong=(file.name,))
    given = patterns_from_plain(list(policy.patterns))
    return OwnPatterns(given.added + own.added, given.wrong + own.wrong)


def held_places() -> dict[str, Any]:
    """Where the windows were; a damaged file is no loss."""
    with contextlib.suppress(KeepingFailed):
        return read_json(paths.folders().window_file)
    return {}


def held_learnt() -> dict[str, Any]:
    """What endpoints' counts have taught; a damaged file is no loss."""
    with contextlib.suppress(KeepingFailed):
        return read_json(paths.folders().learnt_file)
    return {}


def write_learnt(values: dict[str, Any]) -> None:
    """Keep what was learnt; a disk that will not have it is no loss."""
    with contextlib.suppress(KeepingFailed):
        write_json(paths.folders().learnt_file, values)


def write_places(values: dict[str, Any]) -> None:
    """Keep where the windows are; a disk that will not have it is no loss."""
    with contextlib.suppress(KeepingFailed):
        write_json(paths.folders().window_file, values)
