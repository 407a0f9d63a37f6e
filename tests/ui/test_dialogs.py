"""What is sent, choosing pages, choosing on the screen, and numbers in answers."""

import json
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.controllers.asking.request_preview_builder import sent_view
from desktop.core.asking.prepared_request import Packed, Parcel
from desktop.core.asking.request import body, build
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Fate
from desktop.core.image.annotations import Redaction
from desktop.core.image.compression_blocks import Grain
from desktop.core.image.number_badges import Place
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.image.screenshot import Shot
from desktop.core.markdown.blocks import Growing
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import forecast
from desktop.core.usage.spending_limits import Spent
from desktop.ui.capture_overlay import CaptureOverlay
from desktop.ui.dialogs.page_picker import PagesWindow
from desktop.ui.dialogs.request_preview import SentWindow
from desktop.ui.dialogs.request_preview_model import SentView
from desktop.ui.rich_text.block_writer import block_document, text_document
from desktop.ui.rich_text.inline_writer import CHIP_SPACE, Paper, unchipped
from desktop.ui.theme import LIGHT, Look
from desktop.ui.transcript.transcript import Transcript
from tests.images import prepared, quarters, sheet_of


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def look() -> Look:
    return Look(LIGHT, QGuiApplication.font())


def view_of_two() -> tuple[SentView, Packed]:
    sheet, _ = sheet_of(quarters(900, 700), "holiday.jpg")
    picture = replace(sheet.picture, grain=Grain(16, 16, 4), metadata=("position", "EXIF"), pages=3, page=1)
    sheet = replace(sheet, picture=picture).marked(Redaction("r", Area(0, 0, 9, 9))).with_fate(Fate.SMALL)
    new = replace(prepared(quarters(900, 700)), numbers=(Place(2, Area(1, 1, 5, 5)),))
    old = prepared(quarters(60, 40))
    settings = Settings()
    turn = Turn.new("c", "before", "gpt-4o", "h", 1.0).waiting((old.sent(),)).hearing("yes", 0.1).done(None)
    request = build(settings, Conversation("c", (turn,)), "what?", (new,), {old.id: old})
    packed = Packed(request, (Parcel(old, sent=old.sent()), Parcel(new, sheet)), 1)
    told = forecast(request, model_named("gpt-4o"))
    return sent_view(packed, settings, told, Spent(0.01, 0.2), True, sheet.id), packed


def test_what_is_sent_is_the_request_itself_with_all_that_is_known() -> None:
    view, packed = view_of_two()
    assert [item.data for item in view.items] == [each.data for each in packed.request.pictures]
    assert [item.sha256 for item in view.items] == [each.id for each in packed.request.pictures]
    facts = dict(view.items[1].facts)
    assert facts["Format"] == "PNG, 900 × 700"
    assert facts["From"] == "900 × 700, holiday.jpg, 2 of 3"
    assert facts["Covered"].startswith("1 area, removed; widened")
    assert facts["Metadata"] == "none leaves (came with: position, EXIF)"
    assert facts["Tokens"] == "765 · detail high"
    assert facts["Marks"] == "②, named in words"
    assert dict(view.items[0].facts)["From"] == "an earlier question"
    assert view.items[1].fate is Fate.SMALL
    assert view.first == 1
    assert dict(view.items[1].fates)[Fate.OUT] == "saves 765 tokens, $0.0019 a question"
    assert "$0.0100 today, $0.200 this month" in view.summary
    shown = json.loads(view.request)
    assert shown["model"] == "gpt-4o"
    assert [each["role"] for each in shown["messages"]] == ["user", "assistant", "user"]
    pictures = [part["image_url"]["url"] for part in shown["messages"][2]["content"] if "image_url" in part]
    assert [url.partition("…")[1] for url in pictures] == ["…"]
    assert _without_pictures(shown) == _without_pictures(body(packed.request))


