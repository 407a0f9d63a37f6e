"""The transcript's buttons: real ones, so that the keyboard and screen readers reach them, kept and used again."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget


@dataclass(frozen=True, slots=True)
class Wanted:
    """A button that should be there: its right edge and middle in the viewport, and what a click does."""

    key: Hashable
    label: str
    name: str
    right: float
    middle: float
    clicked: Callable[[], None]
    strong: bool = False


class Buttons:
    """Puts wanted buttons in their places. One that is wanted again under its key stays the same, focus and all."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._shown: dict[Hashable, QPushButton] = {}
        self._spare: list[QPushButton] = []
        self._does: dict[QPushButton, Callable[[], None]] = {}

    def show(self, wanted: list[Wanted]) -> None:
        """Show these and no others."""
        keys = {each.key for each in wanted}
        for key in [key for key in self._shown if key not in keys]:
            button = self._shown.pop(key)
            button.hide()
            self._spare.append(button)
        for each in wanted:
            button = self._shown.get(each.key) or self._take(each)
            self._does[button] = each.clicked
            if button.text() != each.label:
                button.setText(each.label)
            size = button.sizeHint()
            button.setGeometry(
                round(each.right - size.width()), round(each.middle - size.height() / 2), size.width(), size.height()
            )
            button.show()

    def left_of(self, turn_id: str, right: float) -> float:
        """The left edge of the buttons in a turn's foot; `right` when it has none."""
        edges = [
            button.x()
            for key, button in self._shown.items()
            if isinstance(key, tuple) and key[0] == turn_id and key[1] == -1
        ]
        return float(min(edges, default=right))

    def _take(self, wanted: Wanted) -> QPushButton:
        button = self._spare.pop() if self._spare else self._new()
        button.setAccessibleName(wanted.name)
        button.setToolTip(wanted.name)
        for name, on in (("link", wanted.strong), ("small", not wanted.strong)):
            if button.property(name) != on:
                button.setProperty(name, on)
                button.style().unpolish(button)
                button.style().polish(button)
        self._shown[wanted.key] = button
        return button

    def _new(self) -> QPushButton:
        button = QPushButton(self._parent)
        button.clicked.connect(lambda: self._does[button]())
        return button
