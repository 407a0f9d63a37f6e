"""Writes lines into as many files as the services that take them want: so many lines and bytes a file at most."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

from desktop.adapters.files.whole_file import BY_UMASK
from desktop.core.errors import IS_LINK, Problem, ProblemKind, StorageError

MOST_LINES, MOST_BYTES = 50_000, 200_000_000
"""Of one file: https://platform.openai.com/docs/guides/batch."""

_DEVICES = Path("/dev")
"""/dev/stdout is a link that is meant; any other is not followed, since somebody may have laid it there."""


class LineFiles:
    """The files beside `path`: the first has its name, the next “name-2”, and so on. Used as a context manager."""

    def __init__(self, path: Path, most_lines: int = MOST_LINES, most_bytes: int = MOST_BYTES) -> None:
        self._path = path
        self._most = most_lines, most_bytes
        self._file: BinaryIO | None = None
        self._written = 0, 0
        self.paths: tuple[Path, ...] = ()

    def __enter__(self) -> "LineFiles":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, line: bytes) -> None:
        """Writes a line, into a new file where the one before is full. Raises StorageError."""
        lines, size = self._written
        is_full = lines + 1 > self._most[0] or size + len(line) > self._most[1]
        try:
            if self._file is None or is_full:
                self._open_next()
                lines, size = 0, 0
            assert self._file is not None
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            if error.errno == errno.ELOOP and error.filename is not None:
                raise StorageError(Problem(ProblemKind.NOT_WRITTEN, Path(error.filename).name, code=IS_LINK)) from None
            detail = error.strerror or type(error).__name__
            raise StorageError(Problem(ProblemKind.NOT_WRITTEN, self._path.name, detail=detail)) from None
        self._written = lines + 1, size + len(line)

    def _open_next(self) -> None:
        if self._file is not None:
            self._file.close()
        number = len(self.paths) + 1
        path = self._path if number == 1 else self._path.with_stem(f"{self._path.stem}-{number}")
        follows = 0 if _DEVICES in path.parents else getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | follows, BY_UMASK)
        self._file = os.fdopen(handle, "wb")
        self.paths = (*self.paths, path)
