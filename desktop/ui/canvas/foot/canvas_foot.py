"""The foot of the canvas: two pills over it, for the view on the left and for taking the image out on the right.

Where there is little room, the words go first, then the buttons of the view go into the menu of the zoom. In a narrow
window, which shows no strip, the switch of images stands on the left, and the zoom beside the way out.
"""

from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QWidget

from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions
from desktop.ui.canvas.foot.drag_handle import DragHandle
from desktop.ui.canvas.foot.foot_button import SLACK_PX, FootButton
from desktop.ui.canvas.foot.image_switch import ImageSwitch
from desktop.ui.icons import icon
from desktop.ui.look.buttons import Rule, chevron_button, icon_size, menu_closed
from desktop.ui.look.menu import Menu
from desktop.ui.theme import Theme

EDGE_UNITS, NARROW_EDGE_UNITS = 12, 8  # the second beside the switch
NARROW_UNITS = 30  # the width of an icon there
WIDEST = 16777215  # Qt's QWIDGETSIZE_MAX, which is no bound
ZOOMS = (0.5, 1.0, 2.0, 4.0)
VIEW_ACTIONS = ("fit", "zoom_in", "zoom_out", "as_seen")
FOLDS = ((2, 2), (1, 2), (0, 1), (-1, 1), (-1, 0))
"""The rooms of both pills, from wide to narrow: in the view 2 all words, 1 one of them, 0 none, -1 the menu alone; on
the way out 2 all words, 1 none, 0 no handle either."""
SWITCH_FOLDS = ((2, 1), (2, 0), (1, 0), (0, 0))
"""The same beside the switch: 2 all of its buttons, 1 the number and the arrows, 0 the number alone."""


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
        self._narrow = NARROW_UNITS
        self._edges = EDGE_UNITS, NARROW_EDGE_UNITS  # logical pixels between the pills and the edges of the canvas
        self._is_shown = False
        self.has_switch = False  # of images, in the place of the view
        self.switch = ImageSwitch(canvas)
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
        self.switch.changed.connect(self._place)
        self._handle.drag_started.connect(self.drag_started)
        self._handle.drag_ended.connect(self.drag_ended)
        for button in (self._out, self._in):
            button.show_label(False)
        self.show_zoom(1.0)
        canvas.viewport().installEventFilter(self)

    @property
    def pills(self) -> tuple[QWidget, QWidget]:
        """What lies at the left and at the right over the canvas: the view or the switch, and the way out."""
        return self.switch if self.has_switch else self._view_pill, self._out_pill

    def show(self, visible: bool) -> None:
        """Shows the foot while there is an image."""
        self._is_shown = visible
        for pill in self.pills:
            pill.setVisible(visible)
        self._place()

    def show_switch(self, has_switch: bool) -> None:
        """Shows the switch of images in the place of the view, whose zoom then stands with the way out."""
        if has_switch == self.has_switch:
            return
        had_focus = self._zoom.hasFocus()
        self.has_switch = has_switch
        row = (self._out_pill if has_switch else self._view_pill).layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(0 if has_switch else 1, self._zoom)
        self._zoom.show()
        if had_focus:
            self._zoom.setFocus()
        self._view_pill.setVisible(self._is_shown and not has_switch)
        self.switch.setVisible(self._is_shown and has_switch)
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
        self.switch.show_look(theme)
        for pill in (self._view_pill, self._out_pill):
            for rule in pill.findChildren(Rule):
                rule.setFixedHeight(theme.px(24))
        self._narrow = theme.px(NARROW_UNITS)
        self._edges = theme.px(EDGE_UNITS), theme.px(NARROW_EDGE_UNITS)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange):
            self._place()
        return False

    def _place(self) -> None:
        """Folds the pills until both fit, and puts them into the corners."""
        if not self._is_shown:
            self._tell_height(0)
            return
        port, edge = self._canvas.viewport().geometry(), self._edges[self.has_switch]
        for view_room, out_room in SWITCH_FOLDS if self.has_switch else FOLDS:
            self._fold(view_room, out_room)
            sizes = [pill.sizeHint() for pill in self.pills]
            if sum(size.width() for size in sizes) + 3 * edge <= port.width():
                break
        height = max(size.height() for size in sizes)
        top = port.bottom() + 1 - edge - height
        lefts = port.left() + edge, port.right() + 1 - edge - sizes[1].width()
        if self._canvas.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            lefts = port.right() + 1 - edge - sizes[0].width(), port.left() + edge
        for pill, left, size in zip(self.pills, lefts, sizes, strict=True):
            pill.setGeometry(QRect(left, top, size.width(), height))
            pill.raise_()
        self._tell_height(height + 2 * edge)

    def _fold(self, view_room: int, out_room: int) -> None:
        if self.has_switch:
            self.switch.fold(view_room)
        else:
            self._fold_view(view_room)
        for small in (self._copy, self._save):
            small.setMinimumWidth(self._narrow if self.has_switch else 0)
            small.setMaximumWidth(self._narrow if self.has_switch else WIDEST)
        self._zoom.setMaximumWidth(self._zoom.sizeHint().width() - SLACK_PX if self.has_switch else WIDEST)
        for button in (self._copy, self._save, self._handle):
            button.show_label(out_room > 1)
        self._handle.setHidden(out_room == 0)
        for line in self._out_pill.findChildren(Rule):
            line.setHidden(out_room == 0 and not self.has_switch)
        for pill in self.pills:
            layout = pill.layout()
            assert layout is not None
            layout.activate()

    def _fold_view(self, room: int) -> None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for widget in self._view_pill.findChildren(QWidget, options=direct):
            widget.setHidden(room < 0 and widget is not self._zoom)
        self._fit.show_label(room > 0)
        self._as_seen.show_label(room > 1)

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
