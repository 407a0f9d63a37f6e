"""The buttons on cards and in the feet of turns: copy, save, retry, edit, versions, next steps."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor

from desktop.core.markdown.table_export import as_csv, as_tsv, cells
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.suggested_actions import SuggestedAction
from desktop.ui.transcript.interaction.button_pool import FOOT, ButtonPool, ButtonSpec
from desktop.ui.transcript.rows.card_row import CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.visible_area import SIDE, VisibleArea


class TurnButtons(QObject):
    """Shows the buttons of the visible turns, and tells by signals which one was pressed."""

    again_requested = Signal(str)  # a turn's id
    edit_requested = Signal(str)  # a turn's id
    version_requested = Signal(str, int)  # a turn's id, and by how many versions to go on
    offer_requested = Signal(str, SuggestedAction)  # a turn's id, and the next step that was chosen
    menu_requested = Signal(str, str, QPoint)  # a turn's id, a link (none here), a place on the screen
    copied = Signal(str)
    save_requested = Signal(str, str)  # code, and the name of its language

    def __init__(self, area: VisibleArea, pool: ButtonPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._pool = pool

    def show(self) -> None:
        """Shows the buttons of the visible rows, and no others."""
        self._pool.show(list(self._wanted()))

    def _wanted(self) -> Iterator[ButtonSpec]:
        """Yields the wanted buttons in the order of reading."""
        y, width = self._area.y, self._area.text_width
        for _, item in self._area.visible():
            for number, position in item.rows_in(y - item.top, y - item.top + self._area.height):
                row = position.row
                if isinstance(row, CardRow):
                    top = item.top + position.top - y
                    for button in row.buttons(width - row.indent):
                        yield ButtonSpec(
                            (item.turn.id, number, button.action),
                            button.label,
                            button.name,
                            SIDE + row.indent + button.right,
                            top + button.middle,
                            partial(self._press_on_card, row, button),
                        )
            yield from self._wanted_in_foot(item, self._area.foot_right, self._area.foot_middle(item))

    def _wanted_in_foot(self, item: TurnItem, right: float, middle: float) -> Iterator[ButtonSpec]:
        """Yields the buttons of a foot from right to left."""
        turn, footer = item.turn, item.footer
        for key, label, name, action in self._foot_actions(item):
            yield ButtonSpec((turn.id, FOOT, key), label, name, right, middle, action)
            right -= self._pool.width_of(label) + 4
        for offer, label in reversed(footer.offers):
            action = partial(self.offer_requested.emit, turn.id, offer)
            yield ButtonSpec((turn.id, FOOT, offer), label, label, right, middle, action, strong=True)
            right -= self._pool.width_of(label) + 8

    def _foot_actions(self, item: TurnItem) -> Iterator[tuple[str, str, str, Callable[[], None]]]:
        """Yields key, label, accessible name and action: the menu, the versions, Retry, Edit, Copy.

        The versions stand where they do under every answer, whatever it offers, so that they can be walked through
        with the pointer at rest.
        """
        turn, footer = item.turn, item.footer
        if turn.stage.ended:
            yield "menu", "⋯", "More for this answer", lambda: self.menu_requested.emit(turn.id, "", QCursor.pos())
            if item.version[1] > 1:
                yield "next", "›", "The next version", partial(self._go_to_version, item, 1)
                yield "before", "‹", "The version before", partial(self._go_to_version, item, -1)
            if footer.finished:
                yield "retry", "Retry", "Ask this question again", partial(self.again_requested.emit, turn.id)
            yield "edit", "Edit", "Ask this question otherwise", partial(self.edit_requested.emit, turn.id)
        if turn.answer:
            yield (
                "copy",
                "Copy",
                "Copy this answer",
                lambda: self.copied.emit(strip_control_characters(turn.answer)),
            )

    def _go_to_version(self, item: TurnItem, by: int) -> None:
        self._area.remember_foot(item)
        self.version_requested.emit(item.turn.id, by)

    def _press_on_card(self, row: CardRow, button: CardButton) -> None:
        if button.action is CardAction.SAVE:
            assert isinstance(row, CodeRow)
            self.save_requested.emit(strip_control_characters(row.block.code), row.block.language)
        elif isinstance(row, TableRow):
            rows = cells(row.block)
            self.copied.emit(as_csv(rows) if button.action is CardAction.CSV else as_tsv(rows))
        else:
            self.copied.emit(strip_control_characters(row.text()))
