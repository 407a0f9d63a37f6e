"""The main window: three panes between two splitters. It places widgets and knows nothing else.

It is built in two steps, because each widget class of Qt costs milliseconds at its first use. After the constructor it
can be shown and typed into; `build_panes` adds the canvas, the history, the transcript and the strip.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.deferred import deferred
from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions
from desktop.ui.drop.drop_target import DropTarget
from desktop.ui.empty_state import EmptyState
from desktop.ui.look.program_look import show_everywhere
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.panes.conversation_pane import ConversationPane
from desktop.ui.panes.history_fold import HistoryFold
from desktop.ui.panes.one_pane import OnePane
from desktop.ui.panes.pane import Pane
from desktop.ui.panes.workspace_pane import WorkspacePane
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme, ThemeColors

if TYPE_CHECKING:
    from desktop.ui import notice_bar
    from desktop.ui.canvas import canvas as canvas_view
    from desktop.ui.canvas.bar import tool_bar
    from desktop.ui.canvas.foot import canvas_foot
    from desktop.ui.history import history_panel
    from desktop.ui.screen_reader import role_interfaces
    from desktop.ui.strip import image_strip
    from desktop.ui.transcript import transcript as transcript_view
else:
    image_strip = deferred("desktop.ui.strip.image_strip")
    notice_bar = deferred("desktop.ui.notice_bar")
    canvas_view = deferred("desktop.ui.canvas.canvas")
    tool_bar = deferred("desktop.ui.canvas.bar.tool_bar")
    canvas_foot = deferred("desktop.ui.canvas.foot.canvas_foot")
    history_panel = deferred("desktop.ui.history.history_panel")
    role_interfaces = deferred("desktop.ui.screen_reader.role_interfaces")
    transcript_view = deferred("desktop.ui.transcript.transcript")

SIZE = QSize(1440, 900)
LEAST = QSize(680, 400)  # half of a small screen


class MainWindow(QWidget):
    """The main window."""

    closed = Signal()
    dropped = Signal(QMimeData)
    paste_pressed = Signal()
    colors_wanted = Signal()  # the system's colours have changed
    look_shown = Signal(Theme)  # for windows that have no other news of it
    coming_to_front = Signal()  # whatever was lent to another window is wanted back

    canvas: "canvas_view.Canvas"  # these eight come with `build_panes`
    history: "history_panel.HistoryPanel"
    transcript: "transcript_view.TranscriptView"
    strip: "image_strip.ImageStrip"
    notice: "notice_bar.NoticeBar"
    hint: "notice_bar.NoticeBar"
    foot: "canvas_foot.CanvasFoot"
    tools: "tool_bar.ToolBar"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        give_role(self, Role.WINDOW)
        self._is_built = False
        self._text_zoom = 1.0
        self.wants_to_close = False  # the user may be quicker than those who listen to `closed`
        self.setWindowTitle("Askance")
        self.setMinimumSize(LEAST)
        self.resize(SIZE)
        DropTarget(self, lambda: self.picture_pane.canvas_room).dropped.connect(self.dropped)
        self.actions_ = Actions(self)
        self._history_pane = Pane("side", _("History"))
        self.picture_pane = WorkspacePane(self.actions_)
        self.conversation_pane = talk = ConversationPane(self.actions_)
        self.head = self.conversation_pane.head
        self.empty = EmptyState(self.picture_pane.canvas_room)
        self.empty.capture_requested.connect(self.actions_["capture"].trigger)
        self.composer = self.conversation_pane.composer
        self.model_button = self.composer.chip.model
        self.host_label = self.composer.chip.host
        self.composer.attach_requested.connect(self.actions_["open"].trigger)
        self._splitter = self._split()
        self._fold = HistoryFold(self, self._splitter, self._history_pane)
        self.panes = OnePane(self, self.picture_pane, self.conversation_pane)
        self.actions_["side"].triggered.connect(self._fold.toggle)
        self.actions_["talk"].triggered.connect(lambda: self.panes.toggle(talk))
        self.panes.changed.connect(lambda: self.picture_pane.offer_conversation(talk.isHidden()))
        self.actions_["paste"].triggered.connect(self.paste_pressed)
        self.show_colors(theme)

    def _split(self) -> QSplitter:
        """The splitter with the panes in it; only the workspace grows with the window."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for index, pane in enumerate((self._history_pane, self.picture_pane, self.conversation_pane)):
            splitter.addWidget(pane)
            splitter.setStretchFactor(index, int(pane is self.picture_pane))
            splitter.setCollapsible(index, False)
        splitter.setHandleWidth(1)
        splitter.setSizes([236, 728, 476])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        return splitter

    def build_panes(self, between: Callable[[], None] = lambda: None) -> None:
        """Adds what the first paint need not wait for; `between` is called now and then."""
        role_interfaces.install_roles()
        role_interfaces.renew_roles(self)
        colors = self._theme.colors
        self.canvas = canvas_view.Canvas()
        self.canvas.show_colors(colors)
        self.canvas.dropped.connect(self.dropped)
        self.actions_["picture"].triggered.connect(lambda: self.panes.focus(self.picture_pane, self.canvas))
        between()
        self.strip = image_strip.ImageStrip(self._theme)
        self.strip.hide()
        self.tools = tool_bar.ToolBar(self.actions_)
        self.tools.show_look(self._theme)
        between()
        self.picture_pane.fill(self.tools, self.canvas, self.strip)
        between()
        self.notice = notice_bar.NoticeBar(self.picture_pane)
        self.hint = notice_bar.NoticeBar(self.canvas, below=8)
        self.foot = canvas_foot.CanvasFoot(self.canvas, self.actions_)
        for bar in (self.strip, self.notice, self.hint, self.foot):
            bar.show_look(self._theme)
        self.picture_pane.fold_strip(self._theme, self.strip, self.foot)
        self.foot.height_changed.connect(self.canvas.keep_clear)
        self.picture_pane.place_notices(self.notice, self.hint, self.foot)
        self.canvas.zoomed.connect(self.foot.show_zoom)
        self.empty.raise_()
        between()
        self.history = history_panel.HistoryPanel(self._theme, self.actions_)
        self._history_pane.column.addWidget(self.history, 1)
        self.history.open_requested.connect(lambda *_: self._fold.put_away())
        between()
        self.transcript = transcript_view.TranscriptView(self._theme)
        self.transcript.show_zoom(self._text_zoom)
        self.conversation_pane.fill(self.transcript)
        self.composer.add_gate()
        self.composer.gate.show_look(self._theme)
        self._is_built = True

    def show_colors(self, theme: Theme) -> None:
        """Shows everything with this theme."""
        self._theme, colors = theme, theme.colors
        show_everywhere(theme)
        self.setStyleSheet(style_sheet(theme))
        self.actions_.show_colors(colors)
        for part in (self.conversation_pane, self.picture_pane, self._fold, self.panes, self.empty):
            part.show_look(theme)
        if self._is_built:
            for built in (self.history, self.foot, self.notice, self.hint, self.strip):
                built.show_look(theme)
            self.canvas.show_colors(colors)
            self.composer.gate.show_look(theme)
            self.transcript.show_look(theme)
        self.look_shown.emit(theme)

    @property
    def theme(self) -> Theme:
        """The colours and the font that are shown now."""
        return self._theme

    @property
    def colors(self) -> ThemeColors:
        """The colours that are shown now."""
        return self._theme.colors

    def add_find_bar(self, bar: QWidget) -> None:
        """Puts the bar for finding words above the conversation."""
        self.conversation_pane.add_find_bar(bar)

    def show_side(self) -> None:
        """Shows the history."""
        self._fold.show()

    def layout_state(self) -> dict[str, Any]:
        """The places and sizes of the window and its panes, as plain values for a file."""
        return {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            "splitter": bytes(self._fold.splitter_state.toBase64().data()).decode("ascii"),
            "side": self._fold.is_wanted,
            "talk": self.panes.is_wanted(self.conversation_pane),
            "text": self.transcript.zoom if self._is_built else self._text_zoom,
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Restores what `layout_state` returned once; a value of the wrong kind changes nothing."""
        for name, restore in (("geometry", self.restoreGeometry), ("splitter", self._fold.restore)):
            if isinstance(value := state.get(name), str):
                restore(QByteArray.fromBase64(value.encode("ascii", "replace")))
        self._fold.want(state.get("side") is not False)
        self.panes.want(self.conversation_pane, state.get("talk") is not False)
        zoom = state.get("text")
        self._text_zoom = float(zoom) if isinstance(zoom, int | float) and 0.5 <= zoom <= 4 else 1.0

    def fit_on_screen(self) -> None:
        """Shrinks and moves the window so that all of it is on its screen."""
        room = self.screen().availableGeometry()
        frame = self.frameGeometry().size() - self.size()  # nothing before the window manager has drawn it
        self.setMinimumSize(LEAST.boundedTo(room.size() - frame))
        self.resize(self.size().boundedTo(room.size() - frame))
        x = max(room.left(), min(self.x(), room.right() + 1 - frame.width() - self.width()))
        y = max(room.top(), min(self.y(), room.bottom() + 1 - frame.height() - self.height()))
        if (x, y) != (self.x(), self.y()) and not self.isMaximized():
            self.move(x, y)

    def focus_question(self) -> None:
        """Focuses the question; a conversation pane that was folded away is shown for it."""
        self.panes.focus(self.conversation_pane, self.composer.field)

    def come_to_front(self) -> None:
        """Brings the window in front of the others, from the dock if it is minimised."""
        self.coming_to_front.emit()
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_pressed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.composer.fold()  # its own size tells nothing of the window's

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self.colors_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # the program ends in its own order, which also closes the window
        self.wants_to_close = True
        self.closed.emit()
