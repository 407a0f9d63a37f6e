"""The bar below a chosen region: what becomes of it, the first way by Enter."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop.core.image.screenshot import CaptureUse
from desktop.messages.language.catalogue import N_, _
from desktop.ui.composer.key_button import KeyButton
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.theme import Theme

GAP = 10  # logical pixels between the region and the bar
WORDS = {CaptureUse.ASK: N_("Ask"), CaptureUse.QUICK: N_("Quick ask"), CaptureUse.TEXT: N_("Copy text")}
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
KEYS = {CaptureUse.ASK: "A", CaptureUse.QUICK: "Q", CaptureUse.TEXT: "T"}


def use_of(letter: str) -> CaptureUse | None:
    """Returns what a letter chooses."""
    return next((use for use, own in KEYS.items() if own == letter), None)


class UseBar(QFrame):
    """Offers every use of a region; the main one comes first and takes Enter."""

    chosen = Signal(CaptureUse)
    given_up = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self._buttons = {use: KeyButton() for use in CaptureUse}
        self._close = close = QToolButton()
        close.setIcon(icon("close", theme.colors.text))
        close.setIconSize(icon_size(theme, 16))
        close.setAccessibleName(_("Cancel"))
        close.setToolTip(_("Cancel (Esc)"))
        close.clicked.connect(self.given_up)
        self._stops: list[QWidget] = []  # in the order in which they stand
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 6, 6, 6)
        self._row.setSpacing(4)
        for use, button in self._buttons.items():
            button.clicked.connect(lambda _=False, use=use: self.chosen.emit(use))
            self._row.addWidget(button)
        self._row.addWidget(close)
        for stop in (*self._buttons.values(), close):
            stop.installEventFilter(self)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def show_main(self, main: CaptureUse) -> None:
        """Offers `main` first, by Enter, and the others by their letters."""
        for use, button in self._buttons.items():
            is_main = use is main
            button.setProperty("primary", is_main)
            button.style().unpolish(button)
            button.style().polish(button)
            button.show_offer(_(WORDS[use]), "⏎" if is_main else KEYS[use], _("Enter") if is_main else KEYS[use])
        self._row.insertWidget(0, self._buttons[main])
        others = (button for use, button in self._buttons.items() if use is not main)
        self._stops = [self._buttons[main], *others, self._close]

    @property
    def has_focus(self) -> bool:
        """True if one of the buttons has the focus."""
        return self.window().focusWidget() in self._stops

    def step(self, forward: bool) -> bool:
        """Gives the focus to the next button, or to the first one on the way. Returns False behind the last one."""
        stops = self._stops if forward else self._stops[::-1]
        taker = self.window().focusWidget()
        at = stops.index(taker) + 1 if taker in stops else 0
        if self.isVisible() and at < len(stops):
            stops[at].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaves arrows to the overlay, whose region they move: Qt would go to another button."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ARROWS:
            event.ignore()  # goes on to the bar and to what is around it
            return True
        return False

    def put_away(self) -> None:
        """Hides the bar; the overlay takes the focus from its buttons."""
        if self.has_focus:
            self.window().setFocus()
        self.hide()

    def place_by(self, area: QRect, room: QSize) -> None:
        """Shows the bar below a region of an overlay of that size, at its trailing edge; above or in it if need be."""
        size = self.sizeHint()
        y = area.bottom() + GAP
        if y + size.height() > room.height():
            y = area.top() - GAP - size.height() if area.top() >= size.height() + GAP else area.bottom() - size.height()
        x = area.left() if self.isRightToLeft() else area.right() - size.width()
        self.resize(size)
        self.move(QPoint(max(0, min(x, room.width() - size.width())), max(0, y)))
        self.show()
        self.raise_()
