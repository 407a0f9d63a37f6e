"""Where a run is kept while history is off: in memory, or in a file; both choosing and opening one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.look.folding.folding_row import FoldingRow
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.settings.field_column import quiet

WORDS_UNITS = 150  # of width, that its words have before the buttons go below them


class KeptLine(QWidget):
    """A line of words with two buttons, hidden where there is nothing to say."""

    file_wanted = Signal()
    run_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = quiet()
        self._choose = QPushButton(_("Save it in a file…"))
        self._open = QPushButton(_("Open a run from a file…"))
        for button, wanted in ((self._choose, self.file_wanted), (self._open, self.run_wanted)):
            button.setProperty("raised", True)
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
        buttons = WrappingRow(self._choose, self._open, at_edge=True, takes_room=True)
        self._row = FoldingRow(self._words, buttons, stretches=(1, 0), least=WORDS_UNITS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._row)
        self.show_words("", may_choose=False, may_open=False)

    @property
    def words(self) -> str:
        """The words about where the run is kept."""
        return self._words.text()

    def show_words(self, words: str, may_choose: bool, may_open: bool) -> None:
        """Shows where the run is kept; `may_choose` offers a file for it, `may_open` one to go on with."""
        self._words.setText(words)
        self.setVisible(bool(words) or may_open)
        self._choose.setVisible(may_choose)
        self._open.setVisible(may_open)
        self._row.fold()
