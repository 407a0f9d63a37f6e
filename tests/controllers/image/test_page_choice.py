from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QCheckBox

from desktop.controllers.image.page_choice import PageChoiceController, has_frames
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import PDF, SourceImage
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.dialogs.page_picker import PagePickerDialog
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeImporter, FakePreviews, annotated


def pages(count: int, mime: str = PDF) -> AnnotatedImage:
    return AnnotatedImage.new(replace(annotated().source, mime=mime, page_count=count, name="plan.pdf"))


class Choice:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.workspace, self.importer, self.previews = bar, Workspace(), FakeImporter(), FakePreviews()
        self.owner = QObject()
        self.action = QAction(self.owner)
        self.pickers: list[PagePickerDialog] = []
        self.texts: list[tuple[AnnotatedImage, ...]] = []
        self.controller = PageChoiceController(
            self.workspace, self.importer, self.previews, self.action, self.new_picker, bar.notices, self.texts.append
        )
        self.controller.connect()

    def new_picker(self, source: SourceImage, frames: bool) -> PagePickerDialog:
        self.pickers.append(
            PagePickerDialog(
                self.bar.parent,
                Theme(LIGHT, QFont()),
                source.name,
                source.page_count,
                source.page_index,
                frames,
            )
        )
        return self.pickers[-1]


@pytest.fixture
def choice(bar: Bar) -> Choice:
    return Choice(bar)


def test_an_image_of_several_pages_offers_them(choice: Choice) -> None:
    image = pages(3)
    choice.importer.noted.emit(image)
    assert "“plan.pdf” has 3 pages" in choice.bar.text
    choice.bar.press("Choose…")
    (picker,) = choice.pickers
    assert choice.previews.opened == [image.source]
    assert choice.previews.wanted
    picker.chosen.emit((0, 2))
    assert choice.importer.chosen == [(image, (0, 2))]
    picker.reject()
    assert choice.previews.closed == 1


def test_the_action_is_about_the_image_in_view(choice: Choice) -> None:
    choice.action.trigger()
    assert choice.bar.text == "This file has only one page."
    choice.workspace.set_draft(Draft(images=(annotated(),)))
    choice.action.trigger()
    assert choice.pickers == []
    choice.workspace.set_draft(Draft(images=(pages(2, "image/gif"),)))
    choice.action.trigger()
    (picker,) = choice.pickers
    picker.reject()


def test_documents_have_pages_and_animations_frames() -> None:
    assert not has_frames(pages(2).source)
    assert not has_frames(pages(2, "image/tiff").source)
    assert has_frames(pages(2, "image/gif").source)


def test_the_texts_of_chosen_pages_are_added_where_they_were_wanted(choice: Choice) -> None:
    image = pages(3)
    choice.importer.noted.emit(image)
    choice.bar.press("Add its text")
    assert choice.texts == [(image,)]
    choice.importer.noted.emit(image)
    choice.bar.press("Choose…")
    (box,) = choice.pickers[-1].findChildren(QCheckBox)
    other = pages(1)
    for wanted in (True, False):
        box.setChecked(wanted)
        choice.pickers[-1].chosen.emit((0, 2))
        choice.importer.taken.emit((replace(other, source=replace(other.source, id="other")),))  # of another import
        choice.importer.taken.emit((replace(image, id="0"), replace(image, id="2")))
    assert [[page.id for page in added] for added in choice.texts[1:]] == [["0", "2"]]
    choice.pickers[-1].reject()
