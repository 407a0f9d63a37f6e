"""Conversations on pages: painted to a PDF file or to a printer."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Generator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QAction, QImage, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QDialog

from desktop.adapters.files.pdf_properties import with_properties
from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.formula_typesetter import typeset
from desktop.controllers.conversation.files.export_notices import ExportNotices
from desktop.core.conversation.export.bundle import ExportBundle, Page, title_of
from desktop.core.conversation.export.covering import has_later_covers
from desktop.core.conversation.export.pdf import formulas_in
from desktop.core.errors import StorageError
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.services.conversation.history import History
from desktop.services.conversation.thumbnails import thumbnail_of
from desktop.services.ports.work_progress import Step, WorkCancelledError, WorkProgress, no_step
from desktop.services.tasks import Tasks
from desktop.ui.qt_images import qimage

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    Outlines = Mapping[Formula, FormulaOutline | None]
    Paint = Callable[[QPagedPaintDevice, Mapping[str, QImage], Outlines, ExportBundle], Generator[int, None, bool]]

IMAGE_SIDE = 1200  # pixels of the longer side on paper; chosen, not measured
MARGIN_MM = 18.0


class ConversationPainter:
    """Collects a conversation with its images and formulas in worker threads, then paints it."""

    def __init__(
        self, collect: Callable[[str, bool, bool], Awaitable[ExportBundle]], tasks: Tasks, paint: "Paint"
    ) -> None:
        """`collect` reads the conversation of an id (all if it is empty), True for its images as they were sent and
        True for all of its branches, and raises StorageError; `paint` yields the number of turns that are painted
        after each, and returns True if the device took every page.
        """
        self._collect = collect
        self._tasks = tasks
        self._paint = paint

        self.has_later_covers = False  # of what was painted last

    async def paint(
        self,
        device: "QPagedPaintDevice",
        conversation_id: str,
        entitle: Callable[[str], None],
        as_sent: bool = False,
        all_branches: bool = False,
        step: Step = no_step,
    ) -> bool:
        """Paints a conversation, with `as_sent` its images as they went, whatever has been covered since.

        `entitle` gives the device its title. Returns False if it could not be read or the device did not take it.
        Raises what `step` raises. The window works on between the turns.
        """
        try:
            bundle = await self._collect(conversation_id, as_sent, all_branches)
        except StorageError:
            return False
        self.has_later_covers = has_later_covers(bundle)
        images = await self._tasks.run_blocking(_shrunk, bundle.images)
        outlines = await self._tasks.run_blocking(_outlines, bundle.pages)
        entitle(title_of(bundle, PAGE_WORDS.conversations))
        shown = {name: qimage(pixels).copy() for name, pixels in images.items()}
        painting, turns = self._paint(device, shown, outlines, bundle), turns_in(bundle)
        with contextlib.closing(painting):
            while True:
                try:
                    step(next(painting), turns)
                except StopIteration as end:
                    return bool(end.value)
                await asyncio.sleep(0)


class PdfExport:
    """Writes conversations to PDF files."""

    def __init__(self, painter: ConversationPainter, tasks: Tasks, notices: ExportNotices) -> None:
        self._painter = painter
        self._tasks = tasks
        self._notices = notices

    def write(self, path: Path, conversation_id: str, all_branches: bool = False, as_sent: bool = False) -> None:
        """Writes a conversation in the background, and report when it is written or why it is not.

        With `as_sent`, its images are as they went, whatever has been covered since.
        """
        self._tasks.start("export PDF", self._write(path, conversation_id, all_branches, as_sent))

    async def _write(self, path: Path, conversation_id: str, all_branches: bool, as_sent: bool) -> None:
        progress = WorkProgress()
        self._notices.watch(progress)
        with progress.working():
            await self._write_pages(path, conversation_id, all_branches, as_sent, progress.step)

    async def _write_pages(
        self, path: Path, conversation_id: str, all_branches: bool, as_sent: bool, step: Step
    ) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageLayout(_page_layout())
        if not await self._painter.paint(writer, conversation_id, writer.setTitle, as_sent, all_branches, step):
            return
        is_covered = self._painter.has_later_covers and not as_sent
        pages = with_properties(bytes(buffer.data().data()), PAGE_WORDS.language)
        problem = await self._tasks.run_blocking(write_user_file, path, pages)
        if problem is not None:
            self._notices.tell(problem)
        elif is_covered:
            self._notices.say_covered(path, partial(self.write, path, conversation_id, all_branches, as_sent=True))
        else:
            self._notices.say_saved(path)


class PrintController:
    """Shows the system's print dialog and prints the open conversation."""

    def __init__(
        self,
        history: History,
        action: QAction,
        painter: ConversationPainter,
        new_dialog: "Callable[[], tuple[QPrintDialog, QPrinter]]",
        tasks: Tasks,
        notices: ExportNotices,
    ) -> None:
        """`new_dialog` makes a dialog and the printer that it chooses, which lives as long as it is referenced."""
        self._history = history
        self._action = action
        self._painter = painter
        self._new_dialog = new_dialog
        self._tasks = tasks
        self._notices = notices

    def connect(self) -> None:
        """Connects the action."""
        self._action.triggered.connect(lambda: self._show_dialog(self._history.conversation.id))

    def _show_dialog(self, conversation_id: str, as_sent: bool = False) -> None:
        dialog, printer = self._new_dialog()
        printer.setPageLayout(_page_layout())
        dialog.accepted.connect(lambda: self._tasks.start("print", self._print(printer, conversation_id, as_sent)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own `open` wants Qt's old slots

    async def _print(self, printer: "QPrinter", conversation_id: str, as_sent: bool) -> None:
        progress = WorkProgress()
        self._notices.watch_printing(progress)
        step = partial(_step_or_abort, printer, progress)
        with progress.working():
            try:
                printed = await self._painter.paint(printer, conversation_id, printer.setDocName, as_sent, step=step)
            except WorkCancelledError:
                if half := printer.outputFileName():
                    await self._tasks.run_blocking(partial(Path(half).unlink, missing_ok=True))
                raise
            if not printed:
                self._notices.say_not_printed()
            elif self._painter.has_later_covers and not as_sent:
                self._notices.say_printed_covered(partial(self._show_dialog, conversation_id, as_sent=True))


def _step_or_abort(printer: "QPrinter", progress: WorkProgress, done: int, whole: int) -> None:
    """Tells how far the pages are. Raises WorkCancelledError once the printer has been told to forget them."""
    try:
        progress.step(done, whole)
    except WorkCancelledError:
        printer.abort()
        raise


def turns_in(bundle: ExportBundle) -> int:
    """Returns the number of turns that pages show."""
    return sum(len(page.conversation.turns) for page in bundle.pages)


def _page_layout() -> QPageLayout:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def _shrunk(images: Mapping[str, bytes]) -> dict[str, PixelBuffer]:
    """Returns the images that can be decoded, by their names, at most `IMAGE_SIDE` wide and high."""
    shrunk = {name: thumbnail_of(data, IMAGE_SIDE) for name, data in images.items()}
    return {name: pixels for name, pixels in shrunk.items() if pixels is not None}


def _outlines(pages: tuple[Page, ...]) -> dict[Formula, FormulaOutline | None]:
    return {formula: typeset(formula) for page in pages for formula in formulas_in(page.conversation)}
