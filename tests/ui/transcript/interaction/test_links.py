"""Links in the transcript, by mouse and by keyboard."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
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


def test_the_link_with_the_focus_is_followed_and_its_menu_is_for_it(qtbot: QtBot, theme: Theme) -> None:
    shown = turns_with_links(qtbot, theme)
    links = Links(shown.area)
    followed: list[object] = []
    links.link_requested.connect(followed.append)
    links.mark_chosen.connect(lambda _, number: followed.append(number))
    links.follow_focused()
    assert links.focused_rect().isNull()
    turn_id = shown.area.items[0].turn.id
    for link in links.in_view():
        links.focus(link)
        links.follow_focused()
    assert followed == [1, "https://a.example/x", "https://b.example/y"]
    assert links.focused_rect().contains(point_of(shown, 2))
    assert links.menu_target(QPointF(5, 5), by_keyboard=True) == (turn_id, "https://b.example/y")
    links.drop_focus()
    assert links.focused_span(turn_id, 1) is None
    assert links.menu_target(QPointF(5, 5000), by_keyboard=True) == (turn_id, "")
    assert links.menu_target(QPointF(5, 5000), by_keyboard=False) == ("", "")
    assert links.menu_target(point_of(shown, 1), by_keyboard=False) == (turn_id, "https://a.example/x")
