"""The window: three panes between two splitters. It puts widgets in their places and knows nothing else.

It comes in two steps, because each widget class of Qt costs milliseconds at its first use: made, it can be shown and
typed into; `furnish` adds the canvas, the list, the conversation and the strip, which have nothing to show before that.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from desktop.deferred import deferred
from desktop.ui.actions import Actions
from desktop.ui.composer.composer import Composer
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.theme import Theme, ThemeColors, palette, style_sheet

if TYPE_CHECKING:
    from desktop.ui import image_strip, notice_bar
    from desktop.ui.canvas import canvas as canvas_view
    from desktop.ui.canvas import tool_bar
    from desktop.ui.history import history_panel
    from desktop.ui.transcript import transcript as transcript_view
else:
    image_strip = deferred("desktop.ui.image_strip")
    notice_bar = deferred("desktop.ui.notice_bar")
    canvas_view = deferred("desktop.ui.canvas.canvas")
    tool_bar = deferred("desktop.ui.canvas.tool_bar")
    history_panel = deferred("desktop.ui.history.history_panel")
    transcript_view = deferred("desktop.ui.transcript.transcript")

NARROW = 1040
SIZE = QSize(1440, 900)


class MainWindow(QWidget):
    """The main window."""

    closed = Signal()
    dropped = Signal(QMimeData)
    paste_pressed = Signal()
    colors_wanted = Signal()  # the system's colours have changed

    canvas: "canvas_view.Canvas"  # these seven come with `furnish`
    history: "history_panel.HistoryPanel"
    transcript: "transcript_view.TranscriptView"
    strip: "image_strip.ImageStrip"
    notice: "notice_bar.NoticeBar"
    hint: "notice_bar.NoticeBar"
    tools: "tool_bar.ToolBar"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._furnished = False
        self._text_zoom = 1.0
        self.wants_to_close = False  # somebody may be quicker than those who listen to `closed`
        self.setWindowTitle("Askance")
        self.setMinimumSize(680, 400)  # half of a small screen
        self.resize(SIZE)
        self.setAcceptDrops(True)
        self.actions_ = Actions(self)
        self._canvas_room = QWidget()  # where the canvas will be
        QVBoxLayout(self._canvas_room).setContentsMargins(0, 0, 0, 0)
        self.composer = Composer()
        self.empty = EmptyState(self._canvas_room)
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
        self._workspace_pane = self._make_workspace_pane()
        self._talk_pane = self._make_talk_pane()
        self._side = _column("side")
        self._side.setMinimumWidth(224)
        for pane in (self._side, self._workspace_pane, self._talk_pane):
            self._splitter.addWidget(pane)
        for at, stretch in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(at, stretch)
            self._splitter.setCollapsible(at, False)
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes([236, 728, 476])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._side_folded_by_width = False
        self.actions_["side"].triggered.connect(lambda: self._fold(self._side))
        self.actions_["talk"].triggered.connect(lambda: self._fold(self._talk_pane))
        self.actions_["paste"].triggered.connect(self.paste_pressed)
        self.show_colors(theme)

    def build_panes(self) -> None:
        """Add what the first paint need not wait for."""
        colors = self._theme.colors
        self.canvas = canvas_view.Canvas()
        self.canvas.show_colors(colors)
        self.canvas.dropped.connect(self.dropped)
        self.actions_["picture"].triggered.connect(self.canvas.setFocus)
        room = self._canvas_room.layout()
        assert room is not None
        room.addWidget(self.canvas)
        self.empty.raise_()
        self.history = history_panel.HistoryPanel(colors)
        self.strip = image_strip.ImageStrip(colors)
        self.strip.hide()
        self.transcript = transcript_view.TranscriptView(self._theme)
        self.transcript.show_zoom(self._text_zoom)
        self.notice = notice_bar.NoticeBar(self._workspace_pane)
        self.notice.show_colors(colors)
        self.hint = notice_bar.NoticeBar(self.canvas.viewport(), at_bottom=True)
        self.hint.show_colors(colors)
        self.tools = tool_bar.ToolBar()
        self.tools.show_colors(colors)
        bar = self._workspace_bar.layout()
        assert isinstance(bar, QHBoxLayout)
        bar.insertWidget(1, self.tools)
        menu = QMenu(self._capture)
        for name in ("capture", "capture_screen", "capture_later"):
            menu.addAction(self.actions_[name])
        self._capture.setMenu(menu)
        self._workspace_pane.installEventFilter(self)
        for pane, at, widget in (
            (self._side, 0, self.history),
            (self._workspace_pane, 2, self.strip),
            (self._talk_pane, 1, self.transcript),
        ):
            layout = pane.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(at, widget, 0 if widget is self.strip else 1)
        self._room.deleteLater()
        self._furnished = True
        self._fit_tools()

    # panes

    def _make_workspace_pane(self) -> QWidget:
        bar, row = _bar("bar")
        buttons = {name: self._tool_button(name) for name in ("side", "undo", "redo", "fit", "as_seen")}
        for button in buttons.values():
            row.addWidget(button)
        row.addWidget(self.zoom_label)
        self._dispensable = *(buttons[name] for name in ("fit", "redo", "as_seen")), self.zoom_label
        row.addStretch(1)
        self._capture = self._tool_button("capture")
        self._capture.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        row.addWidget(self._capture)
        row.addWidget(self._tool_button("talk"))
        self._workspace_bar = bar
        pane = _column("deskPane", bar, self._canvas_room)
        pane.setMinimumWidth(325)
        return pane

    def _tool_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self.actions_[name])
        button.setIconSize(QSize(18, 18))
        return button

    def _fit_tools(self) -> None:
        """Give the tools the room that the other buttons of their bar leave; in a very small window some of them go."""
        for shown in range(len(self._dispensable), -1, -1):
            for at, button in enumerate(self._dispensable):
                button.setVisible(at < shown)
            if self.tools.fit_into(self._workspace_pane.width() - self._beside_tools()):
                return

    def _beside_tools(self) -> int:
        """The room that the other buttons of the bar take, as they are shown now."""
        row = self._workspace_bar.layout()
        assert row is not None
        widgets = [item.widget() for at in range(row.count()) if (item := row.itemAt(at)) is not None]
        shown = [each for each in widgets if each not in (None, self.tools) and not each.isHidden()]
        taken = [max(each.minimumWidth(), each.sizeHint().width()) for each in shown]
        margins = row.contentsMargins()
        return sum(taken) + (len(taken) + 1) * row.spacing() + margins.left() + margins.right()

    def _make_talk_pane(self) -> QWidget:
        head, row = _bar("paneHead")
        row.addWidget(self.model_button)
        row.addWidget(self.host_label)
        row.addStretch(1)
        menu = QMenu(self._more)
        menu.aboutToShow.connect(lambda: self.actions_.fill(menu))
        self._more.setMenu(menu)
        row.addWidget(self._more)
        self._room = QWidget()  # where the conversation will be
        pane = _column("conversationPane", head, self._room, self.composer)
        pane.setMinimumWidth(350)
        return pane

    def show_colors(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self._theme, colors = theme, theme.colors
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(colors))
        self.setStyleSheet(style_sheet(colors))
        self.actions_.show_colors(colors)
        self._more.setIcon(icon("more", colors.text))
        self.empty.show_colors(colors)
        if self._furnished:
            for part in (self.canvas, self.history, self.strip, self.notice, self.hint, self.tools):
                part.show_colors(colors)
            self.transcript.show_look(theme)

    @property
    def colors(self) -> ThemeColors:
        """The colours it has now."""
        return self._theme.colors

    def add_find_bar(self, bar: QWidget) -> None:
        """Put the bar for finding above the conversation."""
        layout = self._talk_pane.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, bar)

    def show_side(self) -> None:
        """Show the list of conversations."""
        self._side_folded_by_width = False
        self._side.show()

    def show_zoom(self, zoom: float) -> None:
        """The zoom, as per cent."""
        self.zoom_label.setText(f"{zoom * 100:.0f} %")

    def _fold(self, pane: QWidget) -> None:
        pane.setVisible(pane.isHidden())

    # places

    def layout_state(self) -> dict[str, Any]:
        """Where everything is, as plain values to be kept."""
        return {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            "splitter": bytes(self._splitter.saveState().toBase64().data()).decode("ascii"),
            "side": not self._side.isHidden() or self._side_folded_by_width,
            "talk": not self._talk_pane.isHidden(),
            "text": self.transcript.zoom if self._furnished else self._text_zoom,
        }

    def restore_layout(self, held: dict[str, Any]) -> None:
        """Go back to where everything was; what makes no sense is left as it is."""
        for name, restore in (("geometry", self.restoreGeometry), ("splitter", self._splitter.restoreState)):
            value = held.get(name)
            if isinstance(value, str):
                restore(QByteArray.fromBase64(value.encode("ascii", "replace")))
        self._side.setVisible(held.get("side") is not False)
        self._talk_pane.setVisible(held.get("talk") is not False)
        zoom = held.get("text")
        self._text_zoom = float(zoom) if isinstance(zoom, int | float) and 0.5 <= zoom <= 4 else 1.0

    def fit_on_screen(self) -> None:
        """Be no larger than the screen, and on it."""
        room = self.screen().availableGeometry()
        frame = self.frameGeometry().size() - self.size()  # nothing before the window manager has drawn it
        self.resize(self.size().boundedTo(room.size() - frame))
        x = max(room.left(), min(self.x(), room.right() - self.width()))
        y = max(room.top(), min(self.y(), room.bottom() - self.height()))
        if (x, y) != (self.x(), self.y()) and not self.isMaximized():
            self.move(x, y)

    def focus_question(self) -> None:
        """Go on typing; a conversation that was folded away comes back for it."""
        self._talk_pane.show()
        self.composer.field.setFocus()

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
        if narrow and not self._side.isHidden():
            self._side_folded_by_width = True
            self._side.hide()
        elif not narrow and self._side_folded_by_width:
            self._side_folded_by_width = False
            self._side.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._workspace_pane and event.type() == QEvent.Type.Resize:
            self._fit_tools()
        return False

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
            self.colors_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # the program ends in its own order, which also closes the window
        self.wants_to_close = True
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


def _column(name: str, *widgets: QWidget) -> QWidget:
    """A pane of widgets from top to bottom; the second of them takes the room."""
    pane = QWidget()
    pane.setObjectName(name)
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for at, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if at == 1 else 0)
    return pane
