from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.controllers.ocr.text_copy import TextCopyController
from desktop.core.errors import Problem, ProblemKind
from desktop.core.ocr.ocr_result import OcrResult, TextBlockKind
from desktop.core.workspace.draft import Draft
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeOcrQueue, annotated
from tests.services.fakes import lines_of
from tests.services.qt_loop import on_the_loop, until


class Copying:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.workspace, self.queue, self.canvas = bar, Workspace(), FakeOcrQueue(), Canvas()
        self.tasks, self.owner = Tasks(), QObject()
        self.action = QAction(self.owner)
        self.controller = TextCopyController(
            self.workspace, self.queue, self.canvas, self.action, self.tasks, QAction("Pin", self.owner), bar.notices
        )
        self.controller.connect()
        self.image = annotated()

    def show(self, known: OcrResult | Problem) -> None:
        self.queue.known[self.image.source.id] = known
        self.workspace.set_draft(Draft(images=(self.image,)))

    def copy_all(self) -> None:
        async def run() -> None:
            self.action.trigger()
            await until(lambda: self.bar.text)
            await self.tasks.close()

        on_the_loop(run())


@pytest.fixture
def copying(bar: Bar) -> Iterator[Copying]:
    QGuiApplication.clipboard().clear()
    yield Copying(bar)
    QGuiApplication.clipboard().clear()


def test_what_the_canvas_copies_goes_to_the_clipboard(copying: Copying) -> None:
    copying.canvas.copied.emit("x")
    assert (QGuiApplication.clipboard().text(), copying.bar.text) == ("x", "Copied 1 character")
    copying.canvas.copied.emit("x" * 1234)
    assert copying.bar.text == "Copied 1,234 characters"


def test_all_text_is_copied(copying: Copying) -> None:
    copying.show(lines_of("first line", "second line"))
    copying.copy_all()
    assert QGuiApplication.clipboard().text().split() == ["first", "line", "second", "line"]


def test_an_image_without_text_says_so(copying: Copying) -> None:
    copying.show(lines_of())
    copying.copy_all()
    assert copying.bar.text == "No text in this picture."
    assert QGuiApplication.clipboard().text() == ""


def test_who_wants_the_text_is_told_that_there_is_no_reader(copying: Copying) -> None:
    copying.show(Problem(ProblemKind.OCR_NOT_INSTALLED))
    copying.copy_all()
    assert copying.bar.text


def test_the_menu_is_shown_over_an_image_alone_and_copies_as_markdown(copying: Copying) -> None:
    copying.canvas.menu_wanted.emit(QPoint(0, 0))
    assert copying.canvas.findChildren(QMenu) == []
    copying.show(lines_of("x = 1", kind=TextBlockKind.CODE))

    async def run() -> None:
        copying.canvas.menu_wanted.emit(QPoint(0, 0))
        (menu,) = copying.canvas.findChildren(QMenu)
        entries = {action.text(): action for action in menu.actions()}
        assert list(filter(None, entries)) == ["Copy all text", "Copy all text as Markdown", "Select all text", "Pin"]
        entries["Copy all text as Markdown"].trigger()
        menu.hide()
        await until(lambda: copying.bar.text)
        await copying.tasks.close()

    on_the_loop(run())
    assert "```" in QGuiApplication.clipboard().text()
