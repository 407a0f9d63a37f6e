"""The dialog in which a column is declared: its name, type, choices, and what is asked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.many.field import Field, FieldType
from desktop.messages.language.catalogue import N_, _
from desktop.ui.look.dialog_size import fit_height, resize_by_text
from desktop.ui.look.wheel_proof import ChoiceBox
from desktop.ui.settings.field_column import FieldColumn

TYPE_WORDS = {
    FieldType.TEXT: N_("Text"),
    FieldType.NUMBER: N_("Number"),
    FieldType.DATE: N_("Date"),
    FieldType.CHOICE: N_("Choice"),
    FieldType.YES_NO: N_("Yes or no"),
    FieldType.LIST: N_("List"),
}
SIZE = (420, 360)  # for text of the usual height


class ColumnDialog(QDialog):
    """Emits the column once it is complete. `taken` are the names that other columns have."""

    chosen = Signal(Field)

    def __init__(self, parent: QWidget, taken: Sequence[str], field: Field | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Change column") if field else _("Add column"))
        resize_by_text(self, *SIZE)
        self._taken = {name.casefold() for name in taken}
        self.name, self.hint, self.choices = QLineEdit(), QLineEdit(), QLineEdit()
        self.type = ChoiceBox()
        for kind, words in TYPE_WORDS.items():
            self.type.addItem(_(words), kind)
        self._wrong = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._wrong.setProperty("warn", True)
        self._wrong.hide()
        self._form = FieldColumn()
        self._area = _scrolled(self._form)
        self._form.add_row(_("Name"), self.name, _("The head of the column, for example “Total”."))
        self._form.add_row(_("Type"), self.type)
        self._form.add_row(_("Choices"), self.choices, _("Separate them with commas: EUR, USD, GBP."))
        self._form.add_row(_("What to look for"), self.hint, _("A question or a hint: “What is the total, with tax?”"))
        for label, widget in (
            (_("Name"), self.name),
            (_("Type"), self.type),
            (_("Choices"), self.choices),
            (_("What to look for"), self.hint),
        ):
            widget.setAccessibleName(label)
        self._take, cancel = QPushButton(_("Change") if field else _("Add")), QPushButton(_("Cancel"))
        self._take.setProperty("primary", True)
        self._take.setDefault(True)
        self._take.clicked.connect(self._finish)
        cancel.setProperty("raised", True)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._wrong)
        layout.addLayout(buttons)
        self.type.currentIndexChanged.connect(lambda _: self._show_choices())
        self._fill(field or Field(""))

    def _fill(self, field: Field) -> None:
        self.name.setText(field.name)
        self.hint.setText(field.hint)
        self.choices.setText(", ".join(field.choices))
        self.type.setCurrentIndex(self.type.findData(field.type))
        self._show_choices()

    @property
    def wrong(self) -> str:
        """Why the column cannot be taken yet; empty if nothing is wrong."""
        return self._wrong.text()

    @property
    def field(self) -> Field:
        """The column as it is typed now."""
        kind = FieldType(self.type.currentData())
        parts = self.choices.text().split(",") if kind is FieldType.CHOICE else []
        choices = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
        return Field(" ".join(self.name.text().split()), kind, self.hint.text().strip(), choices)

    def _show_choices(self) -> None:
        self._form.show_row(self.choices, self.type.currentData() == FieldType.CHOICE)
        fit_height(self, self._area)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self, self._area)

    def _finish(self) -> None:
        field = self.field
        wrong, widget = self._fault(field)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        fit_height(self, self._area)
        if wrong:
            widget.setFocus()
            return
        self.accept()
        self.chosen.emit(field)

    def _fault(self, field: Field) -> tuple[str, QWidget]:
        """Returns what is wrong with a column, in words, and where to change it."""
        if not field.name or not field.name.isprintable():
            return _("Give the column a name."), self.name
        if field.name.casefold() in self._taken:
            return _("There is a column “{name}” already. Choose another name.").format(name=field.name), self.name
        if field.type is FieldType.CHOICE and len(field.choices) < 2:
            return _("A choice needs two choices or more, separated by commas."), self.choices
        return "", self.name


def _scrolled(form: QWidget) -> QScrollArea:
    """Returns an area in which a form is scrolled where it has no room."""
    area = QScrollArea(widgetResizable=True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are stops, and come into view
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(form)
    return area
