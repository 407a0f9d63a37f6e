"""Which rows the table shows: a chip for each state that there is, and a field to find words."""

from dataclasses import replace

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import number
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.search_field import SearchField
from desktop.ui.sheet.table.row_view import RowState
from desktop.ui.sheet.table.table_model import SheetModel
from desktop.ui.theme import Theme

FIND_UNITS = 190
TYPING_MS = 120  # without a letter, before the table is searched
CHIPS: tuple[tuple[str, tuple[RowState, ...]], ...] = (
    (N_("All"), ()),
    (N_("Done"), (RowState.DONE,)),
    (N_("Unsure"), (RowState.UNSURE,)),
    (N_("Failed"), (RowState.FAILED, RowState.SKIPPED)),
    (N_("Held"), (RowState.HELD,)),
    (N_("Not confirmed"), (RowState.NOT_CONFIRMED,)),
    (N_("Waiting"), (RowState.WAITING, RowState.ASKING)),
    (N_("Differ"), ()),  # rows in which two models have answered differently
)
_DIFFER = len(CHIPS) - 1


class FindField(SearchField):
    """A field that is as wide as its owner says."""

    wide = 0  # logical pixels

    def sizeHint(self) -> QSize:
        return QSize(self.wide, super().sizeHint().height())


class FilterRow(QWidget):
    """Chooses the rows of a `SheetModel`, and shows how many there are of each state."""

    chosen = Signal()

    def __init__(self, theme: Theme, model: SheetModel) -> None:
        super().__init__()
        self._model = model
        self._group = QButtonGroup(self)
        self._chips: list[QPushButton] = []
        for at, (words, _states) in enumerate(CHIPS):
            chip = QPushButton(_(words))
            chip.setCheckable(True)
            chip.setProperty("chip", True)
            chip.setChecked(not at)
            self._group.addButton(chip, at)
            self._chips.append(chip)
        self._group.idClicked.connect(lambda _: self._choose())
        self.field = FindField(theme, can_be_emptied=True)
        self.field.setPlaceholderText(_("Find in the table"))
        self.field.setAccessibleName(_("Find in the table"))
        self.field.setToolTip(_("Find in the table (Ctrl+F)"))
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _: self._typing.start())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 8)
        layout.addWidget(WrappingRow(*self._chips, self.field, at_end=1))
        model.counts_changed.connect(self.show_counts)
        self.show_look(theme)
        self.show_counts()

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """The chips that are shown."""
        return tuple(chip for chip in self._chips if not chip.isHidden())

    def show_look(self, theme: Theme) -> None:
        """Draws in this theme."""
        self.field.show_look(theme)
        self.field.wide = theme.px(FIND_UNITS)
        self.field.updateGeometry()

    def show_counts(self) -> None:
        """Shows the number of rows of each state; a chip without rows is hidden, unless it is the chosen one."""
        for at, (chip, (words, states)) in enumerate(zip(self._chips, CHIPS, strict=True)):
            count = self._model.differing if at == _DIFFER else self._model.count(*states)
            text = f"{_(words)} {number(count)}"
            if chip.text() != text:
                chip.setText(text)
            chip.setVisible(bool(count) or not at or chip.isChecked())

    def choose(self, state: RowState) -> None:
        """Shows the rows of the chip that has this state."""
        at = next(at for at, (_words, states) in enumerate(CHIPS) if state in states)
        self._chips[at].setChecked(True)
        self._choose()

    def search(self) -> None:
        """Finds what is typed at once."""
        self._typing.stop()
        self._choose()

    def _choose(self) -> None:
        at = self._group.checkedId()
        states, words = frozenset(CHIPS[at][1]), self.field.text()
        self._model.show_order(replace(self._model.order, states=states, words=words, differing=at == _DIFFER))
        self.show_counts()
        self.chosen.emit()
