"""Export of one conversation or of all, in the format that the file's suffix names."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import SignalInstance

from desktop.controllers.conversation.files.as_sent_offer import AsSentOffer
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.conversation.export.bundle import file_name
from desktop.messages.language.catalogue import N_, _
from desktop.services.conversation.history import History
from desktop.services.conversation.import_export import ImportExport
from desktop.ui.actions import Actions

FORMATS = (
    N_("Markdown with pictures (*.md)"),
    N_("Web page (*.html)"),
    N_("PDF (*.pdf)"),
    N_("JSON, can be imported (*.json)"),
)
ALL_NAME = N_("Askance conversations")


def formats() -> str:
    """Returns the formats to export, as a file dialog takes them."""
    return ";;".join(map(_, FORMATS))


class ExportController:
    """Asks where to, and has it written."""

    def __init__(
        self,
        history: History,
        import_export: ImportExport,
        actions: Actions,
        export_requested: SignalInstance,
        files: FileDialogs,
        write_pdf: Callable[[Path, str], None],
        as_sent: AsSentOffer,
        saved: SavedNotice,
        notices: ErrorNotices,
    ) -> None:
        """`export_requested` carries a conversation's id. `write_pdf` writes the conversation of an id to a PDF."""
        self._history = history
        self._import_export = import_export
        self._actions = actions
        self._export_requested = export_requested
        self._files = files
        self._write_pdf = write_pdf
        self._as_sent = as_sent
        self._saved = saved
        self._notices = notices

    def connect(self) -> None:
        """Connect the actions, the list's menu, and the end of an export."""
        self._actions["export"].triggered.connect(lambda: self._choose_file(self._history.conversation.id))
        self._actions["export_all"].triggered.connect(lambda: self._choose_file(""))
        self._export_requested.connect(self._choose_file)
        self._import_export.done.connect(self._saved.say)
        self._import_export.done_covered.connect(self._written_covered)

    def _choose_file(self, conversation_id: str) -> None:
        """Ask where a conversation goes, or all of them if the id is empty."""
        conversation = self._history.conversation
        if conversation_id == conversation.id and not conversation.turns:
            self._notices.say(_("Nothing to export yet."))
            return
        titles = {row.id: row.title for row in self._history.summaries}
        name = file_name(titles.get(conversation_id, conversation.title)) if conversation_id else _(ALL_NAME)
        self._files.save(_("Export"), formats(), f"{name}.md", lambda path: self.export_to(path, conversation_id))

    def _written_covered(self, path: Path, conversation_id: str) -> None:
        again = partial(self._import_export.export, path, conversation_id, as_sent=True)
        self._as_sent.say_written(path.name, again)

    def export_to(self, path: Path, conversation_id: str) -> None:
        """Write a conversation, or all if the id is empty, in the format that the suffix of `path` names."""
        if path.suffix.lower() == ".pdf":
            self._write_pdf(path, conversation_id)
        else:
            self._import_export.export(path, conversation_id)
