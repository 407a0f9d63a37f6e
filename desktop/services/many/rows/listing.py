"""Lists files and their pages as the rows of a new run. Blocks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.ids import sha256_hex
from desktop.core.image.source_image import HEAD_BYTES, PDF, sniff_mime_type
from desktop.core.many.row import Row
from desktop.core.untrusted_text import untrusted_line
from desktop.services.many.rows.row_preparation import ReadFile, same_picture
from desktop.services.ports.decoder import ImageDecoder

LONGEST_NAME = 200  # letters that are shown; chosen
SMALL = 64  # pixels of the page that tells how many there are
FindFiles = Callable[[Path], tuple[Path, ...]]
"""Returns the picture files of a path: itself, or those in a folder, also by name. Raises ImageRejectedError."""


class Listing:
    """Lists rows. Whatever cannot be opened becomes a row with its problem."""

    def __init__(self, find_files: FindFiles, read_file: ReadFile, decoder: ImageDecoder) -> None:
        self._find_files = find_files
        self._read_file = read_file
        self._decoder = decoder

    def rows(self, paths: Sequence[Path], progress: Callable[[int], None]) -> tuple[Row, ...]:
        """Returns the rows; `progress` receives the number of files that were read so far.

        Raises ImageRejectedError if there is nothing that could be asked about.
        """
        found = list[Row]()
        files = 0
        for path in paths:
            for row_path, problem in self._files(path):
                files += 1
                found += self._of_file(row_path, problem)
                progress(files)
        if all(row.problem for row in found):
            first = next((row.problem for row in found if row.problem), None)
            raise ImageRejectedError(first or Problem(ProblemKind.EMPTY_FOLDER))
        return same_picture([replace(row, number=number) for number, row in enumerate(found)])

    def _files(self, path: Path) -> Iterator[tuple[Path, Problem | None]]:
        try:
            for file in self._find_files(path):
                yield file, None
        except ImageRejectedError as error:
            yield path, error.problem

    def _of_file(self, path: Path, problem: Problem | None) -> list[Row]:
        shown = untrusted_line(path.name or str(path), LONGEST_NAME)
        row = Row(0, str(path.absolute()), shown, problem=problem)
        if problem is not None:
            return [row]
        try:
            data = self._read_file(path)
            row, pages = replace(row, picture=sha256_hex(data)), 1
            if sniff_mime_type(data[:HEAD_BYTES]) in (PDF, None):  # the decoder says what is no image, and why
                pages = self._decoder.decode(data, shown, 0, SMALL).facts.pages
        except ImageRejectedError as error:
            return [replace(row, problem=error.problem)]
        return [replace(row, page=page, pages=pages) for page in range(pages)]


def rows_to_add(known: Sequence[Row], listed: Sequence[Row]) -> tuple[Row, ...]:
    """Returns what was listed as further rows of a run, without the pages and files that it has already."""
    there = {(row.path, row.picture, row.page) for row in known}
    new = [row for row in listed if (row.path, row.picture, row.page) not in there]
    numbered = [replace(row, number=number, same_as=None) for number, row in enumerate(new, len(known))]
    return same_picture([*known, *numbered])[len(known) :]
