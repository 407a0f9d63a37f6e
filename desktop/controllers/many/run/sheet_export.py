"""Saves the table of a run as a file, in the format that its suffix names."""

from pathlib import Path

from desktop.adapters.files.user_file import write_user_file
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.conversation.export.bundle import file_name
from desktop.core.errors import Problem
from desktop.core.many.export.registry import TABLE_FORMATS, table_format_of
from desktop.core.many.export.table import RunTable, table_of
from desktop.messages.files.saved_words import saved_table
from desktop.messages.many.cell_words import cell_problem_words
from desktop.messages.many.table_words import export_title
from desktop.services.many.run_control import RunControl
from desktop.services.tasks import Tasks


class SheetExport:
    """Asks where to, writes, and says what is unsure in the table."""

    def __init__(self, files: FileDialogs, saved: SavedNotice, notices: ErrorNotices, tasks: Tasks) -> None:
        self._files = files
        self._saved = saved
        self._notices = notices
        self._tasks = tasks

    def choose_file(self, control: RunControl, unsure: int) -> None:
        """Asks where the table goes; `unsure` is the number of rows with a value that was not found."""
        filters = tuple(f"{entry.name} (*{entry.suffix})" for entry in TABLE_FORMATS)
        suggestion = f"{file_name(control.run.plan.name)}{TABLE_FORMATS[0].suffix}"

        def write(path: Path, _name_filter: str) -> None:
            self._tasks.start("export a table", self._write(control, path, unsure))

        self._files.save_in_formats(export_title(), filters, suggestion, completed, write)

    async def _write(self, control: RunControl, path: Path, unsure: int) -> None:
        table = table_of(control.run, lambda cell: control.cell(*cell), cell_problem_words)
        problem = await self._tasks.run_blocking(_write, table, path)
        if problem is not None:
            self._notices.tell(problem)
            return
        self._notices.say(saved_table(path.name, unsure), self._saved.offer(path), about_all=True)


def completed(path: Path, name_filter: str) -> Path:
    """Returns the path with the suffix of the chosen format, unless it has that of another one."""
    if table_format_of(path.suffix) is not None:
        return path
    chosen = next((entry for entry in TABLE_FORMATS if name_filter.startswith(entry.name)), TABLE_FORMATS[0])
    return path.with_name(path.name + chosen.suffix)


def _write(table: RunTable, path: Path) -> Problem | None:
    table_format = table_format_of(path.suffix) or TABLE_FORMATS[0]
    return write_user_file(path, table_format.write(table))
