"""The list of what was set aside beside the history, in the settings: what, since when, how large, and its removal."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.core.conversation.kept_aside import KEPT_FOR, AsideKind, KeptAside
from desktop.messages.formatting import size
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted, day_in_words
from desktop.ui.settings.field_column import quiet

_KINDS = {
    AsideKind.HISTORY: N_("A history that was replaced"),
    AsideKind.IMAGES: N_("Pictures that no conversation uses"),
}


class KeptAsideList(QWidget):
    """Is hidden while nothing is set aside. `opened` says that it may be out of date."""

    opened = Signal()
    remove_requested = Signal(str)  # the name of an entry

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 12, 0, 0)

    def show_entries(self, entries: Sequence[KeptAside]) -> None:
        """Shows these entries in the place of those before."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if entries:
            goes = counted(
                "Set aside on this computer. It is removed after {count} day.",
                "Set aside on this computer. It is removed after {count} days.",
                KEPT_FOR.days,
            )
            self._rows.addWidget(quiet(goes))
        for entry in entries:
            self._rows.addWidget(self._row(entry))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def _row(self, entry: KeptAside) -> QWidget:
        words = entry_in_words(entry)
        remove = QPushButton(_("Remove"))
        remove.setProperty("raised", True)
        remove.setAutoDefault(False)
        remove.setAccessibleName(_("Remove: {what}").format(what=words))
        remove.clicked.connect(partial(self.remove_requested.emit, entry.name))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(quiet(words), 1)
        layout.addWidget(remove)
        return row


def entry_in_words(entry: KeptAside) -> str:
    """Returns an entry as one line: what it is, its name, its day, its size, and whether it stays."""
    stays = _("couldn't be read completely, so it stays until you remove it") if entry.is_incomplete else ""
    parts = (_(_KINDS[entry.kind]), entry.name, day_in_words(entry.day), size(entry.size), stays)
    return " · ".join(filter(None, parts))
