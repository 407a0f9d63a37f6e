"""The picture as screen readers meet it: its size or what was chosen on it, its text by lines, its private places."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.core.geometry.rect import Rect, Size
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.ui.canvas.canvas_labels import size_in_words
from desktop.ui.screen_reader.parts import TextBoxPart
from desktop.ui.screen_reader.roles import Role, give_role


class SpokenPicture:
    """Names and describes the canvas. A part with the text of the picture is there only while somebody listens."""

    def __init__(self, canvas: QAbstractScrollArea, is_listening: Callable[[], bool] = QAccessible.isActive) -> None:
        self._canvas = canvas
        give_role(canvas, Role.CANVAS)
        self._is_listening = is_listening
        self._lines: tuple[str, ...] = ()
        self._places: tuple[str, ...] = ()
        self._part: TextBoxPart | None = None
        self.private: Sequence[Rect] | None = None
        """Where private text is, in view pixels; None while that is not known."""
        canvas.setAccessibleName(_("Canvas"))
        canvas.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click focuses the canvas itself

    def describe(self, size: Size | None) -> None:
        """Describes the picture by its size; None is no picture.

        Its text is in the part: a description that changes is spoken at once, what is private included.
        """
        self._canvas.setAccessibleDescription(size_in_words(size))

    def show_text(self, ocr_result: OcrResult | None) -> None:
        """Offers the text of the picture line by line; None while it is not known."""
        self._lines = tuple(line.text for line in ocr_result.lines) if ocr_result is not None else ()
        self._show()

    def show_places(self, places: Sequence[str]) -> None:
        """Offers a line for each private place, below the text."""
        self._places = tuple(places)
        self._show()

    def read(self) -> bool:
        """Gives the focus to the text of the picture. Returns False if there is none, or nobody listens."""
        self._show()
        if self._part is None:
            return False
        self._part.setGeometry(self._canvas.viewport().rect())
        self._part.setFocus()
        return True

    @property
    def text(self) -> str:
        """All that can be read with the caret."""
        return strip_control_characters("\n".join((*self._lines, *self._places)))

    def _show(self) -> None:
        if not self.text or not self._is_listening():
            if self._part is not None:
                if self._part.hasFocus():
                    self._canvas.setFocus()
                self._part.deleteLater()
                self._part = None
            return
        if self._part is None:
            self._part = TextBoxPart(self._canvas.viewport())
            self._part.setAccessibleName(_("Text in the picture"))
            self._part.left.connect(lambda by: self._canvas.setFocus() if not by else None)
            self._part.setGeometry(self._canvas.viewport().rect())
            self._part.show()
        self._part.show_text(self.text)
