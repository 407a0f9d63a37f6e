"""Writes the history, its images, the runs, the settings and the quick questions to one file.

No copy is written in the data folder, whose disk may be full: all is made in a private folder beside the new file,
which is noted until it is gone.
"""

import contextlib
import json
import os
import secrets
import shutil
import weakref
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop.adapters.files.begun.note import Note
from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.adapters.storage.backup.file_format import HISTORY, MANIFEST, VERSION, WHOLE
from desktop.adapters.storage.backup.left_behind import PREFIX, remove_left_behind
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.runs.run_copies import FOLDER, copied_runs
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.services.ports.work_progress import Step


def begin_backup(
    connection: SqliteConnection, folder: Path, path: Path, sidecar: dict[str, Any]
) -> Callable[[Step], None]:
    """Copies the history of a data folder, and returns the function that writes everything to `path`, in any thread.

    `sidecar` are small values that go along. Both raise StorageError.
    """
    with _not_written(path):
        private, end = _private_folder(path.parent)

    def write(step: Step) -> None:
        try:
            with _not_written(path):
                _write(private, folder, path, sidecar, step)
        finally:
            ending()

    ending = weakref.finalize(write, end)  # nobody may ever call it
    try:
        with _not_written(path):
            remove_left_behind(private)
            connection.copy_to(private / HISTORY)
    except BaseException:
        ending()
        raise
    return write


def _private_folder(place: Path) -> tuple[Path, Callable[[], None]]:
    """Makes a noted folder in the folder `place`. Returns it, and what removes it. Raises OSError."""
    private = place.absolute() / f"{PREFIX}{secrets.token_hex(4)}"
    note = Note(private)

    def end() -> None:
        shutil.rmtree(private, ignore_errors=True)
        note.end()

    try:
        private.mkdir(mode=0o700)
    except BaseException:
        end()
        raise
    return private, end


@contextlib.contextmanager
def _not_written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or "")) from None


def _write(private: Path, folder: Path, path: Path, sidecar: dict[str, Any], step: Step) -> None:
    """Writes everything to `path`, for nobody but the user to read, whole or not at all.

    `private` has the copy of the history. An image that is deleted meanwhile is left out.
    """
    images = sorted((folder / "pictures").glob("??/" + "?" * 64))
    step(0, len(images) + 1)
    with (
        whole_file(private / WHOLE, PRIVATE) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
    ):
        archive.writestr(MANIFEST, json.dumps({"askance": VERSION, **sidecar}))
        archive.write(private / HISTORY, HISTORY)
        for done, image in enumerate(images, 1):
            step(done, len(images) + 1)
            with contextlib.suppress(FileNotFoundError):
                name = image.relative_to(folder).as_posix()
                archive.write(image, name, zipfile.ZIP_STORED)  # PNG and JPEG do not get smaller
        for run in copied_runs(folder / FOLDER, private / FOLDER):
            archive.write(run, f"{FOLDER}/{run.name}")
            run.unlink()
    os.replace(private / WHOLE, path)
