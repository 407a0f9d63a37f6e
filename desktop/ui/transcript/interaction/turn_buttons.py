"""The buttons on questions and cards and in the feet of turns: edit, copy, save, ask again, versions, next steps."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import QKeySequence

from desktop.core.markdown.table_export import as_csv, as_tsv
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import N_, _
from desktop.messages.suggested_actions import SuggestedAction
from desktop.ui.look.mirroring import is_mirrored
from desktop.ui.transcript.interaction.button_pool import FOOT, ButtonPool, ButtonSpec
from desktop.ui.transcript.rows.card_row import CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.question_row import QuestionRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.visible_area import SIDE, VisibleArea

MORE, OTHER_MODEL, AGAIN, COPY = range(4)  # the slots at the right of a foot, from right to left
COPIED = N_("Copied")
AGAIN_KEYS, EDIT_KEYS = "Ctrl+R", "Ctrl+Shift+U"  # of the last turn, as in ui/actions.py


class TurnButtons(QObject):
    """Shows the buttons of the visible turns, and tells by signals which one was pressed."""

    again_requested = Signal(str)  # a turn's id
    edit_requested = Signal(str)  # a turn's id
    other_model_requested = Signal(str, QPoint)  # a turn's id, a place on the screen for a list of models
    version_requested = Signal(str, int)  # a turn's id, and by how many versions to go on
    offer_requested = Signal(str, SuggestedAction)  # a turn's id, and the next step that was chosen
    menu_requested = Signal(str, str, QPoint)  # a turn's id, a link (none here), a place on the screen
    copied = Signal(str)
    answer_copied = Signal(str)  # its Markdown
    save_requested = Signal(str, str)  # code, and the name of its language

    def __init__(self, area: VisibleArea, pool: ButtonPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._pool = pool

    def show(self) -> None:
        """Shows the buttons that are in view, and no others."""
        seen = QRectF(self._area.rect)
        self._pool.show([spec for spec in self._wanted() if spec.place.intersects(seen)])

    def point_at(self, point: QPointF) -> None:
        """Reveals the button of the question beside which the pointer is."""
        hit = self._area.row_at(point)
        is_question = hit is not None and isinstance(hit.position.row, QuestionRow)
        self._pool.reveal((hit.item.turn.id, 0, "edit") if hit is not None and is_question else None)

    def point_at_nothing(self) -> None:
        """Hides what is shown only beside the pointer."""
        self._pool.reveal(None)

    def _wanted(self) -> Iterator[ButtonSpec]:
        """Yields the wanted buttons in the order of reading."""
        y, width = self._area.y, self._area.text_width
        for turn_at, item in self._area.visible():
            answer = _("Answer {number}").format(number=turn_at + 1) if turn_at else ""
            for number, position in item.rows_in(y - item.top, y - item.top + self._area.height):
                row, top = position.row, item.top + position.top - y
                if isinstance(row, CardRow):
                    origin = QPointF(SIDE + row.indent, top)
                    where = _("Answer {number}, part {part}").format(number=turn_at + 1, part=number)
                    for button in row.buttons(width - row.indent):
                        yield replace(self._on_card(item, number, row, button, origin), where=where)
                elif isinstance(row, QuestionRow) and item.turn.stage.ended:
                    place = row.edit_place(width).translated(SIDE, top)
                    question = _("Question {number}").format(number=turn_at + 1) if turn_at else ""
                    yield replace(self._edit(item, place), where=question)
            foot = QPointF(SIDE, item.top + item.foot_top - y)
            yield from (replace(spec, where=answer) for spec in self._wanted_in_foot(item, foot))

    def _edit(self, item: TurnItem, place: QRectF) -> ButtonSpec:
        name, turn_id = _("Edit question"), item.turn.id
        action = partial(self.edit_requested.emit, turn_id)
        return ButtonSpec(
            (turn_id, 0, "edit"),
            name,
            place,
            action,
            icon="edit",
            tip=self._tip(item, name, EDIT_KEYS),
            hidden_at_rest=True,
        )

    def _on_card(self, item: TurnItem, number: int, row: CardRow, button: CardButton, origin: QPointF) -> ButtonSpec:
        return ButtonSpec(
            (item.turn.id, number, button.action),
            button.name,
            button.place.translated(origin),
            partial(self._press_on_card, row, button),
            icon=button.icon,
            label=button.label,
            done_words="" if button.action is CardAction.SAVE else _(COPIED),
            ground=item.theme.colors.card,
        )

    def _wanted_in_foot(self, item: TurnItem, origin: QPointF) -> Iterator[ButtonSpec]:
        """Yields the buttons of a foot, from left to right."""
        turn, foot = item.turn, item.foot
        if turn.stage.ended and foot.before is not None and foot.after is not None:
            before, after = ("right", "left") if is_mirrored() else ("left", "right")
            yield self._to_version(item, -1, _("Previous answer"), before, foot.before.translated(origin))
            yield self._to_version(item, 1, _("Next answer"), after, foot.after.translated(origin))
        for (offer, label), place in zip(item.footer.offers, foot.offers, strict=True):
            choose = partial(self.offer_requested.emit, turn.id, offer)
            yield ButtonSpec((turn.id, FOOT, offer), label, place.translated(origin), choose, label=label, strong=True)
        for slot, icon, name, keys, action in self._foot_actions(item, origin):
            yield ButtonSpec(
                (turn.id, FOOT, slot),
                name,
                foot.slots[slot].translated(origin),
                action,
                icon=icon,
                tip=self._tip(item, name, keys),
                done_words=_(COPIED) if slot == COPY else "",
            )

    def _to_version(self, item: TurnItem, by: int, name: str, icon: str, place: QRectF) -> ButtonSpec:
        return ButtonSpec((item.turn.id, FOOT, name), name, place, partial(self._go_to_version, item, by), icon=icon)

    def _go_to_version(self, item: TurnItem, by: int) -> None:
        self._area.remember_foot(item)
        self.version_requested.emit(item.turn.id, by)

    def _foot_actions(self, item: TurnItem, origin: QPointF) -> Iterator[tuple[int, str, str, str, Callable[[], None]]]:
        """Yields slot, icon, name, shortcut and action of the buttons at the right, from left to right."""
        turn, slots = item.turn, [slot.translated(origin) for slot in item.foot.slots]
        if turn.answer:
            yield COPY, "copy", _("Copy this answer"), "", partial(self.answer_copied.emit, turn.answer)
        if turn.stage.ended:
            if item.footer.finished:
                yield AGAIN, "again", _("Ask again"), AGAIN_KEYS, partial(self.again_requested.emit, turn.id)
            ask_other = partial(self._ask_other, turn.id, slots[OTHER_MODEL])
            yield OTHER_MODEL, "swap", _("Ask another model"), "", ask_other
            yield MORE, "more", _("More"), "", partial(self._open_menu, turn.id, slots[MORE])

    def _ask_other(self, turn_id: str, place: QRectF) -> None:
        self.other_model_requested.emit(turn_id, self._area.on_screen(place.bottomLeft()))

    def _open_menu(self, turn_id: str, place: QRectF) -> None:
        self.menu_requested.emit(turn_id, "", self._area.on_screen(place.bottomLeft()))

    def _tip(self, item: TurnItem, name: str, keys: str) -> str:
        """Returns a button's tooltip: its name, and the shortcut if that does the same."""
        if not keys or item is not self._area.items[-1]:
            return name
        return f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})"

    def _copy(self, text: str) -> None:
        self.copied.emit(strip_control_characters(text))

    def _press_on_card(self, row: CardRow, button: CardButton) -> None:
        if button.action is CardAction.SAVE:
            assert isinstance(row, CodeRow)
            self.save_requested.emit(strip_control_characters(row.block.code), row.block.language)
        elif isinstance(row, TableRow):
            rows = row.cells()
            self.copied.emit(as_csv(rows) if button.action is CardAction.CSV else as_tsv(rows))
        else:
            self._copy(row.text())
