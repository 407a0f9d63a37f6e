"""The text of the page in view is added and taken off by one entry, and what came of it is told."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desktop.controllers.image.page_text import PageTextController
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import PDF
from desktop.core.image.text.page_text import PageText
from desktop.core.workspace.draft import Draft
from desktop.services.image.pages.page_texts import PageTexts
from desktop.services.workspace import Workspace
from tests.controllers.conftest import Bar
from tests.controllers.fakes import annotated


class Texts(PageTexts):
    """The service; every call is recorded."""

    def __init__(self) -> None:
        QObject.__init__(self)
        self.added: list[str] = []
        self.removed: list[str] = []

    def add(self, step: str, images: tuple[tuple[AnnotatedImage, str], ...]) -> None:
        self.added += [name for _, name in images]

    def remove(self, step: str, image_id: str) -> None:
        self.removed.append(image_id)


class Desk:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.workspace, self.texts, self.owner = bar, Workspace(), Texts(), QObject()
        self.action = QAction(self.owner)
        self.controller = PageTextController(self.workspace, self.texts, self.action, bar.notices)
        self.controller.connect()

    def show(self, page_text: PageText | None = None, mime: str = PDF, name: str = "plan.pdf") -> AnnotatedImage:
        image = AnnotatedImage.new(replace(annotated().source, mime=mime, page_index=2, name=name))
        image = replace(image, page_text=page_text)
        self.workspace.set_draft(Draft(images=(image,)))
        return image


@pytest.fixture
def desk(bar: Bar) -> Desk:
    return Desk(bar)


def test_one_entry_adds_the_text_and_takes_it_off(desk: Desk) -> None:
    desk.show()
    desk.action.trigger()
    desk.show(name="")
    desk.action.trigger()
    assert desk.texts.added == ["page 3, text", "page 3, text"]
    image = desk.show(PageText("page 3, text"))
    desk.action.trigger()
    assert desk.texts.removed == [image.id]


def test_a_picture_has_no_text_of_its_own(desk: Desk) -> None:
    desk.action.trigger()
    desk.show(mime="image/png")
    desk.action.trigger()
    assert "Only a page of a PDF" in desk.bar.text
    desk.controller.add((desk.show(mime="image/png"),))
    assert desk.texts.added == []


def test_what_came_of_it_is_told(desk: Desk) -> None:
    desk.texts.found.emit(1, 0)
    assert desk.bar.text == "The text of 1 page is beside your question."
    desk.texts.found.emit(2, 7)
    assert "of 2 pages" in desk.bar.text
    assert "cannot be seen" in desk.bar.text
    desk.texts.found_none.emit()
    assert "no text on this page" in desk.bar.text
    desk.texts.refused.emit((Problem(ProblemKind.NO_ROOM_FOR_TEXT, "plan.pdf, page 3, text", seconds=200_000),))
    assert "200,000" in desk.bar.text
