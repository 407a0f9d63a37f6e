"""The transcript's buttons: real widgets, so that keyboard and screen readers reach them, pooled and reused."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme
from desktop.ui.transcript.flat_button import FlatButton, label_width

ButtonKey = tuple[str, int, Hashable]
FOOT = -1  # the row number in the keys of a foot's buttons
DONE_MS = 1500  # how long a button says that it is done


@dataclass(frozen=True, slots=True)
class ButtonSpec:
    """A wanted button: its icon or else its label, its place in the viewport, and the action of a click.

    `key` is the turn's id, the row's number (or FOOT) and something that is unique in that. `tip` is the accessible
    name with a shortcut. After a click `done_words` are shown for a moment and spoken, on the ground that is named.
    `where` tells it for screen readers from others of that name.
    """

    key: ButtonKey
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
    where: str = ""


class ButtonPool:
    """Puts buttons in their places. One that is wanted again under its key stays the same and keeps its focus.

    `speak` is called with what is to be spoken.
    """

    def __init__(self, parent: QWidget, theme: Theme, speak: Callable[[str], None]) -> None:
        self._parent = parent
        self._speak = speak
        self._shown: dict[ButtonKey, FlatButton] = {}
        self._spare: list[FlatButton] = []
        self._specs: dict[FlatButton, ButtonSpec] = {}
        self._ordered: list[FlatButton] = []
        self._theme = theme
        self._revealed: ButtonKey | None = None  # the key of a button over whose row the pointer is
        self._done: ButtonKey | None = None  # the key of the button that was pressed last, if it says so
        self._timer = QTimer(parent, singleShot=True, interval=DONE_MS)
        self._timer.timeout.connect(self._end_done)

    def show(self, wanted: list[ButtonSpec]) -> None:
        """Shows those of these buttons that are in view, and no others.

        If the one with the focus goes, another one that does the same takes the focus, or else the transcript.
        """
        wanted = [spec for spec in wanted if spec.place.toRect().intersects(self._parent.rect())]
        keys = {spec.key for spec in wanted}
        gone = [self._shown.pop(key) for key in list(self._shown) if key not in keys]
        lost = next((button for button in gone if button.hasFocus()), None)
        if lost is None:
            self._put_away(gone)
        self._show(wanted)
        self._order([self._shown[spec.key] for spec in wanted])
        if lost is not None:
            takes = self._like(lost, wanted) or self._parent.parentWidget() or self._parent
            takes.setFocus(Qt.FocusReason.OtherFocusReason)
            self._put_away(gone)

    def in_view(self) -> Iterator[tuple[ButtonKey, FlatButton]]:
        """Yields the buttons whose middle is in view, with their keys, in the order of reading."""
        for button in self._ordered:
            if self._parent.rect().contains(button.geometry().center()):
                yield self._specs[button].key, button

    def has(self, widget: QWidget) -> bool:
        """Returns True for a button of the pool."""
        return widget in self._specs

    def _order(self, buttons: list[FlatButton]) -> None:
        """Has Shift+Tab come to the last of the buttons first when it comes from behind the transcript."""
        if buttons != self._ordered:
            self._ordered = buttons
            before = self._parent.parentWidget() or self._parent
            for button in buttons:
                QWidget.setTabOrder(before, button)
                before = button

    def _put_away(self, buttons: list[FlatButton]) -> None:
        for button in buttons:
            button.hide()
            self._spare.append(button)

    def _like(self, button: FlatButton, wanted: list[ButtonSpec]) -> FlatButton | None:
        """Returns the nearest of the wanted buttons with a button's name; None if there is none."""
        name, center = self._specs[button].name, button.geometry().center()
        same = [self._shown[spec.key] for spec in wanted if spec.name == name]
        return min(same, key=lambda other: (other.geometry().center() - center).manhattanLength(), default=None)

    def _show(self, wanted: list[ButtonSpec]) -> None:
        for spec in wanted:
            button = self._shown.get(spec.key) or self._take(spec)
            self._specs[button] = spec
            self._place(button, spec)
            if button.isHidden():
                button.show()

    def reveal(self, key: ButtonKey | None) -> None:
        """Has the button with a key painted that is hidden at rest, and no other such one."""
        if key == self._revealed:
            return
        before, self._revealed = self._revealed, key
        for changed in (before, key):
            if changed is not None and (button := self._shown.get(changed)) is not None:
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
        button.setAccessibleName(", ".join(filter(None, (spec.name, spec.where))))
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
        if before is not None:
            self._place_again(before)

    def _place_again(self, key: ButtonKey) -> None:
        if (button := self._shown.get(key)) is not None:
            self._place(button, self._specs[button])
