"""The visible area: which rows are in it, and where it stays when heights change."""

from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from desktop.ui.transcript.visible_area import SIDE
from tests.ui.transcript.areas import TurnsInArea
from tests.ui.transcript.conversations import turn


def test_it_follows_the_end_until_it_is_scrolled_away(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn("line\n\n" * 60))
    assert shown.area.is_at_end
    assert shown.area.y == shown.bar.maximum() > 0
    shown.area.follows_end = False
    shown.area.scroll_by(-200)
    before = shown.area.anchor()
    shown.area.lay_out()
    assert shown.area.anchor() == before
    assert not shown.area.is_at_end


def test_a_revealed_row_is_in_view(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn("line\n\n" * 200))
    (item,) = shown.area.items
    assert not shown.area.is_in_view(item, item.rows[3])
    shown.area.reveal(0, 3)
    assert shown.area.is_in_view(item, item.rows[3])
    assert not shown.area.follows_end


def test_points_are_mapped_to_rows_and_text(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn("one two", "why?"))
    (item,) = shown.area.items
    top = item.top + item.rows[1].top - shown.area.y
    hit = shown.area.row_at(QPointF(SIDE + 3, top + 5))
    assert hit is not None
    assert hit.position is item.rows[1]
    assert hit.point == QPointF(3, 5)
    position = shown.area.position_at(QPointF(SIDE, top + 5))
    assert position is not None
    assert (position.turn, position.row, position.offset) == (0, 1, 0)
    foot = QPointF(SIDE, item.top + item.foot_top - shown.area.y + 2)
    assert shown.area.row_at(foot) is None
    assert shown.area.turn_at(foot) == item.turn.id == shown.area.first_turn()
    assert shown.area.turn_at(QPointF(SIDE, 5000)) == ""


def test_nothing_is_in_an_empty_area(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    assert shown.area.row_at(QPointF(1, 1)) is None
    assert shown.area.position_at(QPointF(1, 1)) is None
    assert shown.area.first_turn() == ""