def _without_pictures(made: dict[str, Any]) -> dict[str, Any]:
    for message in made["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else ():
            part.pop("image_url", None)
    return made


def test_the_window_shows_each_picture_pixel_for_pixel(qtbot: QtBot, host: QWidget, look: Look) -> None:
    window = SentWindow(host, look)
    view, _ = view_of_two()
    window.show_view(view)
    window.show()
    assert window.shown == tuple(item.sha256 for item in view.items)
    labels = [label.text() for label in window.findChildren(QLabel)]
    assert "Picture 2 of 2" in labels
    assert any("api.openai.com" in words for words in labels)
    assert window._picture.width() < 900  # all of it, as large as there is room for
    window._exact.setChecked(True)
    assert window._picture.size().toTuple() == (900, 700)
    assert window._picture.grab().toImage().pixelColor(700, 100) == QColor(20, 180, 20)
    with qtbot.waitSignal(window.fate_chosen) as chosen:
        window._fate.setCurrentIndex(2)
        window._fate.activated.emit(2)
    assert chosen.args[0] == 1
    assert chosen.args[1] is Fate.OUT
    window._before.click()
    assert window._picture.size().toTuple() == (60, 40)
    assert not window._before.isEnabled()
    with qtbot.waitSignal(window.copy_requested):
        next(each for each in window.findChildren(QPushButton) if each.text() == "Copy").click()
    with qtbot.waitSignal(window.ask_requested):
        window._ask.click()


def test_without_pictures_the_window_says_so(qtbot: QtBot, host: QWidget, look: Look) -> None:
    window = SentWindow(host, look)
    request = build(Settings(), Conversation("c"), "hello", (), {})
    told = forecast(request, model_named("gpt-4o"))
    window.show_view(sent_view(Packed(request, (), 0), Settings(), told, Spent(), False))
    window.show()
    assert window.shown == ()
    assert window._none.isVisible()
    assert not window._ask.isEnabled()
    assert not window.findChildren(QComboBox)[0].isVisible() if window.findChildren(QComboBox) else True


def test_pages_are_chosen_one_or_several(qtbot: QtBot, host: QWidget) -> None:
    window = PagesWindow(host, "plan\u202e.pdf", 40, 2, "page")
    wanted: list[int] = []
    window.wanted.connect(wanted.append)
    window.show()
    window.ask_for_visible()
    assert 0 < len(wanted) < 40
    window.ask_for_visible()
    assert len(wanted) == len(set(wanted))
    window.show_page(wanted[0], Pixels.of(quarters()))
    assert window.pages == (2,)
    qtbot.mouseClick(
        window._list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=window._list.visualItemRect(window._list.item(5)).center(),
    )
    assert window._take.text() == "Take 2 pages"
    with qtbot.waitSignal(window.chosen) as chosen:
        window._take.click()
    assert chosen.args == [(2, 5)]
    window._list.clearSelection()
    assert not window._take.isEnabled()


# the screen


def overlay(qtbot: QtBot) -> CaptureOverlay:
    screen = QGuiApplication.primaryScreen()
    size = screen.geometry().size()
    pixels = Pixels.of(quarters(size.width() * 2, size.height() * 2))  # a screen at twice the scale
    made = CaptureOverlay(Shot(screen.name(), pixels, (Area(100, 100, 400, 300),)))
    qtbot.addWidget(made)
    made.resize(size)
    made.show()
    return made


def test_a_region_is_dragged_in_the_screens_own_pixels(qtbot: QtBot) -> None:
    made = overlay(qtbot)
    qtbot.mousePress(made, Qt.MouseButton.LeftButton, pos=QPoint(20, 30))
    qtbot.mouseMove(made, QPoint(120, 90))
    assert not made.grab().isNull()
    with qtbot.waitSignal(made.taken) as taken:
        qtbot.mouseRelease(made, Qt.MouseButton.LeftButton, pos=QPoint(120, 90))
    assert taken.args[1] == Area(40, 60, 240, 180)


def test_a_window_is_clicked_all_is_entered_and_esc_gives_up(qtbot: QtBot) -> None:
    made = overlay(qtbot)
    with qtbot.waitSignal(made.taken) as taken:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert taken.args[1] == Area(100, 100, 400, 300)
    with qtbot.waitSignal(made.taken) as taken:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert taken.args[1].size == (made.width() * 2, made.height() * 2)
    with qtbot.waitSignal(made.given_up):
        qtbot.keyClick(made, Qt.Key.Key_Escape)
    with qtbot.waitSignal(made.given_up):
        qtbot.mouseClick(made, Qt.MouseButton.RightButton, pos=QPoint(5, 5))


# numbers in answers


def chips(document: QTextDocument) -> list[tuple[str, str]]:
    found, block = [], document.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            if fragment.charFormat().isAnchor():
                found.append((fragment.text().strip(CHIP_SPACE), fragment.charFormat().anchorHref()))
            walk += 1
        block = block.next()
    return found


def test_only_numbers_that_are_on_a_picture_become_links(look: Look) -> None:
    made = text_document("see ① and ⑨, not (1)", Paper(look, frozenset({1, 2})))
    assert chips(made) == [("1", "mark:1")]
    assert "⑨" in made.toPlainText()
    growing = Growing()
    growing.update("**①** `①` [x](mark:2) [②](https://a.example)\n", whole=True)
    assert chips(block_document(growing.blocks[0], Paper(look, frozenset({1, 2}))))[0] == ("1", "mark:1")
    assert "mark:2" not in [
        address
        for words, address in chips(block_document(growing.blocks[0], Paper(look, frozenset({1}))))
        if words == "x"
    ]
    assert chips(text_document("① ②", Paper(look))) == []
    assert unchipped(f"a {CHIP_SPACE}12{CHIP_SPACE} b") == "a ⑫ b"


def test_a_chip_is_pointed_at_clicked_and_copied_as_its_sign(qtbot: QtBot, look: Look) -> None:
    view = Transcript(look)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    sent = replace(prepared(quarters()), numbers=(Place(1, Area(1, 1, 9, 9)),)).sent()
    turn = (
        Turn.new("c", "what is ①?", "gpt-4o", "h", 1.0).waiting((sent,)).hearing("① is red, ② is not.", 0.1).done(None)
    )
    view.show_conversation(Conversation("c", (turn,)))
    row = view._items[0].rows[1]
    place = QPointF(24, view._items[0].top - view.verticalScrollBar().value() + row.top + 8)
    pointed: list[tuple[str, int]] = []
    view.mark_pointed.connect(lambda *at: pointed.append(at))
    view._point_at(place)
    view._point_at(QPointF(place.x() + 150, place.y()))
    assert pointed == [(turn.id, 1), ("", 0)]
    with qtbot.waitSignal(view.mark_chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert chosen.args == [turn.id, 1]
    assert row.row.piece(0, 6) == "① is"[: len(row.row.piece(0, 6))]
    assert "① is red, ② is not." in view.plain_text()
