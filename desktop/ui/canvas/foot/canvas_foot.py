"""The foot of the canvas: two pills over it, for the view on the left and for taking the image out on the right.

Where there is little room, the words go first, then the buttons of the view go into the menu of the zoom.
"""

from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QWidget

from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions
from desktop.ui.canvas.foot.drag_handle import DragHandle
from desktop.ui.canvas.foot.foot_button import FootButton
from desktop.ui.icons import icon
from desktop.ui.look.buttons import Rule, chevron_button, icon_size, menu_closed
from desktop.ui.look.menu import Menu
from desktop.ui.theme import Theme

EDGE_UNITS = 12
ZOOMS = (0.5, 1.0, 2.0, 4.0)
VIEW_ACTIONS = ("fit", "zoom_in", "zoom_out", "as_seen")
FOLDS = ((2, 2), (1, 2), (0, 1), (-1, 1), (-1, 0))
"""The rooms of both pills, from wide to narrow: in the view 2 all words, 1 one of them, 0 none, -1 the menu alone; on
the way out 2 all words, 1 none, 0 no handle either."""


class CanvasFoot(QObject):
    """Places both pills at the lower edge of `canvas`, outside what scrolls."""

    zoom_chosen = Signal(float)  # screen pixels for one view pixel
    drag_started = Signal(QMimeData)  # to be filled with the image in view
    drag_ended = Signal(bool)  # True if another program took it
    height_changed = Signal(int)  # logical pixels at the lower edge that the foot takes; 0 while it is hidden

    def __init__(self, canvas: QAbstractScrollArea, actions: Actions) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._actions = actions
        self._height = 0
        self._edge = EDGE_UNITS  # logical pixels between the pills and the edges of the canvas
        self._zoom = chevron_button(_("Zoom"), _("Zoom"))
        self._menu = Menu(self._zoom)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.aboutToHide.connect(partial(menu_closed, self._zoom))
        self._zoom.setMenu(self._menu)
        self._out = FootButton(actions["zoom_out"], "")
        self._in = FootButton(actions["zoom_in"], "")
        self._fit = FootButton(actions["fit"], _("Fit"))
        self._as_seen = FootButton(actions["as_seen"], _("As the model sees it"))
        self._handle = DragHandle()
        self._copy = FootButton(actions["copy_picture"], _("Copy picture"))
        self._save = FootButton(actions["save_picture"], _("Save"))
        self._view_pill = _pill(canvas, (self._out, self._zoom, self._in, None, self._fit, self._as_seen), _("View"))
        self._out_pill = _pill(canvas, (self._handle, None, self._copy, self._save), _("Picture out"))
        self._handle.drag_started.connect(self.drag_started)
        self._handle.drag_ended.connect(self.drag_ended)
        for button in (self._out, self._in):
            button.show_label(False)
        self.show_zoom(1.0)
        canvas.viewport().installEventFilter(self)

    @property
    def pills(self) -> tuple[QWidget, QWidget]:
        """The view and the way out, as they lie over the canvas."""
        return self._view_pill, self._out_pill

    def show(self, visible: bool) -> None:
        """Shows the foot while there is an image."""
        for pill in self.pills:
            pill.setVisible(visible)
        self._place()

    def show_zoom(self, zoom: float) -> None:
        """Shows the zoom (1.0 is 100 %)."""
        self._zoom.setText(percent(zoom))
        self._zoom.setAccessibleName(_("Zoom: {percent}").format(percent=percent(zoom)))
        self._place()

    def show_look(self, theme: Theme) -> None:
        """Draws in this theme."""
        self._zoom.setIcon(icon("below", theme.colors.text))
        self._zoom.setIconSize(icon_size(theme, 14))
        self._handle.setIcon(icon("grip", theme.colors.quiet))
        for button in (self._out, self._in, self._fit, self._as_seen, self._handle, self._copy, self._save):
            button.setIconSize(icon_size(theme))
        for pill in self.pills:
            for rule in pill.findChildren(Rule):
                rule.setFixedHeight(theme.px(24))
        self._edge = theme.px(EDGE_UNITS)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange):
            self._place()
        return False

    def _place(self) -> None:
        """Folds the pills until both fit, and puts them into the corners."""
        if self._view_pill.isHidden():
            self._tell_height(0)
            return
        port = self._canvas.viewport().geometry()
        for view_room, out_room in FOLDS:
            self._fold(view_room, out_room)
            sizes = [pill.sizeHint() for pill in self.pills]
            if sum(size.width() for size in sizes) + 3 * self._edge <= port.width():
                break
        height = max(size.height() for size in sizes)
        top = port.bottom() + 1 - self._edge - height
        lefts = port.left() + self._edge, port.right() + 1 - self._edge - sizes[1].width()
        if self._canvas.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            lefts = port.right() + 1 - self._edge - sizes[0].width(), port.left() + self._edge
        for pill, left, size in zip(self.pills, lefts, sizes, strict=True):
            pill.setGeometry(QRect(left, top, size.width(), height))
            pill.raise_()
        self._tell_height(height + 2 * self._edge)

    def _fold(self, view_room: int, out_room: int) -> None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for widget in self._view_pill.findChildren(QWidget, options=direct):
            widget.setHidden(view_room < 0 and widget is not self._zoom)
        self._fit.show_label(view_room > 0)
        self._as_seen.show_label(view_room > 1)
        for button in (self._copy, self._save, self._handle):
            button.show_label(out_room > 1)
        self._handle.setHidden(out_room == 0)
        for line in self._out_pill.findChildren(Rule):
            line.setHidden(out_room == 0)
        for pill in self.pills:
            layout = pill.layout()
            assert layout is not None
            layout.activate()

    def _tell_height(self, height: int) -> None:
        if height != self._height:
            self._height = height
            self.height_changed.emit(height)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in VIEW_ACTIONS:
            action = self._actions[name]
            entry = self._menu.addAction(f"{action.text()}\t{action.shortcut().toString()}", action.trigger)
            entry.setCheckable(action.isCheckable())
            entry.setChecked(action.isChecked())
        self._menu.addSeparator()
        for zoom in ZOOMS:
            self._menu.addAction(percent(zoom), partial(self.zoom_chosen.emit, zoom))


def _pill(canvas: QWidget, widgets: tuple[QWidget | None, ...], name: str) -> QFrame:
    """A hidden pill over `canvas` with these widgets in a row; None is a dividing line."""
    pill = QFrame(canvas)
    pill.setObjectName("pill")
    pill.setAccessibleName(name)
    pill.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
    row = QHBoxLayout(pill)
    row.setContentsMargins(4, 3, 4, 3)
    row.setSpacing(2)
    for widget in widgets:
        row.addWidget(Rule(pill) if widget is None else widget)
    pill.hide()
    return pill
