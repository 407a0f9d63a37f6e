"""The small files of the program: settings, policy, patterns, models, saved prompts, window layout, calibration."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.adapters.files.json_file import PROMPTS, MergedFile, read_json, write_json
from desktop.adapters.files.whole_file import UNFINISHED_S, remove_unfinished
from desktop.adapters.policy.sources import policy_sources, program_fault
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.deferred import deferred
from desktop.messages.language.choice import SYSTEM

if TYPE_CHECKING:
    from desktop.adapters.files import model_table_file
    from desktop.core.models.model_table import ModelTable
    from desktop.core.privacy import custom_patterns
    from desktop.core.settings import endpoint as endpoints
    from desktop.core.settings.policy import merging, policy
else:
    model_table_file = deferred("desktop.adapters.files.model_table_file")
    custom_patterns = deferred("desktop.core.privacy.custom_patterns")
    endpoints = deferred("desktop.core.settings.endpoint")
    policy = deferred("desktop.core.settings.policy.policy")
    merging = deferred("desktop.core.settings.policy.merging")

MOST_BYTES = 1_000_000  # that are read of the file of patterns; chosen


def load_settings(problem_occurred: Callable[[Problem], None] = lambda _: None) -> dict[str, Any]:
    """Returns the content of the settings file.

    A file that is damaged or unreadable is reported to `problem_occurred`. Since nobody knows how strict it was,
    `private_text` is then "insist" until the user changes it. A name and a password in the endpoint, which earlier
    versions took, are removed from the file and reported.
    """
    try:
        values = read_json(paths.folders().settings_file)
    except StorageError as failed:
        problem_occurred(failed.problem)
        strictest = {"private_text": "insist"}
        if failed.problem.kind is ProblemKind.SETTINGS_DAMAGED:  # it was set aside: the next start would find no file
            with contextlib.suppress(StorageError):
                save_settings(strictest)
        return strictest
    endpoint = values.get("endpoint")
    if isinstance(endpoint, str) and (problem := endpoints.endpoint_problem(endpoint)).code == endpoints.HAS_SIGN_IN:
        problem_occurred(problem)
        values["endpoint"] = endpoints.without_sign_in(endpoint)
        with contextlib.suppress(StorageError):
            save_settings(values)
    return values


def language_setting() -> str:
    """Returns the setting of the language, for before anything is shown. It reports nothing and changes no file."""
    if found := policy_sources():
        locked = dict(merging.policy_of(found).values).get("language")
        if isinstance(locked, str):
            return locked
    try:
        return str(json.loads(paths.folders().settings_file.read_bytes()).get("language", SYSTEM))
    except (OSError, ValueError, AttributeError, RecursionError):
        return SYSTEM


def remove_unfinished_files() -> None:
    """Removes what a kill has left of a write among settings, keys and places of windows."""
    folders = paths.folders()
    for folder in {folders.settings_file.parent, folders.window_file.parent}:
        remove_unfinished(folder, UNFINISHED_S)


def save_settings(values: dict[str, Any]) -> None:
    """Writes the settings file. Raises StorageError."""
    write_json(paths.folders().settings_file, values)


def shared_settings(known: dict[str, Any], together: frozenset[str]) -> MergedFile:
    """Returns the settings file, for a window that has read this content; `together` names what changes as one."""
    return MergedFile(paths.folders().settings_file, known, together=together)


def load_prompts(problem_occurred: Callable[[Problem], None] = lambda _: None) -> dict[str, Any]:
    """Returns the content of the file of saved prompts. One that is damaged is set aside, and the given ones apply
    again; that, or that it cannot be read, is reported to `problem_occurred`.
    """
    try:
        return shared_prompts().read()
    except StorageError as failed:
        problem_occurred(failed.problem)
        return {}


def shared_prompts(usual: Callable[[], dict[str, Any]] = dict) -> MergedFile:
    """Returns the file of saved prompts, for a window; `usual` returns those that hold without one."""
    return MergedFile(paths.folders().prompts_file, usual=usual, problems=PROMPTS)


def load_policy() -> "policy.Policy":
    """Returns the organisation's policy as it is now. If a file of it cannot be read, nothing may leave."""
    found = policy_sources()
    return merging.policy_of(found) if found else policy.NO_POLICY


def load_patterns(in_force: "policy.Policy") -> "custom_patterns.CustomPatterns":
    """Returns the patterns of private text that the policy and the user have added.

    The user's file, if it cannot be read, counts as one rejected pattern and is left as it is.
    """
    file = paths.folders().patterns_file
    try:
        with file.open("rb") as opened:
            own = custom_patterns.patterns_from_plain(json.loads(opened.read(MOST_BYTES))["patterns"])
    except FileNotFoundError:
        own = custom_patterns.CustomPatterns()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        own = custom_patterns.CustomPatterns(rejected=(file.name,))
    given = custom_patterns.patterns_from_plain(list(in_force.patterns))
    return custom_patterns.CustomPatterns(given.patterns + own.patterns, given.rejected + own.rejected)


def load_model_table() -> "tuple[ModelTable, tuple[Problem, ...]]":
    """Returns the table of models, and what is wrong with files that were meant to replace it.

    One that the policy names counts alone. Otherwise, a newer table of the administrator, which nobody else can change,
    comes before one of the user, and both before the one of the program. A user's own does not count where a policy
    sets a limit, which counts by the table's prices.
    """
    built_in = paths.resource("models.json")
    in_force = load_policy()
    if named := dict(in_force.values).get("model_table"):
        return model_table_file.named_model_table(Path(named), program_fault, built_in)
    for_everyone, own = paths.policy_model_table_file(), paths.folders().model_table_file

    def fault_of(path: Path) -> str:
        return program_fault(path) if path == for_everyone else ""

    replacements = (for_everyone,) if in_force.limits_spending else (for_everyone, own)
    return model_table_file.read_model_table(built_in, replacements, fault_of)


def load_window_layout() -> dict[str, Any]:
    """Returns the positions and sizes of the windows; empty if the file is damaged."""
    with contextlib.suppress(StorageError):
        return read_json(paths.folders().window_file)
    return {}


def load_calibration() -> dict[str, Any]:
    """Returns the calibration of token counts in its stored form; empty if the file is damaged."""
    with contextlib.suppress(StorageError):
        return read_json(paths.folders().calibration_file)
    return {}


def save_calibration(values: dict[str, Any]) -> None:
    """Writes the calibration; a failure is ignored, since it can be learnt again."""
    with contextlib.suppress(StorageError):
        write_json(paths.folders().calibration_file, values)


def save_window_layout(values: dict[str, Any]) -> None:
    """Writes the positions and sizes of the windows; a failure is ignored."""
    with contextlib.suppress(StorageError):
        write_json(paths.folders().window_file, values)
