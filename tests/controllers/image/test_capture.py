import pytest
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.controllers.image.capture import CaptureController
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import CaptureUse, Screenshot
from desktop.services.image.screen_capture import CaptureMode, CaptureWish
from desktop.ui.actions import Actions
from desktop.ui.capture.capture_overlay import CaptureOverlay
from desktop.ui.theme import LIGHT, Theme
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

    def new_overlay(self) -> CaptureOverlay:
        self.overlays.append(CaptureOverlay(Theme(LIGHT, QFont())))
        return self.overlays[-1]


@pytest.fixture
def capturing(bar: Bar, actions: Actions) -> Capturing:
    return Capturing(bar, actions)


def test_three_actions_begin_a_capture(capturing: Capturing) -> None:
    for name in ("capture", "capture_screen", "capture_later"):
        capturing.actions[name].trigger()
    assert capturing.capture.calls == [
        ("start", CaptureWish()),
        ("start", CaptureWish(CaptureMode.SCREEN)),
        ("start", CaptureWish(delay_s=5)),
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
    capturing.capture.offered.emit((SCREENSHOT, SCREENSHOT), CaptureUse.ASK)
    assert [overlay.isVisible() for overlay in capturing.overlays] == [True, True]
    capturing.overlays[0].taken.emit(SCREENSHOT, Rect(0, 0, 10, 10), CaptureUse.ASK)
    assert capturing.capture.calls == [("take", SCREENSHOT, Rect(0, 0, 10, 10), CaptureUse.ASK)]
    capturing.capture.ended.emit()
    assert not any(overlay.isVisible() for overlay in capturing.overlays)


def test_one_overlay_is_kept_for_the_next_capture(capturing: Capturing) -> None:
    capturing.controller.warm()
    for _ in range(2):
        capturing.capture.offered.emit((SCREENSHOT,), CaptureUse.QUICK)
        assert capturing.overlays[0].isVisible()
        capturing.capture.ended.emit()
    assert len(capturing.overlays) == 1
    assert capturing.overlays[0].screen_name == ""


def test_only_what_goes_into_the_window_brings_it_to_the_front(capturing: Capturing) -> None:
    capturing.capture.taking.emit(CaptureUse.QUICK, None)
    capturing.capture.taking.emit(CaptureUse.TEXT, None)
    assert capturing.front.calls == []
    capturing.capture.taking.emit(CaptureUse.ASK, None)
    assert capturing.front.calls == [()]


def test_a_screen_that_goes_ends_the_capture_and_is_told(capturing: Capturing) -> None:
    screen = QGuiApplication.primaryScreen()
    here = Screenshot(screen.name(), SCREENSHOT.pixels)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(screen)
    assert capturing.capture.calls == []
    capturing.capture.offered.emit((here,), CaptureUse.ASK)
    app.screenRemoved.emit(screen)
    assert capturing.capture.calls == [("give_up",)]
    assert "disconnected" in capturing.bar.text
    capturing.capture.ended.emit()


def test_giving_up_is_handed_on(capturing: Capturing) -> None:
    capturing.capture.offered.emit((SCREENSHOT,), CaptureUse.ASK)
    capturing.overlays[0].given_up.emit()
    assert capturing.capture.calls == [("give_up",)]
    capturing.capture.ended.emit()


def test_leaving_closes_the_overlays_and_leaves_the_window_hidden(capturing: Capturing) -> None:
    capturing.window.hide()
    capturing.capture.offered.emit((SCREENSHOT, SCREENSHOT), CaptureUse.ASK)
    capturing.capture.ended.emit()
    assert not any(overlay.isVisible() for overlay in capturing.overlays)
    assert capturing.front.calls == []


def test_the_countdown_and_a_refusal_are_told(capturing: Capturing) -> None:
    capturing.capture.counted_down.emit(3)
    assert capturing.bar.text == "Capturing in 3 s"
    capturing.capture.refused.emit(Problem(ProblemKind.IMAGE_GONE, "1"))
    assert capturing.bar.text != "Capturing in 3 s"
