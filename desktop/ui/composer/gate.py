"""The gate: the notice right above the question that says why Enter does not send it, and takes the Enter key over."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from desktop.core.untrusted_text import strip_control_characters
from desktop.ui.composer.key_button import KeyButton
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.folding.wrapping_row import GAP, WrappingRow
from desktop.ui.screen_reader.announcements import Weight, announcements
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme

PAUSE_MS = 400  # a key that is pressed sooner was not meant for this notice; LOOK's figure
ICON_UNITS = 18


@dataclass(frozen=True, slots=True)
class GateOffer:
    """A button: its words, and what it does."""

    words: str
    do: Callable[[], None]


@dataclass(frozen=True, slots=True, eq=False)
class GateNotice:
    """A notice: its `lines` in bold, a `detail`, and the buttons for Enter, for F8 and for Alt+Enter."""

    lines: tuple[str, ...]
    detail: str = ""
    main: GateOffer | None = None
    show: GateOffer | None = None
    anyway: GateOffer | None = None


class Gate(QFrame):
    """Shows one notice at a time. Its buttons leave the focus where it is."""

    changed = Signal()  # it has opened, closed, or shows another notice
    led = Signal()  # the user was led to the next place

    def __init__(self) -> None:
        super().__init__()
        give_role(self, Role.ALERT)
        self.setObjectName("notice")
        self._notice: GateNotice | None = None
        self._is_answered = False
        self._is_brief = False
        self._enter_key = "⏎", "Enter"
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._icon = QLabel()
        self._title = _label()
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._detail = _label()
        self._detail.setProperty("quiet", True)
        self._main, self._show, self._anyway = KeyButton(), KeyButton(), KeyButton()
        self._row = WrappingRow(self._main, self._show, self._anyway, at_end=1)
        self._main.setProperty("primary", True)
        self._show.setProperty("raised", True)
        self._main.clicked.connect(lambda: self._answer("main"))
        self._show.clicked.connect(self.press_show)
        self._anyway.clicked.connect(lambda: self._answer("anyway"))
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._detail, 1, 1)
        grid.addWidget(self._row, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    # what is shown

    def say(self, notice: GateNotice) -> None:
        """Shows a notice in the place of another one. Keys count after a pause."""
        self._notice, self._is_answered = notice, False
        self._row.setEnabled(True)
        self._title.setText("\n".join(strip_control_characters(line) for line in notice.lines))
        self.note(notice.detail)
        self._show_offers()
        self._pause.start()
        self.setVisible(True)
        self.changed.emit()
        announcements.say(self, self.words, Weight.NEEDED)

    def note(self, detail: str) -> None:
        """Shows another detail under the words of the notice."""
        self._detail.setText(strip_control_characters(detail))
        self._detail.setVisible(bool(detail) and not self._is_brief)
        self.setAccessibleName(self.words)

    def be_brief(self, brief: bool) -> None:
        """Leaves the detail out where there is no room for it. Screen readers hear it all the same."""
        self._is_brief = brief
        self._detail.setVisible(bool(self._detail.text()) and not brief)

    def withdraw(self, notice: GateNotice | None = None) -> None:
        """Closes the notice if it is this one; any notice without one."""
        if self._notice is not None and notice in (None, self._notice):
            self._notice = None
            self.setVisible(False)
            self.changed.emit()

    def show_enter(self, enter_asks: bool) -> None:
        """Names the key that answers the main button: Enter, or otherwise Ctrl+Enter."""
        self._enter_key = ("⏎", "Enter") if enter_asks else ("Ctrl ⏎", "Ctrl+Enter")
        self._show_offers()

    @property
    def is_open(self) -> bool:
        """True while a notice is shown."""
        return self._notice is not None

    @property
    def is_ready(self) -> bool:
        """True once keys count."""
        return self.is_open and not self._pause.isActive()

    @property
    def may_ask_anyway(self) -> bool:
        """True while the notice offers to ask all the same."""
        return self._notice is not None and self._notice.anyway is not None and not self._is_answered

    @property
    def words(self) -> str:
        """The words that are shown; empty while no notice is."""
        shown = (self._title.text(), self._detail.text())
        return "\n".join(text for text in shown if text) if self.is_open else ""

    @property
    def offers(self) -> tuple[str, ...]:
        """The words of the buttons that can be pressed."""
        buttons = (self._main, self._show, self._anyway)
        is_waiting = self.is_open and not self._is_answered
        return tuple(button.text() for button in buttons if not button.isHidden()) if is_waiting else ()

    def show_look(self, theme: Theme) -> None:
        """Draws the icon in the colours of this theme, as large as its text asks for."""
        size = icon_size(theme, ICON_UNITS)
        self._icon.setPixmap(icon("shield", theme.colors.text).pixmap(size, self.devicePixelRatioF()))

    def _show_offers(self) -> None:
        notice = self._notice
        if notice is None:
            return
        keys = (self._enter_key, ("F8", "F8"), ("Alt ⏎", "Alt+Enter"))
        buttons = (self._main, self._show, self._anyway)
        for button, offer, (key, name) in zip(buttons, (notice.main, notice.show, notice.anyway), keys, strict=True):
            button.setVisible(offer is not None)
            if offer is not None:
                button.show_offer(offer.words, key, name)
        self._row.arrange()

    # keys and buttons

    def press_main(self) -> None:
        """Answers with the main button, as the Enter key does."""
        if self.is_ready:
            self._answer("main")

    def press_anyway(self) -> None:
        """Asks all the same, as Alt+Enter does."""
        if self.is_ready:
            self._answer("anyway")

    def press_show(self) -> None:
        """Leads to the next place, of which the detail then tells."""
        if self._notice is not None and self._notice.show is not None:
            self._notice.show.do()
            announcements.say(self, self._detail.text(), Weight.NEEDED)
            self.led.emit()

    def _answer(self, name: str) -> None:
        offer: GateOffer | None = getattr(self._notice, name, None)
        if offer is not None and not self._is_answered:
            self._is_answered = True
            self._row.setEnabled(False)  # until another notice comes
            offer.do()


def _label() -> QLabel:
    label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setMinimumWidth(0)
    return label
