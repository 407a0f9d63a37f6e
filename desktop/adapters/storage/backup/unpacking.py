"""Unpacks a backup that nobody vouches for into a history of our own making.

Only names of our own form are unpacked, only so many bytes; the history is copied row by row (foreign_history.py); an
image must be what its name says, and readable.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.adapters.storage.backup.file_format import HISTORY, MANIFEST, PICTURE, RUN, VERSION
from desktop.adapters.storage.backup.foreign_history import ForeignHistoryError, copy_foreign_history
from desktop.adapters.storage.deletion.deletion_record import DeletionRecord, conversations_that_return
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.runs.run_copies import copy_foreign_run
from desktop.adapters.storage.switch import IMAGES, NEW_FOLDER
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ids import sha256_hex
from desktop.services.ports.work_progress import Step, WorkCancelledError, no_step

MOST_BYTES = 200_000_000_000
LARGEST_MANIFEST = 10_000_000
LARGEST_IMAGE = 250_000_000
MOST_SWELLING = 200
"""The most times that what comes out may be larger than the file."""
_FOREIGN = "foreign.sqlite"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those in which a backup is written; more of the libraries behind the others no stranger needs to reach."""


@dataclass(frozen=True, slots=True)
class UnpackedBackup:
    """A history ready to take its place, what lay beside it, and the number of unreadable images that were left out.

    `returned` is the number of conversations in it that the user has deleted here.
    """

    folder: Path
    sidecar: dict[str, Any]
    left_out: int
    returned: int


def unpack_backup(
    path: Path, folder: Path, is_readable: Callable[[bytes], bool], step: Step = no_step
) -> UnpackedBackup:
    """Unpacks and checks a backup into a new folder inside `folder`. Raises StorageError, and what `step` raises;
    nothing is left then.

    `is_readable` is asked for each image.
    """
    with translated():
        deleted = DeletionRecord(folder).ids
    target = Path(tempfile.mkdtemp(dir=folder, prefix=NEW_FOLDER))
    (target / IMAGES).mkdir(mode=0o700)  # also for a backup without any: those of the old history go with it
    try:
        with zipfile.ZipFile(path) as archive:
            sidecar = _sidecar(archive)
            entries = [info for info in archive.infolist() if PICTURE.fullmatch(info.filename)]
            history = archive.getinfo(HISTORY)
            runs = [info for info in archive.infolist() if RUN.fullmatch(info.filename)]
            if any(info.compress_type not in _METHODS for info in (history, *entries, *runs)):
                raise ValueError("packed in another way")
            size = history.file_size + sum(info.file_size for info in (*entries, *runs))
            if size > min(MOST_BYTES, path.stat().st_size * MOST_SWELLING):
                raise ValueError("too large")
            _unpack(archive, history, target / _FOREIGN)
            copy_foreign_history(target / _FOREIGN, target / HISTORY)
            (target / _FOREIGN).unlink()
            returned = conversations_that_return(deleted, target / HISTORY)
            for info in runs:
                _unpack_run(archive, info, target)
            left_out = 0
            for done, info in enumerate(entries, 1):
                step(done, len(entries) + 1)
                left_out += not _unpack_image(archive, info, target, is_readable)
    except WorkCancelledError:
        shutil.rmtree(target, ignore_errors=True)
        raise
    except Exception as wrong:  # zipfile and zlib raise whatever a file that was not made by us makes them stumble over
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(wrong, StorageError) and wrong.problem.kind is ProblemKind.STORE_NEWER:
            raise
        raise StorageError(Problem(ProblemKind.NOT_A_BACKUP, path.name, detail=_reason(wrong))) from None
    return UnpackedBackup(target, sidecar, left_out, returned)


def _sidecar(archive: zipfile.ZipFile) -> dict[str, Any]:
    info = archive.getinfo(MANIFEST)
    if info.file_size > LARGEST_MANIFEST or info.compress_type not in _METHODS:
        raise ValueError("too large")
    sidecar = json.loads(archive.read(MANIFEST))
    if not isinstance(sidecar, dict) or sidecar.get("askance") != VERSION:
        raise ValueError("another version")
    return sidecar


def _unpack_image(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, is_readable: Callable[[bytes], bool]
) -> bool:
    """Unpacks an image. Returns False, and leaves it out, if it is not what its name says or cannot be read."""
    if info.file_size > LARGEST_IMAGE:
        return False
    place = target / info.filename
    _unpack(archive, info, place)
    data = place.read_bytes()
    if sha256_hex(data) == place.name and is_readable(data):
        return True
    place.unlink()
    return False


def _unpack_run(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    """Unpacks a run, as one of our own making. Raises StorageError, and others for what is none."""
    place, foreign = target / info.filename, target / f"{info.filename}{_FOREIGN}"
    _unpack(archive, info, foreign)
    copy_foreign_run(foreign, place)
    foreign.unlink()


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    left = info.file_size
    with archive.open(info) as source, place.open("xb") as target:
        place.chmod(0o600)
        while piece := source.read(1 << 20):
            left -= len(piece)
            if left < 0:
                raise ValueError("larger than it says")
            target.write(piece)


def _reason(wrong: BaseException) -> str:
    ours = isinstance(wrong, ForeignHistoryError) or (isinstance(wrong, ValueError) and len(str(wrong)) < 40)
    return str(wrong) if ours else ""
