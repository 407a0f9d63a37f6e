"""The program and its commands in processes of their own, and what they leave on the disk."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.core.errors import StorageError
from desktop.paths import folders

KEY = "sk-canary-0123456789abcdef"


def askance(*arguments: str, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        input=stdin,
        capture_output=True,
        timeout=240,
        env={**os.environ, "OPENAI_API_KEY": KEY, **environment},
    )


def start_program(home: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Starts the real program in a process of its own, without a screen."""
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "ASKANCE_HOME": str(home), **environment},
        stderr=subprocess.PIPE,
    )


def rows_on_disk(home: Path, query: str) -> list[Any]:
    """The rows of a query to a copy of the history, which the program may have open; none while it cannot be read."""
    folder = home / "data"
    copy = home / "copy.sqlite"
    for ending in ("", "-wal", "-shm"):
        Path(str(copy) + ending).unlink(missing_ok=True)  # of the time before
    for ending in ("", "-wal"):
        with contextlib.suppress(FileNotFoundError):
            Path(str(copy) + ending).write_bytes((folder / (database.NAME + ending)).read_bytes())
    try:
        with SqliteConnection(copy) as connection:
            found = connection.execute(query).fetchall()
    except StorageError:
        return []
    return found


def kept_images() -> list[Path]:
    """The files of images that the program keeps."""
    return [path for path in (folders().data / "pictures").rglob("*") if path.is_file()]
