"""The texts that go along with the question, each as a chip above it: name, size, tokens."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from desktop.core.conversation.attached_text import AttachedText
from desktop.messages.language.catalogue import _
from desktop.messages.texts.attached_words import text_facts
from desktop.ui.look.menu import Menu

LONGEST_NAME = 32  # letters on a chip; the tooltip has all of them


class TextChip(QPushButton):
    """A text. Its menu, and Delete, remove it."""

    remove_pressed = Signal()

    def __init__(self, text: AttachedText) -> None:
        super().__init__()
        facts = text_facts(text)
        name = text.name if len(text.name) <= LONGEST_NAME else f"{text.name[:20]}…{text.name[-11:]}"
        isolated = f"\u2068{name}\u2069"  # whatever its script is, the numbers behind it stay behind it
        self.setText(f"{isolated} · {facts}".replace("&", "&&"))
        self.setProperty("chip", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Text {name}, {facts}").format(name=text.name, facts=facts))
        self.setAccessibleDescription(_("Goes along with the question. Delete removes it."))
        words = _("{name} goes along with the question. Delete removes it.").format(name=text.name)
        self.setToolTip(f"<p>{escape(words)}</p>")  # rich text for certain, so that no name is taken for it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_pressed.emit()
        else:
            super().keyPressEvent(event)


class TextChips(QScrollArea):
    """Shows the chips in one row, which scrolls to the one in focus; hidden without any."""

    removed = Signal(int)
    sent_requested = Signal()  # to see what would be sent

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Texts of the question"))
        self.setObjectName("textChips")
        self.viewport().setObjectName("chipView")
        self._texts: tuple[AttachedText, ...] = ()
        self.chips: list[TextChip] = []
        self.hide()

    def show_texts(self, texts: tuple[AttachedText, ...]) -> None:
        """Shows these texts."""
        if texts == self._texts:
            return
        had_focus = next((at for at, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        self._texts, self.chips = texts, [TextChip(text) for text in texts]
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(4)
        for at, chip in enumerate(self.chips):
            row.addWidget(chip)
            chip.remove_pressed.connect(lambda at=at: self.removed.emit(at))
            chip.clicked.connect(lambda _=False, at=at: self._open_menu(at))
            chip.installEventFilter(self)
        row.addStretch(1)
        inside.setObjectName("chipRow")
        self.setWidget(inside)
        self._fit()
        self.setVisible(bool(texts))
        if had_focus >= 0 and self.chips:
            self.chips[min(had_focus, len(self.chips) - 1)].setFocus()

    def point_out(self, at: int) -> None:
        """Leads to a chip."""
        self.chips[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.chips[at])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the chips have another font
            self._fit()
        return super().event(event)

    def eventFilter(self, chip: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(chip, QWidget):
            self.ensureWidgetVisible(chip)
        return False

    def _fit(self) -> None:
        inside = self.widget()
        if inside is not None:
            self.setFixedHeight(max(1, inside.sizeHint().height()))

    def _open_menu(self, at: int) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Remove"), lambda: self.removed.emit(at))
        menu.addAction(_("What is sent"), self.sent_requested.emit)
        menu.popup(self.chips[at].mapToGlobal(QPoint(0, -menu.sizeHint().height())))
