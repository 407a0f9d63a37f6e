"""Writes the files of an export to the disk."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from desktop.core.conversation.export.bundle import ExportBundle, images_of
from desktop.core.conversation.export.format import ExportedFile, FileFormat
from desktop.core.errors import Problem, ProblemKind

WriteFile = Callable[[Path, Iterable[bytes]], Problem | None]
"""Writes a file, whole or not at all, out of pieces; or returns the problem."""


def write_export(
    export_format: FileFormat, bundle: ExportBundle, path: Path, export_all: bool, write: WriteFile
) -> Problem | None:
    """Writes a bundle in a format. Returns the first problem, after which nothing more is written.

    `export_all` is True if the bundle stands for all conversations, even if there is only one.
    """
    if export_format.max_bytes is not None and _image_text(bundle) > export_format.max_bytes:
        return _too_large(path)
    for file in export_format.files(bundle, path, export_all):
        problem = _write_file(file, export_format.max_bytes, write)
        if problem is not None:
            return problem
    return None


def _write_file(file: ExportedFile, max_bytes: int | None, write: WriteFile) -> Problem | None:
    path = Path(file.path)
    try:
        for folder in file.folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or "")
    for beside in file.beside:
        problem = write(Path(beside.path), beside.pieces())
        if problem is not None:
            return problem
    try:
        return write(path, file.pieces() if max_bytes is None else _bounded(file.pieces(), max_bytes))
    except _TooLargeError:
        return _too_large(path)


class _TooLargeError(Exception):
    """Raised when a file grows beyond the bound of its format."""


def _bounded(pieces: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    left = max_bytes
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise _TooLargeError
        yield piece


def _image_text(bundle: ExportBundle) -> int:
    """Returns the number of letters that the images take in a file of text: four for three bytes."""
    sizes = {image.id: image.byte_count for conversation in bundle.conversations for image in images_of(conversation)}
    return sum(size * 4 // 3 for size in sizes.values())


def _too_large(path: Path) -> Problem:
    return Problem(ProblemKind.NOT_WRITTEN, path.name, detail="over 2 GB; export fewer conversations, or back up")
