"""The sheet "What is sent": destination, each image pixel for pixel, facts about it, and the request's own text."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.image.annotated_image import ResendPolicy
from desktop.messages.language.catalogue import N_, _
from desktop.ui.composer.key_button import KeyButton
from desktop.ui.dialogs.sent.earlier_questions import EarlierQuestions
from desktop.ui.dialogs.sent.image_facts import selectable_label
from desktop.ui.dialogs.sent.request_preview_model import RequestPreview
from desktop.ui.dialogs.sent.sent_pictures import SentPictures
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.theme import Theme, fixed_font

SHARE = 0.9  # of the window
LEAST = QSize(480, 340)
NOTHING_IS_SENT = N_("Nothing is sent. This computer answers from the text in your pictures.")
NARROW_UNITS, LEAST_TAB_UNITS = 460, 170  # the width below which things stand one under another, a tab's least height


class _Tabs(QTabWidget):
    """Tabs whose pages scroll: they need no height of their own, so that the foot below stays in view."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class RequestPreviewDialog(QDialog):
    """Shows a request before it goes; emits that the user wants to ask, or another resend policy for an image."""

    ask_requested = Signal()
    copy_requested = Signal()
    resend_policy_chosen = Signal(int, ResendPolicy)  # the image's index

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is sent"))
        self.setMinimumSize(LEAST)
        self.resize((parent.size() * SHARE).expandedTo(LEAST))
        self._theme = theme
        self._view: RequestPreview | None = None
        self._destination = selectable_label("quiet")
        self.pictures = SentPictures(theme)
        self.pictures.policy_chosen.connect(self.resend_policy_chosen)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(_("The request"))
        self._earlier = EarlierQuestions(theme)
        self._summary = selectable_label("quiet")
        self._ask = QPushButton(_("Ask ⏎"))
        self._ask.setAccessibleName(_("Ask"))
        self._ask.setProperty("primary", True)
        self._ask.clicked.connect(self.ask_requested)
        self._lay_out()
        self._give_room()

    # layout, from the top

    def _head(self) -> QHBoxLayout:
        """Returns the title and the destination, and a button that closes."""
        title = QLabel(_("What is sent"))
        title.setObjectName("sentTitle")
        self._cross = close = QToolButton()
        close.setIcon(icon("close", self._theme.colors.quiet))
        close.setToolTip(_("Close (Esc)"))
        close.setAccessibleName(_("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc and the button at the foot do the same
        close.clicked.connect(self.reject)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self._destination)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 16, 4)
        head.addLayout(words, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _lay_out(self) -> None:
        self._tabs = tabs = _Tabs(documentMode=True)
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after it: the line above is for the bar as well
        tabs.tabBar().setDrawBase(False)  # a hairline of our own is there
        tabs.setUsesScrollButtons(False)  # all tabs are in view, with “…” where large text leaves no room
        tabs.setElideMode(Qt.TextElideMode.ElideRight)
        tabs.addTab(self.pictures, _("Pictures"))
        tabs.addTab(self._text, _("Request text"))
        tabs.addTab(self._earlier, _("Earlier questions"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(tabs, 1)
        column.addWidget(self._foot())
        scrolled = QScrollArea()  # with large text, not all of it is in view
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._ask.setDefault(True)

    def _foot(self) -> QWidget:
        """Returns the totals with the buttons beside them."""
        self._copy = copy = QPushButton(_("Copy request"))
        close = KeyButton()
        close.show_offer(_("Close"), _("Esc"), _("Esc"))
        copy.setIcon(icon("paste", self._theme.colors.text))
        copy.setToolTip(_("Copy request with pictures"))
        copy.clicked.connect(self.copy_requested)
        close.setProperty("raised", True)
        close.clicked.connect(self.reject)
        foot = QWidget()
        foot.setObjectName("stripBar")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot_row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.addWidget(self._summary, 1)
        buttons = QHBoxLayout()
        for button in (copy, close, self._ask):
            buttons.addWidget(button)
        row.addLayout(buttons)
        return foot

    def show_look(self, theme: Theme) -> None:
        """Shows everything in this theme."""
        self._theme = theme
        for part in (self.pictures, self._earlier):
            part.show_look(theme)
        self._give_room()
        self._fold()

    def _give_room(self) -> None:
        """Gives what does not follow the font by itself the size of the text."""
        self._text.setFont(fixed_font(self._theme.points * 0.95))
        self._tabs.setMinimumHeight(self._theme.px(LEAST_TAB_UNITS))
        for button in (self._cross, self._copy):
            button.setIconSize(icon_size(self._theme, 16))

    def _fold(self) -> None:
        """Puts things one under another where text is large for the window."""
        is_narrow = self.width() < self._theme.px(NARROW_UNITS)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._foot_row.setDirection(direction)
        self.pictures.fold(is_narrow)

    # what is shown

    def allow_copying(self, is_allowed: bool) -> None:
        """Lets the request's text be selected, or not: what is selected can be copied."""
        flags = Qt.TextInteractionFlag
        selectable = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        for text in (self._text, self._earlier):
            text.setTextInteractionFlags(selectable if is_allowed else flags.NoTextInteraction)

    def show_view(self, view: RequestPreview) -> None:
        """Shows a request: first the image that `view` names, and later the one that was shown before."""
        is_first = self._view is None
        self._view = view
        sent, here = _("To {destination}. Exactly this, nothing else."), _(NOTHING_IS_SENT)
        self._destination.setText(sent.format(destination=view.destination) if view.is_sent else here)
        self._text.setPlainText(view.request)
        self._earlier.show_questions(view.earlier)
        self._tabs.setTabVisible(1, view.is_sent)
        self._tabs.setTabVisible(2, bool(view.earlier))
        self._copy.setVisible(view.is_sent)
        self._summary.setText(view.summary)
        self._ask.setEnabled(view.can_ask)
        self.pictures.show_view(view, view.first if is_first else None)

    def show_stale(self) -> None:
        """Disables Ask until the next `show_view`: what is shown is no longer what would go."""
        self._ask.setEnabled(False)

    @property
    def view(self) -> RequestPreview | None:
        """The request that is shown; None before the first."""
        return self._view

    @property
    def shown(self) -> tuple[str, ...]:
        """The SHA-256 of each image of the request."""
        return tuple(item.sha256 for item in self._view.items) if self._view is not None else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        self.pictures.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pictures.fit()
