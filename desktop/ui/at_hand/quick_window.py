"""The small window of Quick ask: the picture, the question and its answer, above the windows of other programs.

It shows the transcript and the composer of the main window, which lends them while it is out of sight: there is one
conversation, with one way to ask, whichever of the two windows shows it.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.at_hand.quick_content import QuickContent
from desktop.ui.at_hand.quick_head import QuickHead
from desktop.ui.at_hand.quick_picture import QuickPicture
from desktop.ui.composer.composer import Composer
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.screen_reader.roles import Role, give_role, name_by_title
from desktop.ui.theme import Theme
from desktop.ui.transcript.transcript import TranscriptView

WIDTH_UNITS = 420
LARGEST = 0.7  # of the screen's height; LOOK's figure
EDGE = 1  # the line around the window
LEAST_ANSWER_UNITS = 140  # of the height that an answer has all the same: the rest scrolls; chosen
GAP = 12  # logical pixels between the region and the window


class QuickAskWindow(QWidget):
    """Emits what the user wants; its owner hands over what it shows. Esc stops, and closes if nothing is asked."""

    escaped = Signal()
    closed = Signal()
    copy_requested = Signal()
    text_requested = Signal()
    open_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        give_role(self, Role.WINDOW)
        self.setWindowTitle(_("Askance quick ask"))
        name_by_title(self)
        self.setObjectName("quickAsk")
        self.setProperty("forOneQuestion", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._transcript: TranscriptView | None = None
        self._composer: Composer | None = None
        self._notice: NoticeBar | None = None
        self.head = QuickHead(self)
        self.head.pinned.connect(self._pin)
        self.head.closed.connect(self.closed)
        self.picture = QuickPicture()
        self._status = QLabel(wordWrap=True)
        self._status.setProperty("quiet", True)
        self._status.setProperty("small", True)
        self._copy = self._button(_("Copy"), _("Copy the answer"), self.copy_requested)
        self._text = self._button(_("Copy text"), _("Copy the text in the picture (Ctrl+Shift+T)"), self.text_requested)
        self._open = self._button(_("Open in Askance"), _("Go on in the window (Ctrl+O)"), self.open_requested)
        self._content_height = 0  # of the transcript, when the window was fitted last
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        self._lay_out()
        self.show_look(theme)

    @staticmethod
    def _button(words: str, tooltip: str, pressed: object) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tooltip)
        button.setAccessibleName(tooltip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        self._foot = QWidget()
        self._notice_room = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(14, 0, 6, 4)
        row.addWidget(WrappingRow(self._status, self._text, self._copy, self._open, at_end=3))
        self._content = QuickContent()
        self._content.installEventFilter(self)
        self._content.column.addWidget(self.picture)
        self._content.column.addWidget(self._foot)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab brings what is in it into view
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._notice_room)
        column.addWidget(self._area, 1)

    def show_look(self, theme: Theme) -> None:
        """Shows everything in this theme."""
        self._theme = theme
        self.setStyleSheet(style_sheet(theme))
        self.head.show_look(theme)
        self.picture.show_look(theme)
        for button, name in ((self._copy, "copy"), (self._text, "note"), (self._open, "out")):
            button.setIcon(icon(name, theme.colors.text))
            button.setIconSize(icon_size(theme, 16))
        self.setFixedWidth(min(theme.px(WIDTH_UNITS), self.screen().availableGeometry().width()))

    # what is lent

    def take(self, transcript: TranscriptView, composer: Composer, notice: NoticeBar) -> None:
        """Shows the transcript and the composer of the main window, and its notices: those that stay in a room of their
        own, where they cover neither the picture nor what is private on it.
        """
        self._transcript, self._composer, self._notice = transcript, composer, notice
        notice.stand_over(self)
        notice.placed.connect(self._fit_soon.start)
        self._content.column.insertWidget(1, transcript, 1)
        self._content.column.addWidget(composer)
        transcript.viewport().installEventFilter(self)
        composer.field.textChanged.connect(self._show_typed)
        transcript.show()
        composer.show()

    def let_go(self) -> None:
        """Hides, and keeps nothing that was lent."""
        self.hide()
        if self._transcript is not None and self._composer is not None:
            self._transcript.viewport().removeEventFilter(self)
            self._transcript.setMinimumHeight(0)
            self._composer.field.textChanged.disconnect(self._show_typed)
            self._transcript = self._composer = None
        if self._notice is not None:
            self._notice.placed.disconnect(self._fit_soon.start)
            self._notice.stand_over(None)
            self._notice = None

    def _show_typed(self) -> None:
        """Scrolls to the caret: an answer may have pushed the field that has the focus out of sight."""
        if self._composer is not None and self._composer.field.hasFocus():
            self._area.ensureWidgetVisible(self._composer.field)

    # what is shown

    def show_state(self, status: str, has_answer: bool, has_turns: bool) -> None:
        """Shows a line about the answer, and offers to copy it; without turns there is no room for a conversation."""
        self._status.setText(status)
        self._copy.setVisible(has_answer)
        if self._transcript is not None:
            self._transcript.setVisible(has_turns)
        self._fit_soon.start()

    def show_beside(self, region: QRect) -> None:
        """Shows the window beside a region of the desktop, never over it where there is room."""
        self._fit()
        screen = QGuiApplication.screenAt(region.center()) or self.screen()
        self.move(place_beside(region, self.size(), screen.availableGeometry()))
        self.show()
        self.raise_()
        self.activateWindow()
        if self._composer is not None:
            self._composer.field.setFocus()

    def _pin(self, pinned: bool) -> None:
        """Stays above the windows of other programs, or no longer; the window is not made anew for it."""
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowStaysOnTopHint, pinned)

    def _fit(self) -> None:
        """Grows with the answer, up to a part of the screen; then the transcript scrolls."""
        room = self.screen().availableGeometry()
        most, transcript = round(room.height() * LARGEST), self._transcript
        height = self._least_height()
        if transcript is not None and not transcript.isHidden():
            rest, self._content_height = height - transcript.minimumHeight(), transcript.parts.area.content_height
            free = max(room.height() - rest, room.height() // 5)
            least = min(self._theme.px(LEAST_ANSWER_UNITS), free)
            transcript.setMinimumHeight(max(1, min(self._content_height, max(most - rest, least))))
            height = rest + transcript.minimumHeight()
        policies, is_cut = Qt.ScrollBarPolicy, height > room.height()
        self._area.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if is_cut else policies.ScrollBarAlwaysOff)
        height = min(height, room.height())
        if height != self.height():
            self.setFixedHeight(height)
            self.move(self.x(), max(room.top(), min(self.y(), room.bottom() + 1 - height)))

    def _least_height(self) -> int:
        """Returns the height that everything needs at this width, with room below the head for a notice that stays."""
        head = max(self.head.minimumHeight(), self.head.minimumSizeHint().height())
        notice = max(0, self._notice.room - EDGE - head) if self._notice is not None else 0
        self._notice_room.setFixedHeight(notice)
        return head + notice + self._content.heightForWidth(self.width() - 2 * EDGE) + 2 * EDGE

    # events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fits the window when something in it, or the text of the conversation, needs another height."""
        transcript, kind = self._transcript, event.type()
        is_text = transcript is not None and watched is transcript.viewport() and kind == QEvent.Type.Paint
        has_grown = is_text and transcript is not None and transcript.parts.area.content_height != self._content_height
        if kind == QEvent.Type.LayoutRequest or has_grown:
            self._fit_soon.start()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_O and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.open_requested.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # the owner takes back what it has lent first
        self.closed.emit()


def place_beside(region: QRect, size: QSize, room: QRect) -> QPoint:
    """Returns where a window of that size stands beside `region`: at its right, left, below or above it; without room
    on any side, at the lower right of `room`.
    """
    width, height = size.width(), size.height()
    y = max(room.top(), min(region.top(), room.bottom() + 1 - height))
    x = max(room.left(), min(region.left(), room.right() + 1 - width))
    if region.right() + GAP + width <= room.right() + 1:
        return QPoint(region.right() + GAP, y)
    if region.left() - GAP - width >= room.left():
        return QPoint(region.left() - GAP - width, y)
    if region.bottom() + GAP + height <= room.bottom() + 1:
        return QPoint(x, region.bottom() + GAP)
    if region.top() - GAP - height >= room.top():
        return QPoint(x, region.top() - GAP - height)
    return QPoint(max(room.left(), room.right() - width - GAP), max(room.top(), room.bottom() - height - GAP))
