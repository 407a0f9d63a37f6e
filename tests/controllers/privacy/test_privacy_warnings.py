"""Findings on the image in view: framed, pointed out, led through and covered."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication

from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings, annotated
from tests.controllers.privacy.review import ADDRESS, KEY, Scanned


@dataclass
class Warned:
    """The controller over one image in view."""

    bar: Bar
    image: AnnotatedImage = field(default_factory=lambda: annotated(200, 100))
    is_gated: bool = False

    def __post_init__(self) -> None:
        self.canvas, self.workspace, self.review = Canvas(), Workspace(), Scanned()
        self.settings = FakeSettings(endpoint="http://127.0.0.1:8/v1", answers="endpoint")
        self.workspace.change("Paste", Draft(images=(self.image,)))
        self.canvas.show_annotated_image(self.image)
        hints = HintBarController(self.bar.widget)
        hints.connect()
        self.controller = PrivacyWarnings(
            self.canvas,
            hints,
            self.workspace,
            self.settings,
            self.review,
            self.review.consents,
            lambda: self.is_gated,
        )

    @property
    def covers(self) -> int:
        (image,) = self.workspace.draft.images
        return len(image.annotations)


@pytest.fixture
def warned(qapp: QApplication, bar: Bar) -> Warned:
    return Warned(bar)


def test_nothing_is_said_of_a_clean_image(warned: Warned) -> None:
    warned.controller.show()
    assert warned.bar.text == ""


def test_findings_are_named_and_all_of_them_are_covered_at_once(warned: Warned) -> None:
    warned.review.found = {warned.image.source.id: (KEY, ADDRESS)}
    warned.controller.show()
    assert "key" in warned.bar.text
    warned.bar.press("Cover all")
    assert warned.covers == 2
    warned.workspace.undo()
    assert warned.covers == 0


def test_each_finding_is_shown_in_turn_and_can_be_covered_alone(warned: Warned) -> None:
    warned.review.found = {warned.image.source.id: (KEY, ADDRESS)}
    warned.controller.show()
    warned.bar.press("Show")
    assert warned.bar.text.startswith("1 of 2") and "sk-1" in warned.bar.text
    warned.bar.press("Next")
    assert warned.bar.text.startswith("2 of 2")
    warned.bar.press("Cover")
    assert warned.covers == 1


def test_what_was_let_go_is_not_pointed_out_again(warned: Warned) -> None:
    warned.review.found = {warned.image.source.id: (KEY,)}
    warned.review.consents.grant(warned.settings.effective.host, warned.image, (KEY,))
    warned.controller.show()
    assert warned.bar.text == ""


def test_nothing_is_repeated_that_stands_above_the_question(warned: Warned) -> None:
    warned.review.found = {warned.image.source.id: (KEY,)}
    warned.is_gated = True
    warned.controller.show()
    assert warned.bar.text == ""
    warned.is_gated = False
    warned.controller.show()
    assert "key" in warned.bar.text


def test_an_image_that_has_changed_since_is_left_alone(warned: Warned) -> None:
    warned.controller.cover([(annotated(200, 100), (KEY,))])
    assert warned.covers == 0
