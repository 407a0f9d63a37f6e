from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QImage, QPagedPaintDevice, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from desktop.controllers.conversation.files.as_sent_offer import AsSentOffer
from desktop.controllers.conversation.files.export_notices import ExportNotices
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.controllers.conversation.files.printing import ConversationPainter, PdfExport, PrintController
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.markdown.formula import Formula
from desktop.messages.covers import print_as_sent, print_would_be_bare, printed_covered
from desktop.messages.files.export_words import print_cancelled
from desktop.services.tasks import Tasks
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, turn
from tests.helpers.images import png, prepared, quarters
from tests.services.qt_loop import on_the_loop, until


class Paper:
    """A painter whose conversation has an image of 2400 pixels and a formula, and what was painted with it."""

    def __init__(self, takes: bool = True) -> None:
        self.takes, self.broken, self.tasks = takes, False, Tasks()
        self.painted: list[tuple[dict[str, tuple[int, int]], list[Formula], list[str]]] = []
        self.covers: tuple[Rect, ...] = ()
        self.turns = 1
        self.collected: list[bool] = []  # True for images as they were sent
        self.painter = ConversationPainter(self.collect, self.tasks, self.paint)

    async def collect(self, conversation_id: str, as_sent: bool, all_branches: bool) -> ExportBundle:
        if self.broken:
            raise StorageError(Problem(ProblemKind.STORE_BUSY))
        self.collected.append(as_sent)
        image = replace(prepared(quarters()).to_sent_image(), covers=self.covers)
        conversation = Conversation.of(conversation_id, (replace(turn("what?", "it is $x^2$"), images=(image,)),))
        return ExportBundle((conversation,), {"large": png(2400, 1200), "broken": b"no image"})

    def paint(
        self,
        device: QPagedPaintDevice,
        images: Mapping[str, QImage],
        outlines: Mapping[Formula, Any],
        bundle: ExportBundle,
    ) -> Generator[int, None, bool]:
        if not self.takes:
            return False
        painter = QPainter(device)
        try:
            yield from range(1, self.turns)
        finally:
            painter.end()
        sizes = {name: (image.width(), image.height()) for name, image in images.items()}
        self.painted.append((sizes, list(outlines), [page.conversation.id for page in bundle.pages]))
        yield self.turns
        return True

    def run(self, begin: Callable[[], None], ended: Callable[[], object]) -> None:
        async def work() -> None:
            begin()
            await until(ended)
            await self.tasks.close()

        on_the_loop(work())


def notices(paper: Paper, bar: Bar, may_uncover: bool = True, moment_s: float = 600) -> ExportNotices:
    saved, as_sent = SavedNotice(lambda _: True, bar.notices), AsSentOffer(lambda: may_uncover, bar.notices)
    return ExportNotices(saved, as_sent, LongWork(paper.tasks, bar.notices, moment_s=moment_s), bar.notices)


@pytest.fixture
def paper(bar: Bar) -> Paper:
    return Paper()


def test_a_pdf_is_written_with_small_images_and_formulas(paper: Paper, bar: Bar, tmp_path: Path) -> None:
    pdf = PdfExport(
        paper.painter,
        paper.tasks,
        notices(paper, bar),
    )
    paper.run(lambda: pdf.write(tmp_path / "a.pdf", "c"), lambda: bar.text)
    assert bar.text == "Saved “a.pdf”"
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert document.get_metadata_value("Title") == "what?"
    ((sizes, formulas, ids),) = paper.painted
    assert (sizes, ids) == ({"large": (1200, 600)}, ["c"])
    assert len(formulas) == 1


def test_a_pdf_that_cannot_be_written_says_why(paper: Paper, bar: Bar, tmp_path: Path) -> None:
    pdf = PdfExport(
        paper.painter,
        paper.tasks,
        notices(paper, bar),
    )
    paper.run(lambda: pdf.write(tmp_path / "no folder" / "a.pdf", "c"), lambda: bar.text)
    assert "Couldn't save “a.pdf”" in bar.text


def test_a_storage_that_fails_leaves_no_file(paper: Paper, bar: Bar, tmp_path: Path) -> None:
    paper.broken = True

    async def run() -> bool:
        painted = await paper.painter.paint(QPdfWriter(str(tmp_path / "a.pdf")), "c", lambda _: None)
        await paper.tasks.close()
        return painted

    assert on_the_loop(run()) is False
    assert paper.painted == []


@pytest.mark.parametrize("takes", [True, False])
def test_the_open_conversation_is_printed_once_the_dialog_is_accepted(bar: Bar, tmp_path: Path, takes: bool) -> None:
    paper, owner = Paper(takes), QObject()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog, action = QPrintDialog(printer, bar.parent), QAction(owner)
    controller = PrintController(
        FakeHistory(turn()),
        action,
        paper.painter,
        lambda: (dialog, printer),
        paper.tasks,
        notices(paper, bar),
    )
    controller.connect()
    action.trigger()
    assert paper.painted == []

    def accept() -> None:
        dialog.accepted.emit(printer)
        dialog.close()

    paper.run(accept, lambda: paper.painted if takes else bar.text)
    assert [ids for _, _, ids in paper.painted] == ([["c"]] if takes else [])
    assert bar.text == ("" if takes else "Printing failed.")


@pytest.mark.parametrize("allowed", [True, False])
def test_pages_carry_later_covers_and_can_be_printed_as_sent_after_a_question(
    bar: Bar, tmp_path: Path, allowed: bool
) -> None:
    paper, owner = Paper(), QObject()
    paper.covers = (Rect(1, 1, 9, 9),)
    printer, dialogs = QPrinter(), []
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    def new_dialog() -> tuple[QPrintDialog, QPrinter]:
        dialogs.append(QPrintDialog(printer, bar.parent))
        return dialogs[-1], printer

    action = QAction(owner)
    export_notices = notices(paper, bar, allowed)
    PrintController(FakeHistory(turn()), action, paper.painter, new_dialog, paper.tasks, export_notices).connect()

    async def work() -> None:
        action.trigger()
        dialogs[0].accepted.emit(printer)
        dialogs[0].close()
        await until(lambda: bar.text == printed_covered())
        assert (print_as_sent() in bar.labels) is allowed
        if allowed:
            bar.press(print_as_sent())
            assert (bar.text, len(dialogs)) == (print_would_be_bare(), 1)
            bar.press(print_as_sent())
            dialogs[1].accepted.emit(printer)
            dialogs[1].close()
            await until(lambda: len(paper.painted) == 2)
        await paper.tasks.close()

    on_the_loop(work())
    assert paper.collected == [False, True][: 1 + allowed]


def test_printing_shows_its_progress_and_cancel_leaves_no_file(bar: Bar, tmp_path: Path) -> None:
    paper, owner = Paper(), QObject()
    paper.turns = 1000
    printer, action = QPrinter(), QAction(owner)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog, export_notices = QPrintDialog(printer, bar.parent), notices(paper, bar, moment_s=0)
    PrintController(
        FakeHistory(turn()), action, paper.painter, lambda: (dialog, printer), paper.tasks, export_notices
    ).connect()

    async def work() -> None:
        action.trigger()
        dialog.accepted.emit(printer)
        dialog.close()
        await until(lambda: bar.text.startswith("Printing…") and bar.labels == ["Cancel"])
        bar.press("Cancel")
        await until(lambda: bar.text == print_cancelled())
        await paper.tasks.close()

    on_the_loop(work())
    assert printer.docName() == "what?"
    assert not (tmp_path / "printed.pdf").exists()
