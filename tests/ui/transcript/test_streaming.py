"""An answer that grows is shown portion by portion."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from desktop.ui.transcript.streaming import StreamingUpdates
from desktop.ui.transcript.turns.turn_item import PORTION
from tests.ui.transcript.areas import TurnsInArea
from tests.ui.transcript.conversations import conversation, turn


def test_a_burst_is_shown_in_portions_and_then_all_is_idle(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    growing = turn("a", done=False)
    shown.show(growing)
    steps: list[str] = []
    streaming = StreamingUpdates(shown.area, lambda: steps.append("announced"), lambda: steps.append("settled"))
    streaming.laid_out.connect(lambda: steps.append("laid out"))
    assert streaming.is_idle
    assert streaming.is_answer_growing
    text = "a word\n\n" * (3 * PORTION // 8)
    shown.turns.show(conversation(growing.as_streaming(text, 0.1).done(None)))
    assert not streaming.is_idle
    assert not streaming.is_answer_growing
    streaming.schedule()
    qtbot.waitUntil(lambda: streaming.is_idle)
    assert steps[:2] == ["announced", "laid out"]
    assert steps[-1] == "settled"
    assert steps.count("laid out") == 3
    assert len(shown.area.items[0].rows) == 1 + 3 * PORTION // 8


def test_the_first_words_wait_for_nothing(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    waiting = turn("", done=False)
    shown.show(waiting)
    streaming = StreamingUpdates(shown.area, lambda: None, lambda: None)
    shown.turns.show(conversation(waiting.as_waiting(())))
    streaming.schedule()  # a later state of a turn that still waits: not urgent
    shown.turns.show(conversation(waiting.as_streaming("first", 0.1)))
    item = shown.area.items[0]
    assert item.has_first_words
    streaming.schedule()
    QApplication.processEvents()
    assert not item.has_first_words
    qtbot.waitUntil(lambda: streaming.is_idle)
    assert [position.row.text() for position in item.rows[1:]] == ["first"]
