"""The window: three panes between two splitters. It puts widgets in their places and knows nothing else."""

from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.actions import Actions
from desktop.ui.canvas.view import Canvas
from desktop.ui.composer import Composer
from desktop.ui.empty import EmptyDesk
from desktop.ui.history_panel import HistoryPanel
from desktop.ui.icons import icon
from desktop.ui.markup import Look
from desktop.ui.notice import Notice
from desktop.ui.strip import Strip
from desktop.ui.theme import palette, style_sheet
from desktop.ui.transcript.view import Transcript

NARROW = 1040
SIZE = QSize(1440, 900)


class Window(QWidget):
    """The main window."""

    closed = Signal()
    dropped = Signal(QMimeData)
    paste_pressed = Signal()
    colours_wanted = Signal()  # the system's colours have changed

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setWindowTitle("Askance")
        self.setMinimumSize(480, 400)
        self.resize(SIZE)
        self.setAcceptDrops(True)
        self.actions_ = Actions(self)
        colours = look.colours
        self.history = HistoryPanel(colours)
        self.canvas = Canvas()
        self.strip = Strip(colours)
        self.transcript = Transcript(look)
        self.composer = Composer()
        self.empty = EmptyDesk(self.canvas.viewport())
        self.model_button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.model_button.setAccessibleName("Model")
        self.host_label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.host_label.setProperty("quiet", True)
        self.zoom_label = QToolButton()
        self.zoom_label.setMinimumWidth(58)
        self.zoom_label.setToolTip("Actual size (Ctrl+1)")
        self._more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName("Menu")
        self._more.setToolTip("Menu")
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._desk_pane = self._make_desk_pane()
        self._talk_pane = self._make_talk_pane()
        for pane in (self.history, self._desk_pane, self._talk_pane):
            self._splitter.addWidget(pane)
        for at, stretch in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(at, stretch)
            self._splitter.setCollapsible(at, False)
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes([236, 728, 476])
        self.notice = Notice(self._desk_pane)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._side_folded_by_width = False
        self.actions_["side"].triggered.connect(lambda: self._fold(self.history))
        self.actions_["talk"].triggered.connect(lambda: self._fold(self._talk_pane))
        self.actions_["paste"].triggered.connect(self.paste_pressed)
        self.canvas.dropped.connect(self.dropped)
        self.show_colours(look)

    # panes

    def _make_desk_pane(self) -> QWidget:
        bar, row = _bar("bar")
        for name in ("side", "open", "paste", "", "undo", "redo", "", "fit"):
            if not name:
                row.addSpacing(8)
                continue
            button = QToolButton()
            button.setDefaultAction(self.actions_[name])
            button.setIconSize(QSize(18, 18))
            if name in ("open", "paste", "fit"):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        row.addWidget(self.zoom_label)
        row.addStretch(1)
        right = QToolButton()
        right.setDefaultAction(self.actions_["talk"])
        row.addWidget(right)
        return _column("deskPane", bar, self.canvas, self.strip)

    def _make_talk_pane(self) -> QWidget:
        head, row = _bar("paneHead")
        row.addWidget(self.model_button)
        row.addWidget(self.host_label)
        row.addStretch(1)
        menu = QMenu(self._more)
        self.actions_.fill(menu)
        self._more.setMenu(menu)
        row.addWidget(self._more)
        pane = _column("conversationPane", head, self.transcript, self.composer)
        pane.setMinimumWidth(350)
        return pane

    def show_colours(self, look: Look) -> None:
        """Show everything in these colours."""
        colours = look.colours
        self.colours = colours
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(colours))
        self.setStyleSheet(style_sheet(colours))
        self.actions_.show_colours(colours)
        self._more.setIcon(icon("more", colours.text))
        for part in (self.history, self.canvas, self.strip, self.empty, self.notice):
            part.show_colours(colours)
        self.transcript.show_look(look)

    def show_zoom(self, zoom: float) -> None:
        """The zoom, as per cent."""
        self.zoom_label.setText(f"{zoom * 100:.0f} %")

    def _fold(self, pane: QWidget) -> None:
        pane.setVisible(pane.isHidden())

    # places

    def places(self) -> dict[str, Any]:
        """Where everything is, as plain values to be kept."""
        return {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            "splitter": bytes(self._splitter.saveState().toBase64().data()).decode("ascii"),
            "side": not self.history.isHidden() or self._side_folded_by_width,
            "talk": not self._talk_pane.isHidden(),
        }

    def put_in_places(self, held: dict[str, Any]) -> None:
        """Go back to where everything was; what makes no sense is left as it is."""
        for name, restore in (("geometry", self.restoreGeometry), ("splitter", self._splitter.restoreState)):
            value = held.get(name)
            if isinstance(value, str):
                restore(QByteArray.fromBase64(value.encode("ascii", "replace")))
        self.history.setVisible(held.get("side") is not False)
        self._talk_pane.setVisible(held.get("talk") is not False)

    def come_to_front(self) -> None:
        """Be in front of the other windows, out of the dock if need be."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    # what the user does

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow and not self.history.isHidden():
            self._side_folded_by_width = True
            self.history.hide()
        elif not narrow and self._side_folded_by_width:
            self._side_folded_by_width = False
            self.history.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_pressed.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self.colours_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # the program ends in its own order, which also closes the window
        self.closed.emit()


def _bar(name: str) -> tuple[QWidget, QHBoxLayout]:
    bar = QWidget()
    bar.setObjectName(name)
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QHBoxLayout(bar)
    layout.setContentsMargins(10, 6, 10, 6)
    layout.setSpacing(4)
    bar.setFixedHeight(46)
    return bar, layout


def _column(name: str, top: QWidget, middle: QWidget, bottom: QWidget) -> QWidget:
    pane = QWidget()
    pane.setObjectName(name)
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(top)
    layout.addWidget(middle, 1)
    layout.addWidget(bottom)
    return pane
