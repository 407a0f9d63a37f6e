"""The transcript's buttons: real widgets, so that keyboard and screen readers reach them, pooled and reused."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme
from desktop.ui.transcript.flat_button import FlatButton, label_width

FOOT = -1  # the row number in the keys of a foot's buttons
DONE_MS = 1500  # how long a button says that it is done


@dataclass(frozen=True, slots=True)
class ButtonSpec:
    """A wanted button: its icon or else its label, its place in the viewport, and the action of a click.

    `key` is the turn's id, the row's number (or FOOT) and something that is unique in that. `tip` is the accessible
    name with a shortcut. After a click `done_words` are shown for a moment and spoken, on the ground that is named.
    """

    key: Hashable
    name: str
    place: QRectF
    action: Callable[[], None]
    icon: str = ""
    label: str = ""
    tip: str = ""
    strong: bool = False
    hidden_at_rest: bool = False
    done_words: str = ""
    ground: str = ""


class ButtonPool:
    """Puts buttons in their places. One that is wanted again under its key stays the same and keeps its focus.

    `speak` is called with what is to be spoken.
    """

    def __init__(self, parent: QWidget, theme: Theme, speak: Callable[[str], None]) -> None:
        self._parent = parent
        self._speak = speak
        self._shown: dict[Hashable, FlatButton] = {}
        self._spare: list[FlatButton] = []
        self._specs: dict[FlatButton, ButtonSpec] = {}
        self._theme = theme
        self._revealed: Hashable = None  # the key of a button over whose row the pointer is
        self._done: Hashable = None  # the key of the button that was pressed last, if it says so
        self._timer = QTimer(parent, singleShot=True, interval=DONE_MS)
        self._timer.timeout.connect(self._end_done)

    def show(self, wanted: list[ButtonSpec]) -> None:
        """Shows these buttons and no others."""
        keys = {spec.key for spec in wanted}
        for key in [key for key in self._shown if key not in keys]:
            button = self._shown.pop(key)
            if button.hasFocus():
                self._parent.setFocus()
            button.hide()
            self._spare.append(button)
        for spec in wanted:
            button = self._shown.get(spec.key) or self._take(spec)
            self._specs[button] = spec
            self._place(button, spec)
            if button.isHidden():
                button.show()

    def reveal(self, key: Hashable) -> None:
        """Has the button with a key painted that is hidden at rest, and no other such one."""
        if key == self._revealed:
            return
        before, self._revealed = self._revealed, key
        for changed in (before, key):
            if (button := self._shown.get(changed)) is not None:
                button.revealed = changed == key
                button.update()

    def show_theme(self, theme: Theme) -> None:
        """Shows all buttons in other colours and sizes."""
        self._theme = theme
        for button in (*self._shown.values(), *self._spare):
            button.theme = theme
            button.update()

    def _place(self, button: FlatButton, spec: ButtonSpec) -> None:
        place = spec.place.toRect()
        done_words = spec.done_words if spec.key == self._done else ""
        if done_words:  # it grows to the left, over what stands there
            place.setLeft(place.right() - max(place.width(), round(label_width(self._theme, done_words, "check"))))
            button.raise_()
        if button.done_words != done_words:
            button.done_words = done_words
            button.update()
        if button.text() != spec.label:
            button.setText(spec.label)
        button.setGeometry(place)

    def _take(self, spec: ButtonSpec) -> FlatButton:
        button = self._spare.pop() if self._spare else self._new()
        button.setAccessibleName(spec.name)
        button.setToolTip(spec.tip or spec.name)
        button.icon_name, button.ground, button.theme = spec.icon, spec.ground, self._theme
        button.strong, button.hidden_at_rest = spec.strong, spec.hidden_at_rest
        button.revealed, button.done_words = spec.key == self._revealed, ""
        self._shown[spec.key] = button
        return button

    def _new(self) -> FlatButton:
        button = FlatButton(self._parent)
        button.clicked.connect(lambda: self._press(self._specs[button]))
        return button

    def _press(self, spec: ButtonSpec) -> None:
        spec.action()
        if spec.done_words:
            self._end_done()
            self._done = spec.key
            self._timer.start()
            self._speak(spec.done_words)
            self._place_again(spec.key)

    def _end_done(self) -> None:
        before, self._done = self._done, None
        self._place_again(before)

    def _place_again(self, key: Hashable) -> None:
        if (button := self._shown.get(key)) is not None:
            self._place(button, self._specs[button])
