"""Writes the files of an export to the disk."""

from collections.abc import Callable
from pathlib import Path

from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.format import ExportedFile, FileFormat
from desktop.core.errors import Problem, ProblemKind

WriteFile = Callable[[Path, bytes], Problem | None]  # writes a file whole, or returns the problem


def write_export(
    export_format: FileFormat, bundle: ExportBundle, path: Path, export_all: bool, write: WriteFile
) -> Problem | None:
    """Writes a bundle in a format. Returns the first problem, after which nothing more is written.

    `export_all` is True if the bundle stands for all conversations, even if there is only one.
    """
    for file in export_format.files(bundle, path, export_all):
        problem = _write_file(file, export_format.max_bytes, write)
        if problem is not None:
            return problem
    return None


def _write_file(file: ExportedFile, max_bytes: int | None, write: WriteFile) -> Problem | None:
    path = Path(file.path)
    if max_bytes is not None and len(file.data) > max_bytes:
        return Problem(ProblemKind.NOT_WRITTEN, path.name, detail="over 2 GB; export fewer conversations, or back up")
    try:
        for folder in file.folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or "")
    for beside in file.beside:
        problem = write(Path(beside.path), beside.data)
        if problem is not None:
            return problem
    return write(path, file.data)
