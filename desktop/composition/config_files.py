"""The small files that a start reads: the settings, where the windows were, what endpoints have taught."""

import contextlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.adapters.files.json_file import read_json, write_json
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.core.privacy import custom_patterns
    from desktop.core.settings import policy
else:
    custom_patterns = deferred("desktop.core.privacy.custom_patterns")
    policy = deferred("desktop.core.settings.policy")

MOST_BYTES = 1_000_000


def load_settings(problem_occurred: Callable[[Problem], None] = lambda _: None) -> dict[str, Any]:
    """What the settings file holds; `troubled` hears when it was damaged. Nobody knows then how strict it was, so that
    it is the strictest about private text until somebody says otherwise.
    """
    try:
        return read_json(paths.folders().settings_file)
    except StorageError as failed:
        problem_occurred(failed.problem)
        strictest = {"private_text": "insist"}
        if failed.problem.kind is ProblemKind.SETTINGS_DAMAGED:  # which is set aside, so that the next start finds none
            with contextlib.suppress(StorageError):
                save_settings(strictest)
        return strictest


def save_settings(values: dict[str, Any]) -> None:
    """Put the settings into their file. Raises KeepingFailed."""
    write_json(paths.folders().settings_file, values)


def load_quick_questions() -> dict[str, Any]:
    """The library of quick questions; a damaged file is set aside, and the usual ones are there again."""
    with contextlib.suppress(StorageError):
        return read_json(paths.folders().quick_questions_file)
    return {}


def save_quick_questions(values: dict[str, Any]) -> None:
    """Keep the quick questions. Raises KeepingFailed."""
    write_json(paths.folders().quick_questions_file, values)


def load_policy() -> "policy.Policy":
    """What an administrator has set; a file that is there and cannot be read sets the strictest."""
    try:
        with paths.policy_file().open("rb") as file:
            return policy.policy_from_plain(json.loads(file.read(MOST_BYTES)))
    except FileNotFoundError:
        return policy.NO_POLICY
    except (OSError, ValueError, RecursionError):
        return policy.STRICTEST


def load_patterns(in_force: "policy.Policy") -> "custom_patterns.CustomPatterns":
    """OwnPatterns of private text that were added, by a policy or the user. A file that cannot be read is wrong as a
    whole, and stays as it is for whoever wrote it.
    """
    file = paths.folders().patterns_file
    try:
        with file.open("rb") as held:
            own = custom_patterns.patterns_from_plain(json.loads(held.read(MOST_BYTES))["patterns"])
    except FileNotFoundError:
        own = custom_patterns.CustomPatterns()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        own = custom_patterns.CustomPatterns(rejected=(file.name,))
    given = custom_patterns.patterns_from_plain(list(in_force.patterns))
    return custom_patterns.CustomPatterns(given.patterns + own.patterns, given.rejected + own.rejected)


def load_window_layout() -> dict[str, Any]:
    """Where the windows were; a damaged file is no loss."""
    with contextlib.suppress(StorageError):
        return read_json(paths.folders().window_file)
    return {}


def load_calibration() -> dict[str, Any]:
    """What endpoints' counts have taught; a damaged file is no loss."""
    with contextlib.suppress(StorageError):
        return read_json(paths.folders().calibration_file)
    return {}


def save_calibration(values: dict[str, Any]) -> None:
    """Keep what was learnt; a disk that will not have it is no loss."""
    with contextlib.suppress(StorageError):
        write_json(paths.folders().calibration_file, values)


def save_window_layout(values: dict[str, Any]) -> None:
    """Keep where the windows are; a disk that will not have it is no loss."""
    with contextlib.suppress(StorageError):
        write_json(paths.folders().window_file, values)
