"""Export of one conversation or of all, in the format that the file's suffix names."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import SignalInstance

from desktop.controllers.conversation.files.export_notices import ExportNotices
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.core.conversation.export.bundle import file_name
from desktop.core.conversation.export.format import PaintedFormat
from desktop.core.conversation.export.registry import format_of
from desktop.messages.files import export_words
from desktop.services.conversation.history import History
from desktop.services.conversation.import_export import ImportExport
from desktop.ui.actions import Actions


class ExportController:
    """Asks where to, and has it written."""

    def __init__(
        self,
        history: History,
        import_export: ImportExport,
        actions: Actions,
        export_requested: SignalInstance,
        files: FileDialogs,
        write_pdf: Callable[[Path, str, bool], None],
        notices: ExportNotices,
    ) -> None:
        """`export_requested` carries a conversation's id. `write_pdf` writes the conversation of an id to a PDF, True
        for all of its branches.
        """
        self._history = history
        self._import_export = import_export
        self._actions = actions
        self._export_requested = export_requested
        self._files = files
        self._write_pdf = write_pdf
        self._notices = notices

    def connect(self) -> None:
        """Connects the actions, the list's menu, and the end of an export."""
        self._actions["export"].triggered.connect(lambda: self._choose_file(self._history.conversation.id))
        self._actions["export_all"].triggered.connect(lambda: self._choose_file(""))
        self._export_requested.connect(self._choose_file)
        self._import_export.export_began.connect(self._notices.watch)
        self._import_export.done.connect(self._notices.say_saved)
        self._import_export.done_covered.connect(self._written_covered)

    def _choose_file(self, conversation_id: str) -> None:
        """Asks where a conversation goes, or all of them if the id is empty."""
        conversation = self._history.conversation
        if conversation_id == conversation.id and not conversation.turns:
            self._notices.say_empty()
            return
        titles = {row.id: row.title for row in self._history.summaries}
        name = (
            file_name(titles.get(conversation_id, conversation.title))
            if conversation_id
            else export_words.name_of_all()
        )
        has_branches = conversation_id != conversation.id or bool(conversation.other_branches)

        def write(path: Path, name_filter: str) -> None:
            self.export_to(path, conversation_id, name_filter in export_words.filters_of_all_versions())

        filters = export_words.export_filters(has_branches)
        self._files.save_choosing(export_words.export_title(), filters, f"{name}.md", write)

    def _written_covered(self, path: Path, conversation_id: str, all_branches: bool) -> None:
        again = partial(self._import_export.export, path, conversation_id, as_sent=True, all_branches=all_branches)
        self._notices.say_covered(path, again)

    def export_to(self, path: Path, conversation_id: str, all_branches: bool = False) -> None:
        """Writes a conversation, or all if the id is empty, in the format that the suffix of `path` names."""
        if isinstance(format_of(path.suffix), PaintedFormat):
            self._write_pdf(path, conversation_id, all_branches)
        else:
            self._import_export.export(path, conversation_id, all_branches=all_branches)
