import pytest
from PySide6.QtWidgets import QWidget

from desktop.controllers.image.capture import CaptureController
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import Screenshot
from desktop.services.image.screen_capture import CaptureMode
from desktop.ui.actions import Actions
from desktop.ui.capture.capture_overlay import CaptureOverlay
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeCapture, Recorder
from tests.helpers.images import quarters

SCREENSHOT = Screenshot("no such screen", PixelBuffer.of(quarters().convert("RGB")))


class Capturing:
    def __init__(self, bar: Bar, actions: Actions) -> None:
        self.bar, self.actions, self.capture = bar, actions, FakeCapture()
        self.window, self.front = QWidget(), Recorder()
        self.overlays: list[CaptureOverlay] = []
        self.controller = CaptureController(
            self.capture, actions, self.window, self.front, self.new_overlay, bar.widget, bar.notices
        )
        self.controller.connect()

    def new_overlay(self, screenshot: Screenshot) -> CaptureOverlay:
        self.overlays.append(CaptureOverlay(screenshot))
        return self.overlays[-1]


@pytest.fixture
def capturing(bar: Bar, actions: Actions) -> Capturing:
    return Capturing(bar, actions)


def test_three_actions_begin_a_capture(capturing: Capturing) -> None:
    for name in ("capture", "capture_screen", "capture_later"):
        capturing.actions[name].trigger()
    assert capturing.capture.calls == [
        ("start", CaptureMode.CHOICE, 0),
        ("start", CaptureMode.SCREEN, 0),
        ("start", CaptureMode.CHOICE, 5),
    ]


def test_the_window_steps_aside_with_its_notice_and_comes_back(capturing: Capturing) -> None:
    capturing.window.show()
    capturing.bar.notices.say("Something.")
    capturing.capture.aside.emit(True)
    assert capturing.window.isHidden()
    assert capturing.bar.text == ""
    capturing.capture.aside.emit(False)
    assert capturing.front.calls == [()]


def test_a_window_that_is_there_already_is_left_alone(capturing: Capturing) -> None:
    capturing.window.show()
    capturing.capture.aside.emit(False)
    assert capturing.front.calls == []
    capturing.window.hide()


def test_what_is_chosen_on_an_overlay_is_taken_and_the_overlays_go(capturing: Capturing) -> None:
    capturing.capture.offered.emit((SCREENSHOT, SCREENSHOT))
    assert [overlay.isVisible() for overlay in capturing.overlays] == [True, True]
    capturing.overlays[0].taken.emit(SCREENSHOT, Rect(0, 0, 10, 10))
    assert capturing.capture.calls == [("take", SCREENSHOT, Rect(0, 0, 10, 10))]
    capturing.capture.aside.emit(False)
    assert not any(overlay.isVisible() for overlay in capturing.overlays)


def test_giving_up_is_handed_on(capturing: Capturing) -> None:
    capturing.capture.offered.emit((SCREENSHOT,))
    capturing.overlays[0].given_up.emit()
    assert capturing.capture.calls == [("give_up",)]
    capturing.capture.aside.emit(False)


def test_leaving_closes_the_overlays_and_leaves_the_window_hidden(capturing: Capturing) -> None:
    capturing.window.hide()
    capturing.capture.offered.emit((SCREENSHOT, SCREENSHOT))
    capturing.capture.closed.emit()
    assert not any(overlay.isVisible() for overlay in capturing.overlays)
    assert capturing.front.calls == []


def test_the_countdown_and_a_refusal_are_told(capturing: Capturing) -> None:
    capturing.capture.counted_down.emit(3)
    assert capturing.bar.text == "Capturing in 3 s"
    capturing.capture.refused.emit(Problem(ProblemKind.IMAGE_GONE, "1"))
    assert capturing.bar.text != "Capturing in 3 s"
