"""The veil over the place where what is dragged will be added: it lights up while a drag is above it."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.core.image.source_image import PDF
from desktop.core.image_formats import BY_SUFFIX
from desktop.messages.formatting import counted_images
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


class DropVeil(QFrame):
    """Covers `over` as long as it lives, and lets every event through."""

    def __init__(self, over: QWidget, data: QMimeData) -> None:
        super().__init__(over)
        self.setObjectName("dropVeil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for words, kind in ((_("Drop to add"), "strong"), (dragged_words(data), "quiet")):
            label = QLabel(words, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setProperty(kind, True)
            label.setVisible(bool(words))
            column.addWidget(label)
        column.addStretch(1)
        self.setGeometry(over.rect())
        self.raise_()
        self.show()


def dragged_words(data: QMimeData) -> str:
    """Returns how many pictures and other files are dragged; empty where none are named."""
    names = [url.fileName().lower() for url in data.urls() if url.isLocalFile()]
    formats = [BY_SUFFIX.get(name.rpartition(".")[2]) for name in names]
    count = sum(found is not None and found.mime != PDF for found in formats)
    others = len(names) - count
    words = [counted_images(count)] if count else []
    return ", ".join([*words, counted("{count} file", "{count} files", others)] if others else words)
