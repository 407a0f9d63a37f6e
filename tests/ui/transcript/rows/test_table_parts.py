"""A long table is several rows of the transcript that look and act like one card."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.areas import TurnsInArea
from tests.ui.transcript.conversations import conversation, turn

TABLE = "| host | note |\n|---|--:|\n" + "".join(f"| db-{at} | **{at}** |\n" for at in range(80))


def parts_of(shown: TurnsInArea) -> list[TableRow]:
    """Returns the parts of the table that is shown."""
    rows = [position.row for position in shown.area.items[0].rows]
    return [row for row in rows if isinstance(row, TableRow)]


def test_parts_share_head_buttons_and_scrolling(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn(TABLE))
    first, *later = parts_of(shown)
    assert len(later) > 2
    assert len(first.buttons(400)) == 2
    assert not any(part.buttons(400) for part in later)
    assert [row[0] for row in later[1].cells()] == ["host", *(f"db-{at}" for at in range(80))]
    assert first.scroll(10, 40)
    assert all(part.scrolled == 10 for part in later)


@pytest.mark.parametrize("wide", ["a rather wide cell that comes late", "w" * 200])
def test_a_wide_cell_widens_the_columns_of_all_parts(qtbot: QtBot, theme: Theme, wide: str) -> None:
    shown = TurnsInArea(qtbot, theme)
    growing = turn(TABLE, done=False)
    shown.show(growing)
    item = shown.area.items[0]
    while item.is_behind:
        item.read_on()
        item.arrange()
        shown.area.lay_out()
    before = parts_of(shown)[-1].content_width()
    shown.turns.show(conversation(growing.as_streaming(f"{TABLE}| {wide} | 1 |\n", 0.1)))
    while item.is_behind:
        item.read_on()
        item.arrange()
        shown.area.lay_out()
    parts = parts_of(shown)
    assert parts[-1].content_width() > before
    assert len({part.content_width() for part in parts}) == 1
    shown.area.lay_out()
    near = [position.row for position in item.rows if position.measured and isinstance(position.row, TableRow)]
    assert near
    assert not any(row.is_stale for row in near[-3:])


def test_the_whole_is_copied_as_one(qtbot: QtBot, theme: Theme) -> None:
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show_conversation(conversation(turn(TABLE)))
    view.select_all()
    assert view.selected_text.count("\n\n") == 1  # between question and answer
    assert view.selected_text.endswith("db-78\t78\ndb-79\t79")
    growing = turn("- one **item** of many\n" * 100, prompt="list?", at=2.0, done=False)
    view.show_conversation(conversation(turn(TABLE), growing))
    view.select_all()
    assert view.selected_text.endswith("one item of many\n" * 99 + "one item of many")


def test_long_words_of_a_late_part_wrap_within_the_columns_of_all(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn("| no | note |\n|---|---|\n" + "".join(f"| r{at} | {'word ' * at}|\n" for at in range(60))))
    shown.area.lay_out()
    parts = parts_of(shown)
    assert len(parts) > 2
    for part in parts:
        part.measure(500)
        assert part.document.size().width() <= max(500, part.content_width()) + 1
