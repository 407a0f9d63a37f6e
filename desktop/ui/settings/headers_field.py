"""The row of the settings for headers of the user's own. Values that were typed are never shown again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.core.settings.own_headers import headers_of
from desktop.messages.language.catalogue import N_, _
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import Paragraph

BAD_HEADERS = N_(
    "Write one header per line, as “Name: value”, in plain letters. Askance sets those of the connection itself."
)


class HeadersField(QWidget):
    """A field for headers, and a sentence about those that are kept."""

    given = Signal(tuple)  # names and values; empty removes those that are kept

    def __init__(self) -> None:
        super().__init__()
        self._field = Paragraph()
        self._field.setPlaceholderText(_("Name: value, one per line, for services that need more than a key"))
        self._field.setAccessibleName(_("Headers"))
        self._field.show_lines(2)
        self._field.setTabChangesFocus(True)
        self._keep = QPushButton(_("Save headers"))
        self._forget = QPushButton(_("Remove headers"))
        self._forget.setEnabled(False)
        self._status = quiet()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._field)
        layout.addWidget(WrappingRow(self._status, self._keep, self._forget, at_end=2))
        self._keep.clicked.connect(self.give)
        self._forget.clicked.connect(lambda: self.given.emit(()))

    @property
    def status(self) -> str:
        """The sentence about the headers."""
        return self._status.text()

    def show_names(self, names: tuple[str, ...]) -> None:
        """Shows the names of the headers that are kept."""
        saved = _("Saved with the key: {names}").format(names=", ".join(names))
        self._status.setText(saved if names else _("No headers"))
        self._forget.setEnabled(bool(names))

    def give(self) -> None:
        """Emits what was typed, if it is headers; otherwise shows what is wrong."""
        headers = headers_of(self._field.toPlainText())
        if headers is None:
            self._status.setText(_(BAD_HEADERS))
        elif headers:
            self._field.clear()
            self.given.emit(headers)
