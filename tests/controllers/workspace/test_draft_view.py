import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop.controllers.workspace.draft_view import CanvasImagesController, DraftViewController
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.composer.composer import Composer
from desktop.ui.empty_state import EmptyState
from desktop.ui.strip.image_strip import ImageStrip
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeCanvasImages, FakeHistory, annotated, plain
from tests.helpers.images import quarters
from tests.services.fakes import lines_of

pytestmark = pytest.mark.usefixtures("qapp")


class View:
    """The controller with the widgets that it shows the draft in."""

    def __init__(self) -> None:
        self.workspace, self.canvas, self.composer = Workspace(), Canvas(), Composer()
        self.images = FakeCanvasImages()
        self.controller = DraftViewController(self.workspace, FakeHistory(), self.canvas, self.composer, self.images)


def test_the_draft_is_on_the_canvas_before_draft_shown_is_emitted() -> None:
    view = View()
    view.controller.connect()
    seen: list[tuple[Draft, str]] = []
    view.controller.draft_shown.connect(lambda draft: seen.append((draft, view.canvas.accessibleDescription())))
    draft = Draft(images=(annotated(80, 60),), prompt="what?")
    view.workspace.set_draft(draft)
    assert seen == [(draft, "A picture of 80 by 60 pixels")]
    assert view.composer.field.toPlainText() == "what?"
    assert view.images.looked == [draft]


def test_text_that_is_laid_over_the_image_at_draft_shown_stays() -> None:
    view, text = View(), lines_of("first line")
    view.controller.draft_shown.connect(lambda _: view.canvas.show_ocr_result(text))
    view.controller.connect()
    view.workspace.set_draft(Draft(images=(annotated(),)))
    view.workspace.set_draft(Draft(images=(plain("red"),)))
    view.canvas.select_all_text()
    assert view.canvas.selected_text == "first line"


def test_a_draft_that_another_slot_has_replaced_meanwhile_is_not_shown() -> None:
    view = View()

    def ask(draft: Draft) -> None:
        if draft.prompt:
            view.workspace.set_prompt("")

    view.workspace.changed.connect(ask)
    view.controller.connect()
    view.workspace.set_prompt("goes out at once")
    assert view.composer.field.toPlainText() == ""


def test_the_first_draft_is_shown_without_a_signal() -> None:
    view = View()
    view.workspace.set_draft(Draft(prompt="left over"))
    view.controller.show()
    assert view.composer.field.toPlainText() == "left over"


def test_pixels_go_to_the_canvas_and_the_strip(bar: Bar, qapp: QApplication) -> None:
    room = QWidget()
    images, canvas, empty, strip = FakeCanvasImages(), Canvas(), EmptyState(room), ImageStrip(Theme(LIGHT, QFont()))
    controller = CanvasImagesController(images, canvas, empty, strip, bar.notices)
    controller.connect()
    image, pixels = annotated(), PixelBuffer.of(quarters().convert("RGB"))
    canvas.show_annotated_image(image)
    images.shown.emit(image.source.key, (pixels,))
    assert empty.isHidden()
    images.shown.emit("", ())
    assert not empty.isHidden()
    strip.show_draft(Draft(images=(image,)), ())
    images.thumbnail.emit(image.id, pixels)
    images.failed.emit(Problem(ProblemKind.IMAGE_GONE, "1"))
    assert bar.text
