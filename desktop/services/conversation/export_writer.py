"""Writes the files of an export to the disk."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from desktop.core.conversation.export.bundle import ExportBundle, images_of
from desktop.core.conversation.export.format import ExportedFile, FileFormat
from desktop.core.conversation.export.page_words import PageWords
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.services.ports.work_progress import Step, WorkCancelledError, no_step

WriteFile = Callable[[Path, Iterable[bytes]], Problem | None]
"""Writes a file, whole or not at all, out of pieces; or returns the problem."""


def write_export(
    export_format: FileFormat,
    bundle: ExportBundle,
    words: PageWords,
    path: Path,
    export_all: bool,
    write: WriteFile,
    step: Step = no_step,
) -> Problem | None:
    """Writes a bundle in a format. Returns the first problem, after which nothing more is written.

    `export_all` is True if the bundle stands for all conversations, even if there is only one. Raises what `step`
    raises, and StorageError where an image cannot be read; what was new of the export is removed then.
    """
    if export_format.max_bytes is not None and _image_text(bundle) > export_format.max_bytes:
        return _too_large(path)
    writing = _Writing(write, export_format.max_bytes, _Counted(step, _expected_bytes(bundle)))
    try:
        for file in export_format.files(bundle, words, path, export_all):
            problem = writing.write(file)
            if problem is not None:
                return problem
    except (WorkCancelledError, StorageError):
        writing.take_back()
        raise
    return None


class _Counted:
    """Counts the bytes of an export as they are written."""

    def __init__(self, step: Step, expected: int) -> None:
        self._step = step
        self._expected = expected
        self._done = 0

    def __call__(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._done += len(piece)
            self._step(min(self._done, self._expected), self._expected)
            yield piece


class _Writing:
    """Writes files with what stands beside them, and remembers which of them are new."""

    def __init__(self, write: WriteFile, max_bytes: int | None, counted: _Counted) -> None:
        self._write = write
        self._max_bytes = max_bytes
        self._counted = counted
        self._new: list[Path] = []  # files and folders, in the order in which they were made

    def write(self, file: ExportedFile) -> Problem | None:
        """Writes a file and what stands beside it. Returns the problem."""
        path = Path(file.path)
        try:
            for folder in map(Path, file.folders):
                self._new += [missing for missing in reversed((folder, *folder.parents)) if not missing.exists()]
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or "")
        for beside in file.beside:
            problem = self._write_one(Path(beside.path), beside.pieces())
            if problem is not None:
                return problem
        pieces = file.pieces()
        try:
            return self._write_one(path, pieces if self._max_bytes is None else _bounded(pieces, self._max_bytes))
        except _TooLargeError:
            return _too_large(path)

    def _write_one(self, path: Path, pieces: Iterable[bytes]) -> Problem | None:
        is_new = not path.exists()
        problem = self._write(path, self._counted(pieces))
        if is_new and problem is None:
            self._new.append(path)
        return problem

    def take_back(self) -> None:
        """Removes what is new. Files that were replaced are whole, and stay."""
        for path in reversed(self._new):
            with contextlib.suppress(OSError):  # a folder may have got other files meanwhile
                path.rmdir() if path.is_dir() else path.unlink()


class _TooLargeError(Exception):
    """Raised when a file grows beyond the bound of its format."""


def _bounded(pieces: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    left = max_bytes
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise _TooLargeError
        yield piece


def _expected_bytes(bundle: ExportBundle) -> int:
    """Returns about as many bytes as an export will have."""
    turns = (turn for conversation in bundle.conversations for turn in conversation.all_turns)
    return _image_text(bundle) + sum(len(turn.prompt) + len(turn.answer) + 500 for turn in turns)


def _image_text(bundle: ExportBundle) -> int:
    """Returns the number of letters that the images take in a file of text: four for three bytes."""
    sizes = {image.id: image.byte_count for conversation in bundle.conversations for image in images_of(conversation)}
    return sum(size * 4 // 3 for size in sizes.values())


def _too_large(path: Path) -> Problem:
    return Problem(ProblemKind.NOT_WRITTEN, path.name, detail="over 2 GB; export fewer conversations, or back up")
