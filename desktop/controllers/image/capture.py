"""Capture of the screen: the window steps aside, and the user chooses on what is on the screens."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.screenshot import CaptureUse, Screenshot
from desktop.messages.at_hand.quick_words import counting_down
from desktop.services.image.screen_capture import CaptureMode, CaptureWish, ScreenCapture
from desktop.ui.actions import Actions
from desktop.ui.notice_bar import NoticeBar

if TYPE_CHECKING:
    from desktop.ui.capture.capture_overlay import CaptureOverlay

DELAY_S = 5


class CaptureController:
    """Owner of the overlays, one on each screen while the user chooses. They are kept and shown again."""

    def __init__(
        self,
        screen_capture: ScreenCapture,
        actions: Actions,
        window: QWidget,
        come_to_front: Callable[[], None],
        new_overlay: Callable[[], "CaptureOverlay"],
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
        self._was_shown = False  # the window, before it stepped aside

    def connect(self) -> None:
        """Connects the actions and the states of a capture."""
        capture = self._screen_capture
        self._actions["capture"].triggered.connect(lambda: capture.start(CaptureWish()))
        self._actions["capture_screen"].triggered.connect(lambda: capture.start(CaptureWish(CaptureMode.SCREEN)))
        self._actions["capture_later"].triggered.connect(lambda: capture.start(CaptureWish(delay_s=DELAY_S)))
        capture.aside.connect(self._step_aside)
        capture.ended.connect(self._close_overlays)
        capture.taking.connect(lambda use, _region: self._come_to_front() if use is CaptureUse.ASK else None)
        capture.offered.connect(self._offer_screenshots)
        capture.counted_down.connect(self._count_down)
        capture.refused.connect(self._refuse)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_removed)

    def warm(self) -> None:
        """Makes the first overlay ahead of time, so that a capture by a global shortcut shows it at once."""
        self._screen_capture.warm()
        if not self._overlays:
            overlay = self._added_overlay()
            overlay.winId()  # the window itself is made now, not when it is shown

    def _step_aside(self, aside: bool) -> None:
        if aside:
            self._was_shown = not self._window.isHidden()
            self._notice.hide()
            self._window.hide()
        elif self._was_shown and self._window.isHidden():
            self._come_to_front()

    def _count_down(self, seconds: int) -> None:
        self._notices.say(counting_down(seconds))

    def _refuse(self, problem: Problem) -> None:
        """Tells why there is no picture where it can be seen."""
        self._come_to_front()
        self._notices.tell(problem)

    def _close_overlays(self) -> None:
        """Puts the overlays away; one of them is kept for the next capture."""
        for overlay in self._overlays:
            overlay.let_go()
        for overlay in self._overlays[1:]:
            overlay.deleteLater()
        del self._overlays[1:]

    def _added_overlay(self) -> "CaptureOverlay":
        overlay = self._new_overlay()
        overlay.taken.connect(self._screen_capture.take)
        overlay.given_up.connect(self._screen_capture.give_up)
        self._overlays.append(overlay)
        return overlay

    def _offer_screenshots(self, screenshots: tuple[Screenshot, ...], use: CaptureUse) -> None:
        for at, screenshot in enumerate(screenshots):
            overlay = self._overlays[at] if at < len(self._overlays) else self._added_overlay()
            overlay.offer(screenshot, use, self._screen_capture.recent(screenshot))
            overlay.showFullScreen()
        self._overlays[0].activateWindow()
        self._overlays[0].raise_()

    def _screen_removed(self, screen: QScreen) -> None:
        """Gives the capture up if a screen goes on which the user is choosing: what is there can no longer be seen."""
        if any(overlay.screen_name == screen.name() for overlay in self._overlays if not overlay.isHidden()):
            self._refuse(Problem(ProblemKind.CAPTURE_SCREEN_GONE, screen.name()))
            self._screen_capture.give_up()
