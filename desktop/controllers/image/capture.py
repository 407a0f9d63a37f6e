"""Capture of the screen: the window steps aside, and the user chooses on what is on the screens."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.geometry.rect import Rect
from desktop.core.image.screenshot import Screenshot
from desktop.messages.language.catalogue import _
from desktop.services.image.screen_capture import CaptureMode, ScreenCapture
from desktop.ui.actions import Actions
from desktop.ui.notice_bar import NoticeBar

if TYPE_CHECKING:
    from desktop.ui.capture_overlay import CaptureOverlay

DELAY_S = 5


class CaptureController:
    """Owner of the overlays, one on each screen while the user chooses."""

    def __init__(
        self,
        screen_capture: ScreenCapture,
        actions: Actions,
        window: QWidget,
        come_to_front: Callable[[], None],
        new_overlay: Callable[[Screenshot], "CaptureOverlay"],
        notice: NoticeBar,
        notices: ErrorNotices,
    ) -> None:
        """`window` steps aside for a capture, with the `notice` that would be in the picture when it comes back."""
        self._screen_capture = screen_capture
        self._actions = actions
        self._window = window
        self._come_to_front = come_to_front
        self._new_overlay = new_overlay
        self._notice = notice
        self._notices = notices
        self._overlays: list[CaptureOverlay] = []

    def connect(self) -> None:
        """Connect the actions and the states of a capture."""
        capture = self._screen_capture
        self._actions["capture"].triggered.connect(lambda: capture.start(CaptureMode.CHOICE))
        self._actions["capture_screen"].triggered.connect(lambda: capture.start(CaptureMode.SCREEN))
        self._actions["capture_later"].triggered.connect(lambda: capture.start(CaptureMode.CHOICE, DELAY_S))
        capture.aside.connect(self._step_aside)
        capture.closed.connect(self._close_overlays)
        capture.offered.connect(self._offer_screenshots)
        capture.counted_down.connect(self._count_down)
        capture.refused.connect(self._notices.tell)

    def _step_aside(self, aside: bool) -> None:
        self._close_overlays()
        if aside:
            self._notice.hide()
            self._window.hide()
        elif self._window.isHidden():
            self._come_to_front()

    def _count_down(self, seconds: int) -> None:
        self._notices.say(_("Capturing in {seconds} s").format(seconds=seconds))

    def _close_overlays(self) -> None:
        for overlay in self._overlays:
            overlay.close()
            overlay.deleteLater()
        self._overlays.clear()

    def _offer_screenshots(self, screenshots: tuple[Screenshot, ...]) -> None:
        for screenshot in screenshots:
            overlay = self._new_overlay(screenshot)
            overlay.taken.connect(self._take)
            overlay.given_up.connect(self._screen_capture.give_up)
            self._overlays.append(overlay)
            overlay.showFullScreen()
        self._overlays[0].activateWindow()
        self._overlays[0].raise_()

    def _take(self, screenshot: Screenshot, rect: Rect) -> None:
        self._screen_capture.take(screenshot, rect)
