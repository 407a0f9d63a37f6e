"""The page on which a run is put together: pictures, question, columns, what is covered, budget and rate."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.many.field import Field
from desktop.messages.language.catalogue import _
from desktop.ui.look.folding.scrolled_column import ScrolledColumn
from desktop.ui.settings.field_column import FieldColumn, quiet
from desktop.ui.sheet.setup.column_dialog import TYPE_WORDS, ColumnDialog
from desktop.ui.sheet.setup.kept_line import KeptLine
from desktop.ui.sheet.setup.kind_menu import KindMenu
from desktop.ui.sheet.setup.name_list import NameList
from desktop.ui.sheet.setup.run_bounds import RunBounds
from desktop.ui.sheet.setup.run_choice import RunChoice
from desktop.ui.theme import Theme

QUESTION_LINES = 3
WIDEST_UNITS = 720
LOW_UNITS = 300  # of height: in less, what says where the run is kept scrolls with all else


class SetupPage(QWidget):
    """Emits where pictures shall come from, and that the run shall be listed."""

    pictures_pressed = Signal()
    folder_pressed = Signal()
    conversation_pressed = Signal()
    source_removed = Signal(int)
    list_pressed = Signal()
    run_opened = Signal(int)  # the index of an earlier run
    run_deleted = Signal(int)

    def __init__(self, theme: Theme, kinds: Sequence[tuple[str, str]]) -> None:
        """`kinds` are the kinds of private text that can be covered, each with its words."""
        super().__init__()
        self.sources, self.columns, self.runs = (
            NameList(_("Pictures")),
            NameList(_("Columns")),
            NameList(_("Earlier runs")),
        )
        self._fields: tuple[Field, ...] = ()
        self.name, self.ask = QLineEdit(), QPlainTextEdit()
        self.covers, self.bounds = KindMenu(kinds), RunBounds()
        self.as_batch = QCheckBox(_("As a batch"))
        self._state = quiet()
        self.list_button = QPushButton(_("List pictures"))
        self.list_button.setProperty("primary", True)
        self.list_button.clicked.connect(self.list_pressed)
        self._where, self.kept = quiet(), KeptLine()
        self._form = FieldColumn()
        self._connect()  # before, so that Tab reaches the buttons of a list after it
        self._fill_form()
        self._inside = QWidget()
        self._lay_out()
        self.show_look(theme)
        self.show_sources(())
        self.show_runs(())

    def _fill_form(self) -> None:
        self.ask.setTabChangesFocus(True)
        self.ask.setFixedHeight(self.ask.fontMetrics().lineSpacing() * QUESTION_LINES + 20)
        self.ask.setPlaceholderText(_("Read this receipt."))
        for label, widget in ((_("Question"), self.ask), (_("Name of the run"), self.name)):
            widget.setAccessibleName(label)
        form = self._form
        form.add_row(_("Earlier runs"), self.runs)
        form.add_row(_("Pictures"), self.sources, _("Files, folders, and PDFs: each page becomes a row."))
        form.add_row(_("Question"), self.ask, _("It is asked about each picture separately."))
        form.add_row(_("Columns"), self.columns, _("Without columns, the whole answer is one column."))
        form.add_row(
            _("Cover on every picture"), self.covers, _("Other private text holds a row back until you decide.")
        )
        form.add_row(_("Limits"), self.bounds, _("The run pauses when it reaches its budget."))
        form.add_row(
            _("Answers"),
            self.as_batch,
            _("Cheaper at many services. The answers come within a day; until then the pictures lie there in a file."),
        )
        form.add_row(_("Name of the run"), self.name)

    def _connect(self) -> None:
        self.sources.add_buttons(
            (_("Add pictures…"), self.pictures_pressed.emit),
            (_("Add folder…"), self.folder_pressed.emit),
            (_("From this conversation"), self.conversation_pressed.emit),
            (_("Remove"), self._remove_source),
        )
        self.columns.add_buttons(
            (_("Add column…"), self.add_column), (_("Change…"), self._change_column), (_("Remove"), self._remove_column)
        )
        self.runs.add_buttons(
            (_("Open"), lambda: self.run_opened.emit(self.runs.index)),
            (_("Delete"), lambda: self.run_deleted.emit(self.runs.index)),
        )
        self.runs.activated.connect(self.run_opened)
        self.columns.activated.connect(lambda _: self._change_column())
        self.columns.delete_pressed.connect(self._remove_column)
        self.sources.delete_pressed.connect(self._remove_source)

    def show_look(self, theme: Theme) -> None:
        """Gives the page the width that suits the size of this theme's text."""
        self._theme = theme
        self._inside.setMaximumWidth(theme.px(WIDEST_UNITS))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Shows where the run is kept at the foot, or where that would take all the room, at the end of the page."""
        is_low = self.height() < self._theme.px(LOW_UNITS)
        home = self._inside_column if is_low else self._foot_words
        if home.indexOf(self.kept) < 0:
            focused = self.window().focusWidget()
            has_focus = focused is not None and self.kept.isAncestorOf(focused)
            home.addWidget(self.kept)
            if focused is not None and has_focus:
                self.kept.show()
                focused.setFocus()

    def _lay_out(self) -> None:
        title = QLabel(_("Ask one question of many pictures"), wordWrap=True)
        title.setObjectName("pageTitle")
        column = self._inside_column = QVBoxLayout(self._inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(title)
        column.addWidget(self._where)
        column.addSpacing(8)
        column.addWidget(self._form)
        column.addStretch(1)
        area = ScrolledColumn(self._inside)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        foot = QWidget()
        foot.setObjectName("stripBar")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        words = self._foot_words = QVBoxLayout()
        words.addWidget(self._state)
        words.addWidget(self.kept)
        row.addLayout(words, 1)
        row.addWidget(self.list_button, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(foot)

    # what is shown

    def show_where(self, words: str) -> None:
        """Shows where the questions will go."""
        self._where.setText(words)

    @property
    def state(self) -> str:
        """What stands at the foot of the page."""
        return self._state.text()

    def show_state(self, words: str, is_busy: bool = False) -> None:
        """Shows what happens, or what is wrong; while it is busy nothing can be listed."""
        self._state.setText(words)
        self.list_button.setEnabled(not is_busy and bool(self.sources.names))
        self.list_button.setToolTip("" if self.sources.names else _("Add pictures first"))

    def show_sources(self, names: Sequence[str]) -> None:
        """Shows the files and folders that were added."""
        self.sources.show_names(names)
        self.show_state("")

    def show_runs(self, names: Sequence[str]) -> None:
        """Shows the runs that are kept."""
        self.runs.show_names(names)
        self._form.show_row(self.runs, bool(names))

    def focus_first(self) -> None:
        """Focuses earlier runs, or the button that adds pictures, unless a run is being put together already."""
        if self.choice == RunChoice() and not self.sources.names:
            (self.runs if self.runs.names else self.sources).focus_first()

    # the run as it is put together

    @property
    def choice(self) -> RunChoice:
        """The run as the page says it now."""
        bounds = self.bounds
        name, ask = self.name.text().strip(), self.ask.toPlainText().strip()
        as_batch = self.as_batch.isChecked()
        return RunChoice(name, ask, self._fields, self.covers.chosen, bounds.budget_usd, bounds.rate, as_batch)

    def show_choice(self, choice: RunChoice) -> None:
        """Shows this run."""
        self.name.setText(choice.name)
        self.ask.setPlainText(choice.ask)
        self.covers.choose(choice.covered_kinds)
        self.bounds.show_values(choice.budget_usd, choice.rate)
        self.as_batch.setChecked(choice.as_batch)
        self._show_fields(choice.fields)

    def _show_fields(self, fields: tuple[Field, ...]) -> None:
        self._fields = fields
        self.columns.show_names([_field_words(field) for field in fields])

    def add_column(self) -> None:
        """Opens the dialog for a new column."""
        dialog = self._column_dialog(None)
        dialog.chosen.connect(lambda field: self._show_fields((*self._fields, field)))

    def _change_column(self) -> None:
        at = self.columns.index
        if 0 <= at < len(self._fields):
            dialog = self._column_dialog(self._fields[at])
            dialog.chosen.connect(lambda field: self._show_fields((*self._fields[:at], field, *self._fields[at + 1 :])))

    def _column_dialog(self, field: Field | None) -> ColumnDialog:
        dialog = ColumnDialog(self, [other.name for other in self._fields if other is not field], field)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _remove_column(self) -> None:
        at = self.columns.index
        if at >= 0:
            self._show_fields((*self._fields[:at], *self._fields[at + 1 :]))

    def _remove_source(self) -> None:
        if self.sources.index >= 0:
            self.source_removed.emit(self.sources.index)


def _field_words(field: Field) -> str:
    parts = (field.name, _(TYPE_WORDS[field.type]), ", ".join(field.choices), field.hint)
    return " · ".join(part for part in parts if part)
