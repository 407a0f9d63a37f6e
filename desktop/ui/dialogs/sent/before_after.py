"""A picture as it is here beside the picture as it leaves, zoomed and scrolled together."""

from functools import partial

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.dialogs.sent.changed_places import changed_places, with_changes
from desktop.ui.dialogs.sent.picture_pane import PicturePane
from desktop.ui.dialogs.sent.view_kind import ViewKind
from desktop.ui.theme import Theme

GAP = 12
STEP = 1.25  # of the zoom
LEAST_ZOOM, MOST_ZOOM = 0.05, 8.0  # pixels of the screen for one that leaves


class BeforeAfter(QWidget):
    """Shows the left half only where it is wanted and there is something to show."""

    zoomed = Signal(float)  # pixels of the screen for one that leaves

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kind = ViewKind.BOTH
        self._zoom: float | None = None  # None for as large as there is room
        self._sent, self._uncovered = QImage(), QImage()  # an empty one where it is not known
        self._words = ("", "")  # above what leaves, and above what was changed on it
        self._facts = ("", "")
        self.before = PicturePane(theme, _("Picture before"), _("Picture before, which can be scrolled"))
        self.after = PicturePane(theme, _("Picture as sent"), _("Picture as sent, which can be scrolled"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for pane in (self.before, self.after):
            row.addWidget(pane, 1)
        for one, other in ((self.before, self.after), (self.after, self.before)):
            for bar, twin in zip(_bars(one), _bars(other), strict=True):
                bar.valueChanged.connect(partial(_follow, twin))
        self.before.hide()

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one that leaves, as it is shown now."""
        return self._zoom if self._zoom is not None else self._fitting()

    def show_sent(self, image: QImage, title: str, facts: str, changes: str) -> None:
        """Shows a picture as it leaves; what it was before is not known yet. `changes` say what was done to it."""
        self._sent, self._uncovered = image, QImage()
        self._words, self._facts = (title, _("Changes")), (facts, changes)
        self.before.show_picture(QImage(), "", "")
        self._show()

    def show_before(self, image: QImage, title: str, facts: str) -> None:
        """Shows what it was before, in the same view."""
        self._uncovered = image
        self.before.show_picture(image, title, facts)
        self._show()

    def show_look(self, theme: Theme) -> None:
        """Shows the pictures, and what was changed on them, in the colours of this theme."""
        self._theme = theme
        for pane in (self.before, self.after):
            pane.show_look(theme)
        self._show()

    def show_kind(self, kind: ViewKind) -> None:
        """Shows both, what leaves alone, or what was changed on it."""
        self._kind = kind
        self._show()

    def _show(self) -> None:
        is_known = not self._uncovered.isNull()
        with_places = is_known and self._kind is ViewKind.CHANGES
        image = self._sent
        if with_places:
            image = with_changes(image, changed_places(self._uncovered, image), self._theme.colors)
        self.after.show_picture(image, self._words[with_places], self._facts[with_places])
        self.before.setVisible(is_known and self._kind is ViewKind.BOTH)
        self.fit()

    def zoom_to(self, zoom: float | None) -> None:
        """Zooms both; None is as large as there is room for."""
        self._zoom = None if zoom is None else max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        self.fit()

    def zoom_by(self, steps: int) -> None:
        """Zooms both in by so many steps, or out."""
        self.zoom_to(self.zoom * STEP**steps)

    def fit(self) -> None:
        """Gives both pictures the size that the zoom asks for."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        size = (QSizeF(self._sent.size()) * (self.zoom / self.devicePixelRatioF())).toSize()
        for pane in (self.before, self.after):
            pane.take_size(size)
        self.zoomed.emit(self.zoom)

    def _fitting(self) -> float:
        """Returns the zoom at which all of the picture is seen, at most 1."""
        room, size = self.after.area.viewport().size(), self._sent.size()
        if size.isEmpty():
            return 1.0
        ratio = self.devicePixelRatioF()
        return max(0.001, min(1.0, room.width() * ratio / size.width(), room.height() * ratio / size.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


def _bars(pane: PicturePane) -> tuple[QScrollBar, QScrollBar]:
    return pane.area.horizontalScrollBar(), pane.area.verticalScrollBar()


def _follow(bar: QScrollBar, value: int) -> None:
    if bar.value() != value:
        bar.setValue(value)
