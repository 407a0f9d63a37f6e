"""Quick ask: a part of the screen becomes a conversation in a small window, while the main window is out of sight."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import CaptureUse, TakenRegion
from desktop.messages.language.catalogue import _
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.conversation.history import History
from desktop.services.image.screen_capture import ScreenCapture
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.ui.at_hand.quick_window import QuickAskWindow

LENT_ACTIONS = ("ask_anyway", "next_place", "copy_text", "sent", "model", "quick", "retry", "find", "edit_last")
"""The actions whose keys work in the small window, too."""


class QuickAskController:
    """Owner of the small window, which is made when it is first needed."""

    def __init__(
        self,
        screen_capture: ScreenCapture,
        history: History,
        workspace: Workspace,
        runner: QuestionRunner,
        window: MainWindow,
        new_window: Callable[[], "QuickAskWindow"],
        describe: Callable[[], tuple[str, int]],
        cover: Callable[[], None],
        copy_answer: Callable[[str], None],
        leave_if_unseen: Callable[[], None],
    ) -> None:
        """`describe` returns what is known about private text on the picture, and how many places can be covered.

        `leave_if_unseen` is called when the small window has gone and no other is shown.
        """
        self._screen_capture = screen_capture
        self._history = history
        self._workspace = workspace
        self._runner = runner
        self._window = window
        self._new_window = new_window
        self._describe = describe
        self._cover = cover
        self._copy_answer = copy_answer
        self._leave_if_unseen = leave_if_unseen
        self._quick: QuickAskWindow | None = None
        self._is_open = False
        self._came_from = ""  # the id of the conversation that was open before
        self._was_shown = False  # the main window

    def connect(self) -> None:
        """Connect the captures, and what the small window shows."""
        self._screen_capture.aside.connect(self._note_window)
        self._screen_capture.taking.connect(self._begin)
        self._screen_capture.cancelled.connect(self.leave_if_unseen)
        self._window.coming_to_front.connect(self._give_back)
        self._workspace.changed.connect(lambda _: self.show())
        self._history.grown.connect(lambda _: self.show())
        self._runner.state_changed.connect(self.show)
        self._window.composer.gate.led.connect(self._lead_on)

    # opening and closing

    def _note_window(self, aside: bool) -> None:
        if aside and not self._is_open:
            self._was_shown = not self._window.isHidden()

    def _begin(self, use: CaptureUse, region: TakenRegion | None) -> None:
        if use is not CaptureUse.QUICK:
            return
        if not self._is_open:
            self._came_from = self._history.conversation.id
            self._was_shown = self._was_shown or not self._window.isHidden()
        self._history.start_new()
        quick = self._lent()
        self._window.hide()
        quick.picture.show_size(None)
        self.show()
        quick.show_beside(_on_desktop(region))

    def _lent(self) -> "QuickAskWindow":
        """Returns the small window, with the transcript and the composer in it."""
        if self._quick is None:
            self._quick = self._connected(self._new_window())
        if not self._is_open:
            self._is_open = True
            self._quick.show_look(self._window.theme)
            self._quick.take(*self._window.conversation_pane.lend())
            self._window.notice.stand_over(self._quick)
        return self._quick

    def _connected(self, quick: "QuickAskWindow") -> "QuickAskWindow":
        for name in LENT_ACTIONS:
            quick.addAction(self._window.actions_[name])
        quick.escaped.connect(self._escape)
        quick.closed.connect(self.close)
        quick.open_requested.connect(self._window.come_to_front)
        quick.copy_requested.connect(lambda: self._copy_answer(self._answer))
        quick.text_requested.connect(self._window.actions_["copy_text"].trigger)
        quick.picture.cover_requested.connect(self._cover)
        return quick

    def _escape(self) -> None:
        """Stop what is asked; close if nothing is."""
        stop = self._window.actions_["stop"]
        if stop.isEnabled():
            stop.trigger()
        else:
            self.close()

    def close(self) -> None:
        """Close the small window; the conversation is kept, and the one before it is opened again."""
        if self._is_open:
            was_shown, came_from = self._was_shown, self._came_from
            self._give_back()
            if self._history.conversation.id != came_from:
                self._history.return_to(came_from)
            if was_shown:
                self._window.show()
            self.leave_if_unseen()

    def leave_if_unseen(self) -> None:
        """End the program if neither this window nor a capture is seen, nor what the tray knows of."""
        if not self._is_open and not self._screen_capture.is_under_way:
            self._leave_if_unseen()

    def put_away(self) -> None:
        """Give back what was lent: the program is being left."""
        self._give_back()
        if self._quick is not None:
            self._quick.deleteLater()
            self._quick = None

    def _give_back(self) -> None:
        if self._is_open and self._quick is not None:
            self._is_open = self._was_shown = False
            self._quick.let_go()
            self._window.notice.stand_over(None)
            self._window.conversation_pane.take_back()
            self._window.composer.field.setFocus()

    def _lead_on(self) -> None:
        """Show a private place where it can be seen: on the canvas."""
        if self._is_open:
            self._window.come_to_front()

    # what is shown

    @property
    def _answer(self) -> str:
        turns = self._history.conversation.turns
        return turns[-1].answer if turns else ""

    def show(self) -> None:
        """Show the picture, what is private on it, and how the answer stands."""
        if not self._is_open or self._quick is None:
            return
        image, turns = self._workspace.draft.image, self._history.conversation.turns
        self._quick.picture.show_size(image.view.size if image is not None else None)
        self._quick.picture.show_private(*(self._describe() if image is not None else ("", 0)))
        if self._runner.is_busy(self._history.conversation.id):
            status = _("Esc stops")
        else:
            status = _("Esc cancels") if self._runner.state is not None else _("Esc closes")
        self._quick.show_state(status, bool(self._answer), bool(turns))

    def show_thumbnail(self, image_id: str, pixels: PixelBuffer) -> None:
        """Show the thumbnail of the picture in view."""
        image = self._workspace.draft.image
        if self._quick is not None and self._is_open and image is not None and image.id == image_id:
            self._quick.picture.show_thumbnail(pixels)


def _on_desktop(region: TakenRegion | None) -> QRect:
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
