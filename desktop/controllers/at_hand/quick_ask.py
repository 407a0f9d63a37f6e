"""Quick ask: a part of the screen becomes a conversation in a small window, while the main window is out of sight."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from desktop.controllers.at_hand.quick_loan import QuickLoan
from desktop.controllers.at_hand.quick_view import QuickViewController
from desktop.core.image.screenshot import CaptureUse, TakenRegion
from desktop.services.conversation.history import History
from desktop.services.image.screen_capture import ScreenCapture

if TYPE_CHECKING:
    from desktop.ui.at_hand.quick_window import QuickAskWindow


class QuickAskController:
    """Opens the small window for a capture, and closes it again."""

    def __init__(
        self,
        screen_capture: ScreenCapture,
        history: History,
        loan: QuickLoan,
        view: QuickViewController,
        cover: Callable[[], None],
        copy_answer: Callable[[str], None],
        leave_if_unseen: Callable[[], None],
    ) -> None:
        """`cover` covers what is private on the picture in view.

        `leave_if_unseen` is called when the small window has gone and no other is shown.
        """
        self._screen_capture = screen_capture
        self._history = history
        self._loan = loan
        self._window = loan.main_window
        self._view = view
        self._cover = cover
        self._copy_answer = copy_answer
        self._leave_if_unseen = leave_if_unseen
        self._came_from = ""  # the id of the conversation that was open before
        self._was_shown = False  # the main window

    def connect(self) -> None:
        """Connects the captures, and what the small window shows."""
        self._screen_capture.stepping_aside.connect(self._note_window)
        self._screen_capture.taking.connect(self._begin)
        self._screen_capture.cancelled.connect(self.leave_if_unseen)
        self._window.coming_to_front.connect(self._take_back)
        self._window.composer.gate.led.connect(self._lead_on)
        self._view.connect()

    def _note_window(self) -> None:
        if not self._loan.is_lent:
            self._was_shown = not self._window.isHidden()

    def _begin(self, use: CaptureUse, region: TakenRegion | None) -> None:
        if use is not CaptureUse.QUICK:
            return
        if not self._loan.is_lent:
            self._came_from = self._history.conversation.id
            self._was_shown = self._was_shown or not self._window.isHidden()
        self._history.start_new()
        quick = self._loan.lend(self._connect_window)
        self._window.hide()
        quick.picture.show_size(None)
        self._view.show()
        quick.show_beside(on_desktop(region))

    def _connect_window(self, quick: "QuickAskWindow") -> None:
        quick.escaped.connect(self._escape)
        quick.closed.connect(self.close)
        quick.open_requested.connect(self._window.come_to_front)
        quick.copy_requested.connect(lambda: self._copy_answer(self._view.answer))
        quick.text_requested.connect(self._window.actions_["copy_text"].trigger)
        quick.picture.pin_requested.connect(self._window.actions_["pin_picture"].trigger)
        quick.picture.cover_requested.connect(self._cover)

    def _escape(self) -> None:
        """Stops what is asked; closes if nothing is."""
        stop = self._window.actions_["stop"]
        if stop.isEnabled():
            stop.trigger()
        else:
            self.close()

    def close(self) -> None:
        """Closes the small window; the conversation is kept, and the one before it is opened again."""
        if self._loan.is_lent:
            was_shown, came_from = self._was_shown, self._came_from
            self._take_back()
            if self._history.conversation.id != came_from:
                self._history.return_to(came_from)
            if was_shown:
                self._window.show()
            self.leave_if_unseen()

    def leave_if_unseen(self) -> None:
        """Ends the program if neither this window nor a capture is seen, nor what the tray knows of."""
        if not self._loan.is_lent and not self._screen_capture.is_under_way:
            self._leave_if_unseen()

    def put_away(self) -> None:
        """Gives back what was lent: the program is being left."""
        self._loan.end()

    def _take_back(self) -> None:
        if self._loan.is_lent:
            self._was_shown = False
            self._loan.take_back()

    def _lead_on(self) -> None:
        """Shows a private place where it can be seen: on the canvas."""
        if self._loan.is_lent:
            self._window.come_to_front()


def on_desktop(region: TakenRegion | None) -> QRect:
    """Returns the region in Qt's logical pixels; a point at the pointer's screen where it is not known."""
    primary = QGuiApplication.primaryScreen()
    if region is None:
        return QRect(primary.availableGeometry().center(), primary.availableGeometry().center())
    screen = next((screen for screen in QGuiApplication.screens() if screen.name() == region.screen), primary)
    place, rect = screen.geometry(), region.rect
    scale = region.whole.width / max(1, place.width())
    return QRect(
        place.left() + round(rect.left / scale),
        place.top() + round(rect.top / scale),
        max(1, round(rect.width / scale)),
        max(1, round(rect.height / scale)),
    )
