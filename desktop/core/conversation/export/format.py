"""The two kinds of export formats: those made here as bytes, and those that the window paints."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.page_words import PageWords


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file to be written, after the files beside it. `folders` must exist first, in this order.

    `pieces` makes its bytes one after another, so that a file may be larger than the memory.
    """

    path: PurePath
    pieces: Callable[[], Iterable[bytes]]
    folders: tuple[PurePath, ...] = ()
    beside: tuple["ExportedFile", ...] = ()

    @property
    def data(self) -> bytes:
        """All of its bytes."""
        return b"".join(self.pieces())


@dataclass(frozen=True, slots=True)
class PaintedFormat:
    """A format that the window paints page by page. The first suffix is the usual."""

    name: str
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format whose files are made from a bundle. The first suffix is the usual.

    `files` gets the bundle, the words of pages, the path that the user chose and whether all conversations are exported
    (then a format may write one file each). It is called on a worker thread. `max_bytes` bounds a single file; None
    means no bound.
    """

    name: str
    suffixes: tuple[str, ...]
    files: Callable[[ExportBundle, PageWords, PurePath, bool], Iterator[ExportedFile]]
    max_bytes: int | None = None


ExportFormat = FileFormat | PaintedFormat
