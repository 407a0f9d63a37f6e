"""The veil over the place where what is dragged will be added: it lights up while a drag is above it."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
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
            if words:
                label = QLabel(words, self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                label.setProperty(kind, True)
                column.addWidget(label)
        column.addStretch(1)
        self._over = over
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False


def dragged_words(data: QMimeData) -> str:
    """Returns how many pictures and other files are dragged; empty where none are named, or one may be a folder: how
    much is in it only the disk knows, which no drag waits for.
    """
    names = [url.fileName().lower() for url in data.urls() if url.isLocalFile()]
    if any("." not in name[1:] for name in names):
        return ""
    formats = [BY_SUFFIX.get(name.rpartition(".")[2]) for name in names]
    count = sum(found is not None and found.mime != PDF for found in formats)
    others = len(names) - count
    words = [counted_images(count)] if count else []
    return ", ".join([*words, counted("{count} file", "{count} files", others)] if others else words)
