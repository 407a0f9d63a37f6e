"""The notices of an export: how far it is, where it was saved, and what it carries."""

from collections.abc import Callable
from pathlib import Path

from desktop.controllers.conversation.files.as_sent_offer import AsSentOffer
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.saved_notice import SavedNotice
from desktop.messages.language.catalogue import _
from desktop.services.ports.work_progress import WorkProgress


class ExportNotices:
    """Tells of one export after the other."""

    def __init__(self, saved: SavedNotice, as_sent: AsSentOffer, long_work: LongWork, notices: ErrorNotices) -> None:
        self._saved = saved
        self._as_sent = as_sent
        self._long_work = long_work
        self._notices = notices

    def say_empty(self) -> None:
        """Say that the conversation has no questions."""
        self._notices.say(_("Nothing to export yet."))

    def watch(self, progress: WorkProgress) -> None:
        """Show how far the export is if it takes long."""
        self._long_work.watch(_("Exporting…"), progress)

    def say_saved(self, path: Path) -> None:
        """Say where it was saved."""
        self._saved.say(path)

    def say_covered(self, path: Path, export_as_sent: Callable[[], None]) -> None:
        """Say that its images carry later covers; `export_as_sent` writes it anew without them."""
        self._as_sent.say_written(path.name, export_as_sent)
