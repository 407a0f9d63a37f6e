"""Small JSON files: the settings and the places of windows. Written whole, then renamed; a broken one is set aside."""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from desktop.core.errors import Problem, ProblemKind, StorageError


def read_json(path: Path) -> dict[str, Any]:
    """Returns the values in the file, none where there is no file. Sets a broken file aside and raises StorageError."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return {}
    except OSError:
        raise StorageError(Problem(ProblemKind.SETTINGS_UNREADABLE, path.name)) from None
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return values
    aside = path.with_suffix(".damaged.json")
    with contextlib.suppress(OSError):
        path.replace(aside)
    raise StorageError(Problem(ProblemKind.SETTINGS_DAMAGED, aside.name))


def write_json(path: Path, values: dict[str, Any], private: bool = False) -> None:
    """Writes `values`, whole or not at all; a `private` file only its owner may read. Raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # 0600 from the start
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(values, file, indent=1, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            if not private and os.name == "posix":
                os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as failed:
        raise StorageError(Problem(ProblemKind.SETTINGS_NOT_SAVED, path.name, failed.strerror or "")) from None
