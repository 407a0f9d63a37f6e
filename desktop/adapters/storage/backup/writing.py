"""Writes the history, its images, the runs, the settings and the quick questions to one file.

Nothing is written in the data folder, whose disk may be full: the copy of the history lies beside the new file until it
is in it.
"""

import contextlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.adapters.storage.backup.file_format import HISTORY, MANIFEST, VERSION
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
        private = tempfile.TemporaryDirectory(dir=path.parent, prefix=PREFIX)
        remove_left_behind(Path(private.name))
        connection.copy_to(Path(private.name) / HISTORY)

    def write(step: Step) -> None:
        with private as copies, _not_written(path):
            _write(Path(copies), folder, path, sidecar, step)

    return write


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
        whole_file(path, PRIVATE) as file,
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
