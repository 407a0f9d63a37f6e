from typing import cast

import pytest
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu

from desktop.controllers.workspace.strip import StripController
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.strip.image_strip import ImageStrip
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeHistory, FakeSettings, annotated, plain, sent_image, turn

pytestmark = pytest.mark.usefixtures("qapp")


class Strip:
    """The controller with two images in the strip, of which the first has been sent."""

    def __init__(self) -> None:
        self.first, self.second = annotated(800, 600), plain("red", 800, 600)
        self.sent = sent_image(self.first)
        self.workspace, self.strip = Workspace(), ImageStrip(Theme(LIGHT, QFont()))
        self.history = FakeHistory(turn("what?", "this", self.sent))
        settings, self.pinned = FakeSettings(answers="endpoint"), list[AnnotatedImage]()
        self.controller = StripController(self.workspace, self.history, settings, self.strip, self.pinned.append)
        self.controller.connect()
        self.workspace.set_draft(Draft(images=(self.first, self.second)))
        self.menu = QMenu()

    def entries(self, submenu: str) -> dict[str, QAction]:
        """The entries of a submenu of the first image's menu, by their texts without the prices."""
        self.menu.clear()
        self.strip.menu_wanted.emit(0, self.menu)
        (found,) = [action for action in self.menu.actions() if action.text() == submenu]
        inner = cast(QMenu, found.menu())
        return {action.text().partition(" · ")[0]: action for action in inner.actions()}


def test_choosing_is_no_step_and_moving_and_removing_are() -> None:
    strip = Strip()
    strip.strip.chosen.emit(1)
    assert strip.workspace.draft.image is not None
    assert strip.workspace.draft.image.id == strip.second.id
    assert strip.workspace.steps.undo_name == ""
    strip.strip.moved.emit(1, 0)
    assert [image.id for image in strip.workspace.draft.images] == [strip.second.id, strip.first.id]
    assert strip.workspace.steps.undo_name == "Move picture"
    strip.strip.removed.emit(0)
    assert [image.id for image in strip.workspace.draft.images] == [strip.first.id]
    assert strip.workspace.steps.undo_name == "Remove picture"


def test_the_menu_says_what_each_detail_costs_and_sets_it() -> None:
    strip = Strip()
    details = strip.entries("Detail")
    assert [name for name, action in details.items() if action.isChecked()] == ["Auto"]
    assert "tokens, $" in details["Low"].text()
    details["Low"].trigger()
    assert strip.workspace.draft.images[0].detail == "low"
    assert strip.workspace.draft.images[1].detail != "low"


def test_what_is_sent_later_is_also_set_for_the_image_that_was_sent() -> None:
    strip = Strip()
    policies = strip.entries("In follow-ups")
    chosen = [action for action in policies.values() if not action.isChecked()][-1]
    chosen.trigger()
    assert strip.workspace.draft.images[0].resend_policy is ResendPolicy.OMIT
    assert strip.history.calls == [("set_resend_policy", strip.sent.id, ResendPolicy.OMIT)]


def test_the_menu_pins_its_own_image() -> None:
    strip = Strip()
    strip.strip.menu_wanted.emit(1, strip.menu)
    next(action for action in strip.menu.actions() if action.text() == "Pin picture on top").trigger()
    assert strip.pinned == [strip.second]


def test_a_menu_that_was_open_for_long_changes_the_image_as_it_is_now() -> None:
    strip = Strip()
    details = strip.entries("Detail")
    rotated = strip.first.rotated(1)
    strip.workspace.change("Turn", strip.workspace.draft.with_image(rotated))
    details["Low"].trigger()
    assert (strip.workspace.draft.images[0].quarter_turns, strip.workspace.draft.images[0].detail) == (1, "low")


def test_a_menu_that_was_open_for_long_turns_and_pins_the_image_as_it_is_now() -> None:
    strip = Strip()
    strip.strip.menu_wanted.emit(0, strip.menu)
    entries = {action.text(): action for action in strip.menu.actions()}
    covered = strip.first.with_annotation(Redaction("a", Rect(1, 1, 40, 40)))
    strip.workspace.change("Cover", strip.workspace.draft.with_image(covered))
    entries["Pin picture on top"].trigger()
    entries["Turn right"].trigger()
    assert strip.pinned == [covered]
    assert strip.workspace.draft.images[0] == covered.rotated(1)
