"""The window in which the library of quick questions is edited."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.asking.saved_prompts import DEFAULT_QUICK_QUESTIONS, LONGEST_NAME, MOST, QuickQuestion

SIZE = (620, 420)


class QuickQuestionEditor(QDialog):
    """Shows the library; says what it has become, with each change."""

    changed = Signal(object)  # tuple of QuickQuestion

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Quick questions")
        self.resize(*SIZE)
        self._questions: list[QuickQuestion] = []
        self._list = QListWidget()
        self._list.setAccessibleName("Quick questions")
        self._list.currentRowChanged.connect(self._show_one)
        self._name = QLineEdit()
        self._name.setAccessibleName("Name")
        self._name.setPlaceholderText("Name")
        self._name.setMaxLength(LONGEST_NAME)
        self._name.textEdited.connect(lambda _: self._take())
        self._words = QPlainTextEdit()
        self._words.setAccessibleName("What is asked")
        self._words.setPlaceholderText("What is asked")
        self._words.setTabChangesFocus(True)
        self._words.textChanged.connect(self._take)
        self._showing = False
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._list, 1)
        row = QHBoxLayout()
        self._buttons = {}
        for label, name, does in (
            ("Add", "Add a question", self._add),
            ("Remove", "Remove this question", self._remove),
            ("↑", "Move up", lambda: self._move(-1)),
            ("↓", "Move down", lambda: self._move(1)),
        ):
            button = QPushButton(label)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(does)
            row.addWidget(button)
            self._buttons[label] = button
        left.addLayout(row)
        right.addWidget(self._name)
        right.addWidget(self._words, 1)
        hint = QLabel("One click above the question asks it, or / and its name.", textFormat=Qt.TextFormat.PlainText)
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        right.addWidget(hint)
        usual, close = QPushButton("Usual ones"), QPushButton("Close")
        usual.setToolTip("Put the questions back that Askance comes with")
        usual.clicked.connect(self._bring_usual)
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        ends = QHBoxLayout()
        ends.addWidget(usual)
        ends.addStretch(1)
        ends.addWidget(close)
        panes = QHBoxLayout()
        panes.addLayout(left, 2)
        panes.addLayout(right, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addLayout(panes, 1)
        layout.addLayout(ends)

    def show_questions(self, questions: tuple[QuickQuestion, ...]) -> None:
        """Show this library."""
        self._questions = list(questions)
        self._list_again(0)

    def _list_again(self, at: int) -> None:
        self._showing = True
        self._list.clear()
        self._list.addItems([each.name or "Without a name" for each in self._questions])
        self._showing = False
        self._list.setCurrentRow(max(0, min(at, len(self._questions) - 1)))
        self._show_one(self._list.currentRow())

    def _show_one(self, at: int) -> None:
        if self._showing:
            return
        held = 0 <= at < len(self._questions)
        self._showing = True
        self._name.setText(self._questions[at].name if held else "")
        self._words.setPlainText(self._questions[at].words if held else "")
        self._showing = False
        for field in (self._name, self._words):
            field.setEnabled(held)
        self._buttons["Add"].setEnabled(len(self._questions) < MOST)

    def _take(self) -> None:
        at = self._list.currentRow()
        if self._showing or not 0 <= at < len(self._questions):
            return
        self._questions[at] = QuickQuestion(self._name.text().strip(), self._words.toPlainText().strip())
        self._list.item(at).setText(self._questions[at].name or "Without a name")
        self._say()

    def _add(self) -> None:
        self._questions.append(QuickQuestion("", ""))
        self._list_again(len(self._questions) - 1)
        self._name.setFocus()

    def _remove(self) -> None:
        at = self._list.currentRow()
        if 0 <= at < len(self._questions):
            del self._questions[at]
            self._list_again(at)
            self._say()

    def _move(self, by: int) -> None:
        at = self._list.currentRow()
        to = at + by
        if 0 <= at < len(self._questions) and 0 <= to < len(self._questions):
            self._questions[at], self._questions[to] = self._questions[to], self._questions[at]
            self._list_again(to)
            self._say()

    def _bring_usual(self) -> None:
        known = {each.name for each in self._questions}
        self._questions += [each for each in DEFAULT_QUICK_QUESTIONS if each.name not in known]
        self._list_again(len(self._questions) - 1)
        self._say()

    def _say(self) -> None:
        """Say what the library is now; one that has no name or no words yet is not in it."""
        self.changed.emit(tuple(each for each in self._questions if each.name and each.words))
