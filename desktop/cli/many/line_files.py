"""`askance many` without a connection: requests into files, and the results of another machine back into the run."""

import contextlib
import json
import sys
from collections.abc import Generator, Sequence
from pathlib import Path

from desktop.adapters.files.line_files import LineFiles
from desktop.cli.exit_codes import ANSWERED, HELD_BACK
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.messages.language.catalogue import _, plural_forms
from desktop.messages.language.locale_forms import counted
from desktop.services.many.live_run import LiveRun

LONGEST_LINE = 32_000_000  # bytes of a result; an answer has 8 MB at most


async def export_requests(opened: LiveRun, path: Path) -> int:
    """Writes a line for each planned row. Returns the exit code. Raises StorageError."""
    count = 0
    with LineFiles(path) as files:
        async for line in opened.lines.lines():
            files.add(line)
            count += 1
    words = counted("{count} request in {files}.", "{count} requests in {files}.", count, files=_names(files.paths))
    _tell(words)
    if opened.run.is_kept:
        name = opened.run.file or opened.run.id
        _tell(_("Import the results with --resume {id} --import-results FILE.").format(id=name))
    return HELD_BACK if opened.waiting else ANSWERED


async def import_results(opened: LiveRun, paths: Sequence[Path]) -> None:
    """Takes result files into a run. Raises StorageError and ImageRejectedError."""
    for path in paths:
        with contextlib.closing(_lines_of(path)) as lines:
            taken = await opened.lines.take(lines)
        facts = {"file": path.name, "answered": taken.answered, "refused": taken.refused, "strange": taken.strange}
        if not sys.stdout.isatty():
            print(json.dumps(facts))
        forms = plural_forms("Imported {count} answer from {file}.", "Imported {count} answers from {file}.")
        _tell(counted(*forms, taken.answered, file=path.name))
        if taken.strange:
            _tell(
                counted("{count} line belongs to no open row.", "{count} lines belong to no open row.", taken.strange)
            )


def _lines_of(path: Path) -> Generator[bytes]:
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE):
                yield line
    except FileNotFoundError:
        raise ImageRejectedError(Problem(ProblemKind.MISSING, path.name)) from None
    except OSError:
        raise ImageRejectedError(Problem(ProblemKind.UNREADABLE, path.name)) from None


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths) or "–"


def _tell(words: str) -> None:
    print(f"askance: {words}", file=sys.stderr)
