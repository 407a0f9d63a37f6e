"""The welcome at the first start: three cards that say who can answer, with what each costs."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.ui.ground import ground_of
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.mirroring import directed
from desktop.ui.theme import Theme

BESIDE_UNITS = 150  # of the width: margins, icon and gaps of a card


@dataclass(frozen=True, slots=True)
class Way:
    """A choice of who answers, as a card shows it, translated."""

    name: str
    icon: str
    label: str
    cost: str
    sentence: str


WAYS = (
    Way(
        "key",
        "cloud",
        N_("An AI service"),
        N_("Best answers · paid"),
        N_("Needs a key. Sees your pictures when you ask."),
    ),
    Way("local", "server", N_("A server on this computer"), N_("Private"), N_("Ollama or LM Studio. Nothing leaves.")),
    Way(
        "here",
        "computer",
        N_("This computer alone"),
        N_("No set-up"),
        N_("Finds text in your pictures. Free, offline."),
    ),
)


class Welcome(QScrollArea):
    """Covers the empty conversation until its owner deletes it. Alt+1 to Alt+3 choose a card."""

    chosen = Signal(str)  # the name of a choice in WAYS
    at_hand_wanted = Signal(bool)  # the global shortcut and the tray icon

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, widgetResizable=True)
        self._has_said = False
        self.setObjectName("welcome")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("welcome")
        title = QLabel(_("Who should answer?"), wordWrap=True)
        title.setObjectName("emptyTitle")
        column = self._column = QVBoxLayout(inside)
        column.setSpacing(theme.px(10))
        column.addStretch(1)
        column.addWidget(title)
        self._rules = _quiet("")
        self._rules.hide()
        column.addWidget(self._rules)
        self._hint = _quiet(_("Choose now, or just paste a picture and ask: Askance starts with this computer alone."))
        column.addWidget(self._hint)
        self._units = theme.px(100) / 100
        self._dispensable: list[tuple[QLabel, QLabel, QLabel]] = []  # names of cards, and what they can do without
        self.cards = tuple(self._card(way, number, theme) for number, way in enumerate(WAYS, 1))
        for card in self.cards:
            column.addWidget(card)
        self._result = _quiet(_("You can change this in Settings."))
        column.addWidget(self._result)
        self.at_hand = QCheckBox(_("Ask from any program, by a shortcut and a tray icon"))
        self.at_hand.setToolTip(_("Off until you switch it on; the keys are in Settings → At hand"))
        self.at_hand.clicked.connect(self.at_hand_wanted)
        column.addWidget(self.at_hand)
        column.addStretch(2)
        self.setWidget(inside)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())

    @property
    def result(self) -> str:
        """The words about the last choice."""
        return self._result.text()

    def say(self, words: str) -> None:
        """Shows the result of a choice."""
        self._result.setText(strip_control_characters(words))
        self._has_said = True
        self._result.show()

    def show_rules(self, words: str) -> None:
        """Shows whose rules apply; nothing if `words` are empty."""
        self._rules.setText(words)
        self._rules.setVisible(bool(words))

    def _card(self, way: Way, number: int, theme: Theme) -> QPushButton:
        card = QPushButton()
        card.setProperty("card", True)
        card.setAccessibleName(_(way.label))
        card.setAccessibleDescription(sentences(f"{_(way.cost)}.", _(way.sentence)))
        card.setShortcut(f"Alt+{number}")
        card.clicked.connect(partial(self.chosen.emit, way.name))
        sign = QLabel()
        sign.setPixmap(icon(way.icon, theme.colors.accent).pixmap(icon_size(theme, 22)))
        name, cost, key = QLabel(_(way.label)), QLabel(_(way.cost)), QLabel(f"Alt {number}")
        self._dispensable.append((name, cost, key))
        name.setProperty("strong", True)
        cost.setProperty("badge", True)
        key.setProperty("key", True)
        first = QHBoxLayout()
        first.addWidget(name)
        first.addSpacing(theme.px(8))
        first.addWidget(cost, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addLayout(first)
        words.addWidget(_quiet(directed(_(way.sentence))))
        row = QHBoxLayout(card)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(sign)
        row.addLayout(words, 1)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        for label in card.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        card.setMinimumHeight(row.minimumSize().height())
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what is not needed to choose where the cards would not be whole otherwise."""
        super().resizeEvent(event)
        is_small = self.width() < 420 * self._units or self.height() < 320 * self._units
        for part in (self._hint, self.at_hand):
            part.setVisible(not is_small)
        self._result.setVisible(not is_small or self._has_said)
        side, above = (round(units * self._units) for units in ((14, 6) if is_small else (24, 12)))
        self._column.setContentsMargins(side, above, side, above)
        room = self.width() - round(BESIDE_UNITS * self._units)
        for name, cost, key in self._dispensable:
            needed = sum(label.sizeHint().width() for label in (name, cost, key))
            name.setWordWrap(name.sizeHint().width() > room)
            for label in (cost, key):
                label.setVisible(not is_small and needed <= room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(ground_of(self).rect())
        return False


def _quiet(words: str) -> QLabel:
    label = QLabel(words, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setProperty("quiet", True)
    return label
