"""What can be done with turns and cards, as buttons on the page: copy, save, retry, edit, versions, next steps."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtGui import QCursor

from desktop.core.markdown.table_export import as_csv, as_tsv, cells
from desktop.core.untrusted_text import strip_control_characters
from desktop.ui.transcript.button_pool import ButtonSpec
from desktop.ui.transcript.rows.card_row import CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.rows.text_rows import DocumentRow
from desktop.ui.transcript.turn_item import TurnItem
from desktop.ui.transcript.turn_list_view import SIDE, TurnListView

FOOT_BUTTONS_DOWN = 14.0


class TurnButtonsView(TurnListView):
    """A page with buttons; what it means to retry or to delete is not known here."""

    again_requested = Signal(str)  # a turn's id
    edit_requested = Signal(str)  # a turn's id: its question is to be asked otherwise
    version_requested = Signal(str, int)  # a turn's id, and by how many versions to go on
    offer_requested = Signal(str, object)  # a turn's id, and the Offer in its foot that was taken
    menu_requested = Signal(str, str, QPoint)  # a turn's id (or nothing), a link (or nothing), a place on the screen
    copied = Signal(str)
    save_requested = Signal(str, str)  # code, and the name of its language

    def _wanted(self) -> Iterator[ButtonSpec]:
        y, right = self.verticalScrollBar().value(), SIDE + self._width
        for _, item in self._visible():
            for at, placed in item.rows_in(y - item.top, y - item.top + self.viewport().height()):
                top = item.top + placed.top - y
                if isinstance(placed.row, CardRow):
                    for button in placed.row.buttons(self._width):
                        key, does = (item.turn.id, at, button.doing), partial(self._on_card, placed.row, button)
                        place = SIDE + button.right, top + button.middle
                        yield ButtonSpec(key, button.label, button.name, *place, does)
            yield from self._wanted_in_foot(
                item, right, item.top + item.foot_top + item.foot_words - y + FOOT_BUTTONS_DOWN
            )

    def _wanted_in_foot(self, item: TurnItem, right: float, middle: float) -> Iterator[ButtonSpec]:
        """From right to left: the menu, Retry, Edit, Copy, the versions, and the next step after a trouble."""
        turn, foot = item.turn, item.foot
        wanted: list[tuple[str, str, str, Callable[[], None]]] = []
        if turn.stage.ended:
            wanted.append(("menu", "⋯", "More for this answer", lambda: self._menu_of(turn.id)))
            if foot.finished:
                wanted.append(
                    ("retry", "Retry", "Ask this question again", partial(self.again_requested.emit, turn.id))
                )
            wanted.append(("edit", "Edit", "Ask this question otherwise", partial(self.edit_requested.emit, turn.id)))
        if turn.answer:
            wanted.append(
                ("copy", "Copy", "Copy this answer", lambda: self.copied.emit(strip_control_characters(turn.answer)))
            )
        if turn.stage.ended and item.place[1] > 1:
            for name, label, what, by in (
                ("next", "›", "The next version", 1),
                ("before", "‹", "The version before", -1),
            ):
                wanted.append((name, label, what, partial(self.version_requested.emit, turn.id, by)))
        for name, label, what, does in wanted:
            yield ButtonSpec((turn.id, -1, name), label, what, right, middle, does)
            right -= self._buttons.width_of(label) + 4
        for offer, label in reversed(foot.offers):
            does = partial(self.offer_requested.emit, turn.id, offer)
            yield ButtonSpec((turn.id, -1, offer), label, label, right, middle, does, strong=True)
            right -= self._buttons.width_of(label) + 8

    def _on_card(self, row: CardRow, button: CardButton) -> None:
        if button.doing is CardAction.SAVE:
            assert isinstance(row, CodeRow)
            self.save_requested.emit(strip_control_characters(row.block.code), row.block.language)
        elif isinstance(row, TableRow):
            rows = cells(row.block)
            self.copied.emit(as_csv(rows) if button.doing is CardAction.CSV else as_tsv(rows))
        else:
            self.copied.emit(strip_control_characters(row.text()))

    def _menu_of(self, turn_id: str) -> None:
        self.menu_requested.emit(turn_id, "", QCursor.pos())

    def _grip_at(self, point: QPointF) -> DocumentRow | None:
        """The card whose head is under a point, to be dragged out whole."""
        under = self._row_at(point)
        if under and isinstance(under[1].row, CardRow) and under[1].row.grip(self._width).contains(under[2]):
            return under[1].row
        return None
