"""The row below both pictures: what is shown of them, and how large."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.ui.dialogs.sent.view_kind import ViewKind
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.theme import Theme


class ViewBar(WrappingRow):
    """Offers both pictures, what leaves alone or what was changed, and the zoom."""

    view_wanted = Signal(ViewKind)
    zoom_steps = Signal(int)  # in, or out
    fit_wanted = Signal()
    actual_size_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        self.views = {
            ViewKind.BOTH: _button(_("Side by side")),
            ViewKind.SENT: _button(_("Only what leaves")),
            ViewKind.CHANGES: _button(_("Changes")),
        }
        self._group = QButtonGroup()
        for button in self.views.values():
            button.setCheckable(True)
            self._group.addButton(button)
        self.views[ViewKind.BOTH].setChecked(True)
        self.smaller, self.larger = _step(theme, "minus", _("Zoom out")), _step(theme, "new", _("Zoom in"))
        self._percent = QLabel()
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fit, self.actual = _button(_("Fit")), _button(_("Actual size"))
        self._choices = _pill(*self.views.values())
        zoom = _pill(self.smaller, self._percent, self.larger, self.fit, self.actual)
        super().__init__(self._choices, zoom, at_end=1)
        for kind, button in self.views.items():
            button.toggled.connect(partial(self._toggled, kind))
        self.smaller.clicked.connect(lambda: self.zoom_steps.emit(-1))
        self.larger.clicked.connect(lambda: self.zoom_steps.emit(1))
        self.fit.clicked.connect(self.fit_wanted)
        self.actual.clicked.connect(self.actual_size_wanted)
        self.show_look(theme)

    def show_look(self, theme: Theme) -> None:
        """Gives the signs and the zoom the size of this theme's text."""
        for button in (self.smaller, self.larger):
            button.setIconSize(icon_size(theme, 16))
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance(percent(8.88)))

    def _toggled(self, kind: ViewKind, is_chosen: bool) -> None:
        if is_chosen:
            self.view_wanted.emit(kind)

    def offer_before(self, offered: bool) -> None:
        """Offers the choice, where there is something before."""
        self._choices.setVisible(offered)

    def show_zoom(self, zoom: float) -> None:
        """Shows the zoom; 1.0 is actual size."""
        self._percent.setText(percent(zoom))
        self._percent.setAccessibleName(_("Zoom: {percent}").format(percent=percent(zoom)))


def _button(words: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _step(theme: Theme, name: str, words: str) -> QToolButton:
    button = _button("")
    button.setIcon(icon(name, theme.colors.text))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def _pill(*widgets: QWidget) -> QFrame:
    pill = QFrame()
    pill.setObjectName("pill")
    row = QHBoxLayout(pill)
    row.setContentsMargins(4, 3, 4, 3)
    row.setSpacing(2)
    for widget in widgets:
        row.addWidget(widget)
    return pill
