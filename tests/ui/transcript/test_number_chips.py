"""Numbers of images in answers are pointed at and clicked."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.number_badges import BadgePosition
from desktop.ui.theme import Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.helpers.images import prepared, quarters


def test_a_chip_is_pointed_at_clicked_and_copied_as_its_sign(qtbot: QtBot, theme: Theme) -> None:
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    sent = replace(prepared(quarters()), badges=(BadgePosition(1, Rect(1, 1, 9, 9)),)).to_sent_image()
    turn = (
        Turn.new("c", "what is ①?", "gpt-4o", "h", 1.0)
        .as_waiting((sent,))
        .as_streaming("① is red, ② is not.", 0.1)
        .done(None)
    )
    view.show_conversation(Conversation("c", (turn,)))
    row = view.items[0].rows[1]
    place = QPointF(24, view.items[0].top - view.verticalScrollBar().value() + row.top + 8)
    pointed: list[tuple[str, int]] = []
    view.mark_pointed.connect(lambda *at: pointed.append(at))
    view.parts.links.point_at(place)
    view.parts.links.point_at(QPointF(place.x() + 150, place.y()))
    assert pointed == [(turn.id, 1), ("", 0)]
    with qtbot.waitSignal(view.mark_chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert chosen.args == [turn.id, 1]
    assert row.row.text_between(0, 6) == "① is"[: len(row.row.text_between(0, 6))]
    assert "① is red, ② is not." in view.plain_text()
