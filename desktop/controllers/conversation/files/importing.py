"""Import of conversations that were exported as JSON."""

from collections.abc import Callable

from PySide6.QtGui import QAction

from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.files import export_words
from desktop.services.conversation.import_export import ImportExport
from desktop.services.ports.work_progress import WorkProgress


class ImportController:
    """Asks for a file and has it read; also reports what the reading and writing of exports refuse."""

    def __init__(
        self,
        import_export: ImportExport,
        action: QAction,
        files: FileDialogs,
        refresh_list: Callable[[], None],
        notices: ErrorNotices,
        long_work: LongWork,
    ) -> None:
        """`refresh_list` lists the conversations anew."""
        self._import_export = import_export
        self._action = action
        self._files = files
        self._refresh_list = refresh_list
        self._notices = notices
        self._long_work = long_work

    def connect(self) -> None:
        """Connects the action, and what came of an import."""
        self._action.triggered.connect(lambda: self._choose_file())
        self._import_export.import_began.connect(self._watch)
        self._import_export.taken_in.connect(self._imported)
        self._import_export.refused.connect(self._notices.tell)

    def _watch(self, progress: WorkProgress) -> None:
        self._long_work.watch(export_words.reading_file(), progress)

    def _choose_file(self) -> None:
        self._files.open(export_words.import_title(), export_words.json_filter(), self._import_export.import_file)

    def _imported(self, count: int) -> None:
        self._refresh_list()
        self._notices.say(export_words.imported(count), about_all=True)
