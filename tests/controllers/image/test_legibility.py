import pytest
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.image.legibility import LegibilityController
from desktop.core.annotation.kinds.box import Box
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.actions import Actions
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.tools import Tool
from desktop.ui.notice_bar import NoticeBar
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeCanvasImages, FakeSettings, annotated
from tests.helpers.images import quarters


class Legible:
    """The controller with an image that the model sees at less than half of its size."""

    def __init__(self, bar: Bar, actions: Actions) -> None:
        self.bar, self.actions = bar, actions
        self.workspace, self.canvas, self.images = Workspace(), Canvas(), FakeCanvasImages()
        self.settings = FakeSettings(answers="endpoint", detail="high")
        self.parent = QWidget()
        self.hint = Bar(self.parent, NoticeBar(self.parent))
        self.hints = HintBarController(self.hint.widget)
        self.hints.connect()
        self.controller = LegibilityController(
            self.workspace, self.settings, self.images, self.canvas, actions, self.hints, bar.notices
        )
        self.controller.connect()
        self.workspace.changed.connect(lambda draft: self.canvas.show_annotated_image(draft.image))
        self.image = annotated(3000, 2000)
        self.workspace.set_draft(Draft(images=(self.image,)))


@pytest.fixture
def legible(bar: Bar, actions: Actions) -> Legible:
    return Legible(bar, actions)


def test_small_text_is_offered_to_be_cropped_or_split(legible: Legible) -> None:
    legible.images.letters.emit(legible.image, 5.0)
    assert "It can't read the smallest text" in legible.hint.text
    crop, split = legible.hint.labels
    assert crop == "Crop"
    assert split.startswith("Split into ")
    legible.hint.press("Crop")
    assert legible.canvas.tool is Tool.CROP
    legible.images.letters.emit(legible.image, 5.0)
    legible.hint.press(split)
    assert f"Split into {len(legible.workspace.draft.images)} · " in split
    assert legible.workspace.steps.undo_name == "Split into parts"


def test_large_text_is_no_matter(legible: Legible) -> None:
    legible.images.letters.emit(legible.image, 300.0)
    assert legible.hint.text == ""


def test_an_annotation_is_what_is_cropped_to(legible: Legible) -> None:
    marked = legible.image.with_annotation(Box("b", Rect(100, 100, 300, 200)))
    legible.workspace.change("Box", legible.workspace.draft.with_image(marked))
    legible.images.letters.emit(marked, 8.0)
    (crop,) = [label for label in legible.hint.labels if label.startswith("Crop to the mark · ")]
    legible.hint.press(crop)
    assert legible.workspace.draft.images[0].crop == Rect(88, 88, 312, 212)


def test_an_offer_that_was_closed_does_not_come_back_for_that_image(legible: Legible) -> None:
    legible.images.letters.emit(legible.image, 8.0)
    (close,) = legible.hint.widget.findChildren(QToolButton)
    close.click()
    legible.images.letters.emit(legible.image, 8.0)
    assert legible.hint.text == ""


def test_another_answerer_changes_the_offer(legible: Legible) -> None:
    legible.images.letters.emit(legible.image, 8.0)
    assert legible.hint.text
    legible.settings.change(answers="computer")
    assert legible.hint.text == ""


def test_a_measurement_of_another_image_is_not_taken_for_this_one(legible: Legible) -> None:
    legible.images.letters.emit(annotated(3001, 2000), 5.0)
    assert legible.hint.text == ""
    legible.images.letters.emit(legible.image, 5.0)
    assert legible.hint.text


def test_the_image_as_the_model_sees_it_comes_and_goes(legible: Legible) -> None:
    action = legible.actions["as_seen"]
    action.trigger()
    assert not action.isChecked()  # until it is there
    assert legible.images.as_model == [(legible.image, legible.settings.effective.model, "high")]
    pixels = PixelBuffer.of(quarters(1152, 768).convert("RGB"))
    legible.images.as_seen.emit(annotated(10, 10), (pixels,))
    assert not legible.canvas.shows_as_seen
    legible.images.as_seen.emit(legible.image, (pixels,))
    assert legible.canvas.shows_as_seen
    assert action.isChecked()
    action.trigger()
    assert not legible.canvas.shows_as_seen


def test_splitting_what_is_sharp_enough_is_refused_in_words(legible: Legible) -> None:
    small = annotated(100, 80)
    legible.workspace.set_draft(Draft(images=(small,)))
    legible.images.letters.emit(small, 40.0)
    legible.actions["tiles"].trigger()
    assert "Splitting would not help" in legible.bar.text
    assert len(legible.workspace.draft.images) == 1
