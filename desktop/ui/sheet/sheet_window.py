"""The window "Many pictures": the page on which a run is put together, then its table with a picture beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.drop.drop_target import DropTarget
from desktop.ui.look.dialog_size import resize_on_screen
from desktop.ui.look.folding.scrolled_column import ScrolledColumn
from desktop.ui.look.menu import Menu
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.screen_reader.roles import Role, give_role, name_by_title
from desktop.ui.sheet.filter_row import FilterRow
from desktop.ui.sheet.progress_line import ProgressLine
from desktop.ui.sheet.setup.setup_page import SetupPage
from desktop.ui.sheet.sheet_head import SheetHead
from desktop.ui.sheet.sheet_notice import SheetNotice
from desktop.ui.sheet.side.picture_side import PictureSide
from desktop.ui.sheet.table.table_model import SheetModel
from desktop.ui.sheet.table.table_view import SheetTable
from desktop.ui.theme import Theme

SIZE = QSize(1180, 760)  # units
LEAST = QSize(680, 400)  # pixels
BESIDE_UNITS = 1000  # from this width on the picture stands beside the table
SIDE_UNITS = 380


class SheetWindow(QWidget):
    """A window of its own; emits what is dropped on it, and that it is closed."""

    dropped = Signal(QMimeData)
    closed = Signal()
    copy_wanted = Signal(str)  # text for the clipboard
    look_shown = Signal(Theme)  # for the windows over it
    kept_open = Signal()  # the user wants to close it, and `stays_open`

    def __init__(self, theme: Theme, kinds: Sequence[tuple[str, str]]) -> None:
        """`kinds` are the kinds of private text that can be covered, each with its words."""
        super().__init__()
        give_role(self, Role.WINDOW)
        self._theme = theme
        self.setObjectName("sheet")
        self.setWindowTitle(_("Many pictures"))
        name_by_title(self)
        resize_on_screen(self, QSize(theme.px(SIZE.width()), theme.px(SIZE.height())), LEAST)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = SheetModel(self)
        self.setup = SetupPage(theme, kinds)
        self.head, self.progress = SheetHead(theme), ProgressLine(theme)
        self.notice, self.filters = SheetNotice(), FilterRow(theme, self.model)
        self.table, self.side = SheetTable(theme, self.model), PictureSide(theme)
        self.passing = NoticeBar(self, at_bottom=True)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._pages = QStackedWidget()
        self.stays_open = False  # closing asks first
        self._wants_picture = False  # where there is no room for both
        self._lay_out()
        self._connect_keys()
        DropTarget(self).dropped.connect(self.dropped)
        self.side.canvas.dropped.connect(self.dropped)
        self.show_look(theme)
        self.show_setup()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("sheetColumn")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.progress, self.notice, self.filters):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self._left = ScrolledColumn(content)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.side)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([self.width() - self._theme.px(SIDE_UNITS), self._theme.px(SIDE_UNITS)])
        self._pages.addWidget(self.setup)
        self._pages.addWidget(self._splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.head.picture_pressed.connect(self._turn)
        self.side.table_pressed.connect(self._turn)

    def _connect_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+F", self._find),
            ("F6", lambda: self._go_to_pane(1)),
            ("Shift+F6", lambda: self._go_to_pane(-1)),
            ("Ctrl+Up", lambda: self.table.step(-1)),
            ("Ctrl+Down", lambda: self.table.step(1)),
            ("Ctrl+P", self._turn),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self.side.step_pressed.connect(self.table.step)
        self.table.menu_wanted.connect(self._open_menu)
        self.table.copied.connect(self.copy_wanted)
        self.table.key_pressed.connect(lambda: self._left.bring(self.table))
        self.notice.changed.connect(lambda: self._left.bring(self.notice))

    # what is shown

    def show_look(self, theme: Theme) -> None:
        """Shows everything in this theme."""
        self._theme = theme
        self.setStyleSheet(style_sheet(theme))
        for part in (self.setup, self.head, self.progress, self.filters, self.table, self.side, self.passing):
            part.show_look(theme)
        self.look_shown.emit(theme)

    @property
    def theme(self) -> Theme:
        """The colours and the font that are shown now."""
        return self._theme

    def show_setup(self) -> None:
        """Shows the page on which a run is put together."""
        self._pages.setCurrentWidget(self.setup)

    def show_table(self) -> None:
        """Shows the table."""
        self._pages.setCurrentWidget(self._splitter)
        self._fold()
        self.table.setFocus()

    @property
    def shows_table(self) -> bool:
        """True while the table is shown."""
        return self._pages.currentWidget() is self._splitter

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.stays_open:
            event.ignore()
            self.kept_open.emit()
            return
        super().closeEvent(event)
        self.closed.emit()

    # panes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @property
    def _is_wide(self) -> bool:
        return self.width() >= self._theme.px(BESIDE_UNITS)

    def _fold(self) -> None:
        """Shows the picture beside the table, or where there is no room for both, the one that is wanted."""
        wide = self._is_wide
        both = not self.side.isHidden() and not self._left.isHidden()
        self.head.show_narrow(not wide)
        self.side.show_narrow(not wide)
        self.side.setVisible(wide or self._wants_picture)
        self._left.setVisible(wide or not self._wants_picture)
        if wide and not both:
            side = self._theme.px(SIDE_UNITS)
            self._splitter.setSizes([self.width() - side, side])

    def _turn(self) -> None:
        """Where there is no room for both, go from the table to the picture, or back."""
        if self._is_wide:
            return
        self._wants_picture = not self._wants_picture
        self._fold()
        (self.side.canvas if self._wants_picture else self.table).setFocus()

    def _open_menu(self, place: QPoint) -> None:
        if self.table.currentIndex().isValid():
            self.cell_menu().popup(place)

    def cell_menu(self) -> Menu:
        """Returns the menu of the chosen cell."""
        index, editor = self.table.currentIndex(), self.side.editor
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit = menu.addAction(_("Edit"))
        edit.triggered.connect(lambda: self.table.edit(index))
        edit.setEnabled(bool(self.model.flags(index) & Qt.ItemFlag.ItemIsEditable))
        menu.addAction(_("Copy")).triggered.connect(self.table.copy)
        menu.addAction(_("Ask again")).triggered.connect(lambda: editor.again_pressed.emit(""))
        editor.models_wanted.emit()
        menu.addMenu(editor.models)
        menu.addAction(_("What is sent…")).triggered.connect(self.side.sent_pressed)
        menu.addSeparator()
        sort = menu.addAction(_("Sort by this column"))
        sort.triggered.connect(lambda: self.table.sort_by_section(index.column()))
        return menu

    def _find(self) -> None:
        self._left.bring(self.filters)
        self.filters.field.setFocus()
        self.filters.field.selectAll()

    def _go_to_pane(self, by: int) -> None:
        """Moves the focus on or back: table, picture, the field of the cell, then the table again."""
        order = (self.table, self.side.canvas, self.side.editor.field)
        at = next((at for at, widget in enumerate(order) if widget.hasFocus()), -1 if by > 0 else 0)
        for step in range(1, len(order) + 1):
            widget = order[(at + by * step) % len(order)]
            if widget.isVisible():
                (self._left if widget is self.table else self.side).bring(widget)
                widget.setFocus()
                return
