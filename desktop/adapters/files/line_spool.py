"""Lines on the way to an upload, in a file without a name: nothing of it is left, however the program ends."""

import tempfile
from typing import BinaryIO

from desktop.core.errors import DISK_FULL, Problem, ProblemKind, StorageError


class TemporarySpool:
    """Fulfils `LineSpool`."""

    def __init__(self) -> None:
        """Raises StorageError."""
        try:
            self._file: BinaryIO = tempfile.TemporaryFile(prefix="askance-")  # noqa: SIM115 (`close` closes it)
        except OSError:
            raise StorageError(Problem(ProblemKind.STORE_FULL)) from None
        self.size = self.count = 0

    def add(self, line: bytes) -> None:
        """Writes a line. Raises StorageError."""
        try:
            self._file.write(line)
        except OSError:
            raise StorageError(Problem(ProblemKind.STORE_FULL, code=DISK_FULL)) from None
        self.size += len(line)
        self.count += 1

    def opened(self) -> BinaryIO:
        """Returns the file, at its beginning. Raises StorageError."""
        try:
            self._file.flush()
            self._file.seek(0)
        except OSError:
            raise StorageError(Problem(ProblemKind.STORE_FULL, code=DISK_FULL)) from None
        return self._file

    def close(self) -> None:
        """Deletes the lines."""
        self._file.close()
