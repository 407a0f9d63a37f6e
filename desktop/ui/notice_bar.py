"""The notice bar: one sentence over the other widgets, with buttons if there is something to offer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.notice_place import BELOW_BAR, NoticePlace
from desktop.ui.screen_reader.announcements import Weight, announcements
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme

PASSING_MS = 6_000
EDGE = 16  # logical pixels
LEAST_WORDS = 220  # units of width that words need beside the buttons
MOST_OFFERS = 3
QUESTION = "question"
"""The subject of notices about a question, to be withdrawn once it was sent or another conversation is open."""
Offered = tuple[str, Callable[[], None]]


class NoticeBar(QFrame):
    """Covers a strip at the top or the bottom of its parent, so that nothing moves when it opens and closes."""

    closed = Signal()  # by the user
    placed = Signal()  # it was shown, hidden, or has another kind or size

    def __init__(self, parent: QWidget, at_bottom: bool = False, below: int = BELOW_BAR) -> None:
        """`below` are the units that stay free above it."""
        super().__init__(parent)
        give_role(self, Role.ALERT)
        self._place = NoticePlace(parent, at_bottom, below)
        self.setObjectName("notice")
        self._over = self._home = parent
        self._theme: Theme | None = None
        self._is_held = False  # a passing message is under the pointer
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._beside = QWidget()
        self._units = 1.0
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = [QPushButton() for _ in range(MOST_OFFERS)]
        self._close = QToolButton()
        self._close.setAccessibleName(_("Close this notice"))
        self._close.clicked.connect(self._closed)
        self._offers: tuple[Offered, ...] = ()
        self._about = self._closed_about = ""
        self._is_passing = False  # the notice that is shown, or was shown last
        self._beneath: tuple[str, tuple[Offered, ...], str] | None = None  # a notice that stays, below one that passes
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._passing.timeout.connect(self._gone)
        self._row.setContentsMargins(12, 6, 6, 6)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._beside)
        layout = QHBoxLayout(self._beside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        for at, button in enumerate(self._buttons):
            button.setProperty("link", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it was
            button.clicked.connect(lambda _=False, at=at: self._accept(at))
            layout.addWidget(button)
        layout.addWidget(self._close)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, *offers: Offered, passing: bool = True, about: str = "") -> None:
        """Shows `words`, with a button for each offer. A `passing` notice closes by itself after PASSING_MS; one with a
        subject (`about`) can be withdrawn. A notice that stays comes back behind one that passes.
        """
        if not passing:
            self._beneath = None
        elif not self.isHidden() and not self._is_passing:
            self._beneath = self._words.text(), self._offers, self._about
        self._show_words(words, offers, passing, about)
        announcements.say(self, words, Weight.NEEDED)

    def _show_words(self, words: str, offers: tuple[Offered, ...], passing: bool, about: str) -> None:
        self._about, self._is_passing = about, passing
        self._words.setText(strip_control_characters(words))
        self.setAccessibleName(words)
        self._offers = offers
        for at, button in enumerate(self._buttons):
            button.setText(offers[at][0] if at < len(offers) else "")
            button.setVisible(at < len(offers))
        self._show_kind(passing)
        self.show()
        self._fit()
        self.raise_()
        self.placed.emit()
        if passing:
            self._passing.start()
        else:
            self._passing.stop()

    def show_progress(self, words: str, cancel: Offered, about: str) -> bool:
        """Shows how far something is, without announcing each step, and returns True.

        Returns False, and shows nothing, over another notice and after the user has closed this one.
        """
        if about == self._closed_about or (not self.isHidden() and self._about != about):
            return False
        if self.isHidden():
            self.say(words, cancel, passing=False, about=about)
        self._words.setText(strip_control_characters(words))
        self.setAccessibleName(words)
        return True

    def _show_kind(self, passing: bool) -> None:
        """Takes the look of a passing message, or of a notice that stays."""
        name = "passing" if passing else "notice"
        if self.objectName() != name:
            self.setObjectName(name)
            for widget in (self, self._words, *self._buttons, self._close):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self._draw_close()

    def _draw_close(self) -> None:
        if self._theme is not None:
            colors = self._theme.colors
            is_passing = self.objectName() == "passing"
            self._close.setIcon(icon("close", colors.on_tip if is_passing else colors.text))
            self._close.setIconSize(icon_size(self._theme, 16))

    def stand_over(self, other: QWidget | None) -> None:
        """Covers a strip of another widget, or of the first one again; what is shown stays shown."""
        is_shown, parent = not self.isHidden(), other or self._home
        self._over.removeEventFilter(self)
        self._over = parent
        self.setParent(parent)
        parent.installEventFilter(self)
        self.setVisible(is_shown)
        if is_shown:
            self._fit()
            self.raise_()
        self.placed.emit()

    @property
    def room(self) -> int:
        """How many pixels from the upper edge a notice that stays reaches down; 0 if none does."""
        is_high = not self.isHidden() and not self._place.is_low(self._over, self._is_passing)
        return self.geometry().bottom() + 1 if is_high and (not self._is_passing or self._beneath is not None) else 0

    def pass_over(self, ground: QWidget) -> None:
        """Shows what passes at the bottom of this part of the parent."""
        self._place.ground = ground
        ground.installEventFilter(self)

    def keep_clear(self, below: int) -> None:
        """At the bottom, stays above so many logical pixels at the lower edge."""
        self._place.taken_below = below
        self._fit()

    def keep_below(self, edge: int) -> None:
        """At the top, stays below so many logical pixels at the upper edge, which another notice takes."""
        self._place.taken_above = edge
        self._fit()

    def withdraw(self, about: str) -> None:
        """Closes the notice if its subject is `about`."""
        if self._beneath is not None and self._beneath[2] == about:
            self._beneath = None
        if self._about == about:
            self._gone()

    def hide(self) -> None:
        """Closes the notice, and one that would come back behind it."""
        self._beneath = None
        super().hide()
        self.placed.emit()

    def forget_beneath(self) -> None:
        """Lets nothing come back behind the notice that is shown."""
        self._beneath = None

    def _gone(self) -> None:
        """Closes the notice; one that it was shown over comes back."""
        beneath, self._beneath = self._beneath, None
        super().hide()
        self.placed.emit()
        if beneath is not None:
            words, offers, about = beneath
            self._show_words(words, offers, False, about)

    @property
    def words(self) -> str:
        """The words that are shown; empty while the notice is closed."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def offers(self) -> tuple[QPushButton, ...]:
        """The buttons that are offered."""
        return tuple(button for button in self._buttons if not button.isHidden())

    @property
    def is_passing(self) -> bool:
        """True while the notice will close by itself."""
        return self._passing.isActive()

    def show_look(self, theme: Theme) -> None:
        """Draws the icon in this theme, and keeps below its bar."""
        self._theme, self._units = theme, theme.unit_px
        self._draw_close()

    def _closed(self) -> None:
        self._closed_about = self._about
        self._gone()
        self.closed.emit()

    def _accept(self, at: int) -> None:
        self._closed_about = self._about
        accepted = self._offers[at][1]
        self._gone()
        accepted()

    def _fit(self) -> None:
        width = min(round(720 * self._units), self._over.width() - 2 * EDGE)
        margins, beside = self._row.contentsMargins(), self._beside.sizeHint()
        room = width - margins.left() - margins.right()
        is_narrow = room - beside.width() < LEAST_WORDS * self._units  # then the buttons go below the words
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        words = self._words.heightForWidth(room if is_narrow else room - beside.width() - self._row.spacing())
        height = words + beside.height() + self._row.spacing() if is_narrow else max(words, beside.height())
        height += margins.top() + margins.bottom()
        top = self._place.top(self._over, self._is_passing, height, self._units)
        self.setGeometry((self._over.width() - width) // 2, top, width, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A passing message waits while the pointer is on it."""
        super().enterEvent(event)
        self._is_held = self._passing.isActive()
        self._passing.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._is_held and not self.isHidden():
            self._passing.start()
        self._is_held = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        return False
