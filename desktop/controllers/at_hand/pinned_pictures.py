"""Pictures pinned above the windows of other programs, each as it is now: later marks and covers show, too."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QCursor, QGuiApplication

from desktop.controllers.at_hand.pinned_export import PinnedExport
from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.covers.pinned_covers import with_todays_edits
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.messages.problems import message_for
from desktop.services.conversation.history import History
from desktop.services.tasks import Tasks, TaskSlot
from desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from desktop.ui.at_hand.pinned_picture import PinnedPicture


@dataclass(slots=True)
class _Pin:
    """A pinned picture, its window, and what draws it."""

    image: AnnotatedImage
    window: "PinnedPicture"
    drawing: TaskSlot


class PinnedPicturesController:
    """Owner of the windows. `draw` returns the pixels of an image as it is shown; it raises ImageRejectedError."""

    def __init__(
        self,
        workspace: Workspace,
        history: History,
        tasks: Tasks,
        draw: Callable[[AnnotatedImage], Coroutine[Any, Any, PixelBuffer]],
        new_window: Callable[[bool, bool], "PinnedPicture"],
        export: PinnedExport,
        action: QAction,
    ) -> None:
        """`new_window` takes whether its menu offers to copy and to save; `action` pins the picture in view."""
        self._workspace = workspace
        self._history = history
        self._tasks = tasks
        self._draw = draw
        self._new_window = new_window
        self._export = export
        self._action = action
        self._pins: list[_Pin] = []
        self._leave_if_unseen: Callable[[], None] = lambda: None

    def connect(self) -> None:
        """Connects the action, and what may change a pinned picture."""
        self._action.triggered.connect(lambda: self._pin_current())
        self._action.setEnabled(self._workspace.draft.image is not None)
        self._workspace.changed.connect(lambda _: self._bring_up_to_date())
        self._history.grown.connect(lambda _: self._bring_up_to_date())

    def leave_by(self, leave_if_unseen: Callable[[], None]) -> None:
        """Has this called when the last window was closed."""
        self._leave_if_unseen = leave_if_unseen

    @property
    def is_any_shown(self) -> bool:
        """True while a picture is pinned."""
        return bool(self._pins)

    def pin(self, image: AnnotatedImage) -> None:
        """Pins a picture in a window of its own."""
        window = self._new_window(self._export.may_copy, self._export.may_save)
        pin = _Pin(image, window, self._tasks.slot("draw pinned picture"))
        window.copy_requested.connect(lambda: self._export.copy(pin.image))
        window.save_requested.connect(lambda: self._export.save(pin.image, window))
        window.closed.connect(lambda: self._close(pin))
        self._pins.append(pin)
        pin.drawing.start(self._show(pin))

    def put_away(self) -> None:
        """Closes all windows: the program is being left."""
        self._leave_if_unseen = lambda: None
        for pin in tuple(self._pins):
            pin.window.close()

    def _pin_current(self) -> None:
        if (image := self._workspace.draft.image) is not None:
            self.pin(image)

    def _bring_up_to_date(self) -> None:
        self._action.setEnabled(self._workspace.draft.image is not None)
        for pin in self._pins:
            now = with_todays_edits(pin.image, self._workspace.draft.images, self._history.conversation.images)
            is_changed, pin.image = now.content_key != pin.image.content_key, now
            if is_changed and not pin.drawing.running:
                pin.drawing.start(self._show(pin))

    async def _show(self, pin: _Pin) -> None:
        """Draws the picture until it is shown as it is now, each time to the end: a long drag is seen as it goes.

        What cannot be drawn is closed, as it may show what has been covered since.
        """
        drawn: AnnotatedImage | None = None
        while drawn is None or drawn.content_key != pin.image.content_key:
            drawn = pin.image
            try:
                pin.window.show_picture(await self._draw(drawn))
            except AskanceError as error:
                self._export.tell(message_for(error.problem).text)
                pin.window.close()
                return
            except Exception:
                pin.window.close()
                raise
        if pin.window.isHidden():
            screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
            pin.window.show_in_the_middle(screen.availableGeometry())

    def _close(self, pin: _Pin) -> None:
        if pin in self._pins:
            pin.drawing.stop()
            self._pins.remove(pin)
            pin.window.deleteLater()
            if not self._pins:
                self._leave_if_unseen()
