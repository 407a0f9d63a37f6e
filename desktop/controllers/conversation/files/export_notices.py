"""The notices of an export or a print: how far it is, where it was saved, and what it carries."""

from collections.abc import Callable
from pathlib import Path

from desktop.controllers.conversation.files.as_sent_offer import AsSentOffer
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.errors import Problem
from desktop.messages.files import export_words
from desktop.services.ports.work_progress import WorkProgress


class ExportNotices:
    """Tells of one export after the other."""

    def __init__(self, saved: SavedNotice, as_sent: AsSentOffer, long_work: LongWork, notices: ErrorNotices) -> None:
        self._saved = saved
        self._as_sent = as_sent
        self._long_work = long_work
        self._notices = notices

    def say_empty(self) -> None:
        """Says that the conversation has no questions."""
        self._notices.say(export_words.nothing_to_export())

    def watch(self, progress: WorkProgress) -> None:
        """Shows how far the export is if it takes long."""
        self._long_work.watch(export_words.exporting(), progress)

    def watch_printing(self, progress: WorkProgress) -> None:
        """Shows how far the pages are if they take long."""
        self._long_work.watch(export_words.printing(), progress, export_words.print_cancelled)

    def tell(self, problem: Problem) -> None:
        """Says why nothing was saved."""
        self._notices.tell(problem)

    def say_saved(self, path: Path) -> None:
        """Says where it was saved."""
        self._saved.say(path)

    def say_covered(self, path: Path, export_as_sent: Callable[[], None]) -> None:
        """Says that its images carry later covers; `export_as_sent` writes it anew without them."""
        self._as_sent.say_written(path.name, export_as_sent)

    def say_printed_covered(self, print_as_sent: Callable[[], None]) -> None:
        """Says that the printed images carry later covers; `print_as_sent` prints them without."""
        self._as_sent.say_printed(print_as_sent)

    def say_not_printed(self) -> None:
        """Says that the printer took no pages."""
        self._notices.say(export_words.print_failed())
