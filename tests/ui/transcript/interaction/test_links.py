"""Links in the transcript, by mouse and by keyboard."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.geometry.rect import Rect
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.sent_image import SentImage
from desktop.ui.theme import Theme
from desktop.ui.transcript.interaction.links import Links
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.visible_area import SIDE
from tests.ui.transcript.areas import TurnsInArea
from tests.ui.transcript.conversations import conversation, turn


def test_links_are_told_of_and_not_followed(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("[here](https://a.example/x)", "q")))
    row = view.items[0].rows[1]
    place = QPoint(24, round(view.items[0].top - view.verticalScrollBar().value() + row.top) + 8)
    with qtbot.waitSignal(view.link_requested) as link:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert link.args == ["https://a.example/x"]


def test_tab_goes_through_links_and_enter_opens_them(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("[one](https://a.example/) and [two](https://b.example/)", "q")))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    opened = QSignalSpy(view.link_requested)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [opened.at(at)[0] for at in range(opened.count())] == ["https://a.example/", "https://b.example/"]
    assert view.parts.highlights.of(0, 1).focused is not None
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.parts.highlights.of(0, 1).focused is None
    assert not view.hasFocus()  # the buttons come next


def turns_with_links(qtbot: QtBot, theme: Theme) -> TurnsInArea:
    """Returns an area that shows two links and a number badge's chip."""
    shown = TurnsInArea(qtbot, theme)
    image = SentImage("a" * 64, "image/png", 10, 10, 5, badges=(BadgePosition(1, Rect(0, 0, 1, 1)),))
    asked = replace(turn("① is [here](https://a.example/x) and [there](https://b.example/y)"), images=(image,))
    shown.show(asked)
    return shown


def point_of(shown: TurnsInArea, number: int) -> QPointF:
    """Returns the middle of a link of the answer, in the area."""
    (item,) = shown.area.items
    span, _ = item.rows[1].row.links()[number]
    rect = item.rows[1].row.span_rect(span)
    return QPointF(SIDE + rect.center().x(), item.top + item.rows[1].top + rect.center().y() - shown.area.y)


def test_pointing_is_told_once_and_taken_back(qtbot: QtBot, theme: Theme) -> None:
    shown = turns_with_links(qtbot, theme)
    links = Links(shown.area)
    pointed: list[tuple[str, int]] = []
    links.mark_pointed.connect(lambda turn_id, number: pointed.append((turn_id, number)))
    turn_id = shown.area.items[0].turn.id
    assert links.point_at(point_of(shown, 0))
    assert links.point_at(point_of(shown, 0))
    assert pointed == [(turn_id, 1)]
    assert links.point_at(point_of(shown, 1))
    assert pointed == [(turn_id, 1), ("", 0)]
    links.point_at_nothing()
    assert len(pointed) == 2


def test_a_tip_shows_the_address_and_the_way_to_the_image(qtbot: QtBot, theme: Theme) -> None:
    shown = turns_with_links(qtbot, theme)
    links = Links(shown.area)
    assert links.tip_at(point_of(shown, 1)) == "https://a.example/x"
    assert links.tip_at(point_of(shown, 0)) == "Show in picture"
    assert links.address_at(point_of(shown, 1)) == "https://a.example/x"
    assert links.address_at(point_of(shown, 0)) == ""
    assert links.tip_at(QPointF(5000, 5000)) == ""


def test_the_focus_goes_through_the_links_and_out_at_either_end(qtbot: QtBot, theme: Theme) -> None:
    shown = turns_with_links(qtbot, theme)
    links = Links(shown.area)
    followed: list[object] = []
    links.link_requested.connect(followed.append)
    links.mark_chosen.connect(lambda _, number: followed.append(number))
    links.follow_focused()
    for _ in range(3):
        assert links.move_focus(forward=True)
        links.follow_focused()
    assert not links.move_focus(forward=True)
    assert followed == [1, "https://a.example/x", "https://b.example/y"]
    assert links.move_focus(forward=False)
    links.follow_focused()
    assert followed[-1] == "https://b.example/y"
    links.drop_focus()
    assert links.focused_span(shown.area.items[0].turn.id, 1) is None
