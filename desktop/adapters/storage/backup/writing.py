"""Writes the history, its images, the runs, the settings and the quick questions to one file.

Nothing is written in the data folder, whose disk may be full: the copy of the history lies beside the new file until it
is in it.
"""

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.adapters.storage.backup.file_format import HISTORY, MANIFEST, VERSION
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.runs.run_copies import FOLDER, copied_runs


def write_backup(connection: SqliteConnection, folder: Path, path: Path, sidecar: dict[str, Any]) -> None:
    """Writes everything to `path`, for nobody but the user to read, whole or not at all.

    `sidecar` are small values that go along. Raises OSError, and StorageError where the history cannot be read.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".askance-") as private:
        copy = Path(private) / HISTORY
        connection.copy_to(copy)
        with (
            whole_file(path, PRIVATE) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
        ):
            archive.writestr(MANIFEST, json.dumps({"askance": VERSION, **sidecar}))
            archive.write(copy, HISTORY)
            for image in sorted((folder / "pictures").glob("??/" + "?" * 64)):
                name = image.relative_to(folder).as_posix()
                archive.write(image, name, zipfile.ZIP_STORED)  # PNG and JPEG do not get smaller
            for run in copied_runs(folder / FOLDER, Path(private) / FOLDER):
                archive.write(run, f"{FOLDER}/{run.name}")
                run.unlink()
