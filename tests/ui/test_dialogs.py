"""What is sent, choosing pages, choosing on the screen, and numbers in answers."""

import json
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.adapters.providers.openai_body import openai_body
from desktop.controllers.asking.request_preview_builder import build_request_preview
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import Screenshot
from desktop.core.markdown.blocks import IncrementalParser
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import estimate_request
from desktop.core.usage.spending_limits import Spending
from desktop.ui.capture_overlay import CaptureOverlay
from desktop.ui.dialogs.page_picker import PagePickerDialog
from desktop.ui.dialogs.request_preview import RequestPreviewDialog
from desktop.ui.dialogs.request_preview_model import RequestPreview
from desktop.ui.rich_text.block_writer import block_document, text_document
from desktop.ui.rich_text.inline_writer import CHIP_SPACE, WritingContext, without_chips
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.images import image_of, prepared, quarters


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def theme() -> Theme:
    return Theme(LIGHT, QGuiApplication.font())


def view_of_two() -> tuple[RequestPreview, PreparedRequest]:
    image, _ = image_of(quarters(900, 700), "holiday.jpg")
    picture = replace(
        image.source,
        compression=CompressionBlocks(16, 16, 4),
        metadata=("position", "EXIF"),
        page_count=3,
        page_index=1,
    )
    image = (
        replace(image, source=picture)
        .with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
        .with_resend_policy(ResendPolicy.REDUCED)
    )
    new = replace(prepared(quarters(900, 700)), badges=(BadgePosition(2, Rect(1, 1, 5, 5)),))
    old = prepared(quarters(60, 40))
    settings = Settings()
    turn = (
        Turn.new("c", "before", "gpt-4o", "h", 1.0)
        .as_waiting((old.to_sent_image(),))
        .as_streaming("yes", 0.1)
        .done(None)
    )
    request = build_request(settings, Conversation("c", (turn,)), "what?", (new,), {old.id: old})
    packed = PreparedRequest(
        request, (RequestImage(old, previously_sent=old.to_sent_image()), RequestImage(new, image)), 1
    )
    told = estimate_request(request, model_named("gpt-4o"))
    return build_request_preview(packed, settings, told, Spending(0.01, 0.2), True, image.id), packed


def test_what_is_sent_is_the_request_itself_with_all_that_is_known() -> None:
    view, prepared = view_of_two()
    assert [item.data for item in view.items] == [each.data for each in prepared.request.images]
    assert [item.sha256 for item in view.items] == [each.id for each in prepared.request.images]
    facts = dict(view.items[1].facts)
    assert facts["Format"] == "PNG, 900 × 700"
    assert facts["From"] == "900 × 700, holiday.jpg, 2 of 3"
    assert facts["Covered"].startswith("1 area, removed; widened")
    assert facts["Metadata"] == "none leaves (came with: position, EXIF)"
    assert facts["Tokens"] == "765 · detail high"
    assert facts["Marks"] == "②, named in words"
    assert dict(view.items[0].facts)["From"] == "an earlier question"
    assert view.items[1].resend_policy is ResendPolicy.REDUCED
    assert view.first == 1
    assert dict(view.items[1].resend_policies)[ResendPolicy.OMIT] == "saves 765 tokens, $0.0019 a question"
    assert "$0.0100 today, $0.200 this month" in view.summary
    shown = json.loads(view.request)
    assert shown["model"] == "gpt-4o"
    assert [each["role"] for each in shown["messages"]] == ["user", "assistant", "user"]
    images = [part["image_url"]["url"] for part in shown["messages"][2]["content"] if "image_url" in part]
    assert [url.partition("…")[1] for url in images] == ["…"]
    assert _without_images(shown) == _without_images(openai_body(prepared.request))


def _without_images(made: dict[str, Any]) -> dict[str, Any]:
    for message in made["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else ():
            part.pop("image_url", None)
    return made


def test_the_window_shows_each_picture_pixel_for_pixel(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    view, _ = view_of_two()
    window.show_view(view)
    window.show()
    assert window.shown == tuple(item.sha256 for item in view.items)
    labels = [label.text() for label in window.findChildren(QLabel)]
    assert "Picture 2 of 2" in labels
    assert any("api.openai.com" in words for words in labels)
    assert window._image.width() < 900  # all of it, as large as there is room for
    window._exact.setChecked(True)
    assert window._image.size().toTuple() == (900, 700)
    assert window._image.grab().toImage().pixelColor(700, 100) == QColor(20, 180, 20)
    with qtbot.waitSignal(window.resend_policy_chosen) as chosen:
        window._resend_policy.setCurrentIndex(2)
        window._resend_policy.activated.emit(2)
    assert chosen.args[0] == 1
    assert chosen.args[1] is ResendPolicy.OMIT
    window._before.click()
    assert window._image.size().toTuple() == (60, 40)
    assert not window._before.isEnabled()
    with qtbot.waitSignal(window.copy_requested):
        next(each for each in window.findChildren(QPushButton) if each.text() == "Copy").click()
    with qtbot.waitSignal(window.ask_requested):
        window._ask.click()


def test_without_pictures_the_window_says_so(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    request = build_request(Settings(), Conversation("c"), "hello", (), {})
    told = estimate_request(request, model_named("gpt-4o"))
    window.show_view(build_request_preview(PreparedRequest(request, (), 0), Settings(), told, Spending(), False))
    window.show()
    assert window.shown == ()
    assert window._none.isVisible()
    assert not window._ask.isEnabled()
    assert not window.findChildren(QComboBox)[0].isVisible() if window.findChildren(QComboBox) else True


def test_pages_are_chosen_one_or_several(qtbot: QtBot, host: QWidget) -> None:
    window = PagePickerDialog(host, "plan\u202e.pdf", 40, 2, "page")
    wanted: list[int] = []
    window.wanted.connect(wanted.append)
    window.show()
    window.ask_for_visible()
    assert 0 < len(wanted) < 40
    window.ask_for_visible()
    assert len(wanted) == len(set(wanted))
    window.show_page(wanted[0], PixelBuffer.of(quarters()))
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
    pixels = PixelBuffer.of(quarters(size.width() * 2, size.height() * 2))  # a screen at twice the scale
    made = CaptureOverlay(Screenshot(screen.name(), pixels, (Rect(100, 100, 400, 300),)))
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
    assert taken.args[1] == Rect(40, 60, 240, 180)


def test_a_window_is_clicked_all_is_entered_and_esc_gives_up(qtbot: QtBot) -> None:
    made = overlay(qtbot)
    with qtbot.waitSignal(made.taken) as taken:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert taken.args[1] == Rect(100, 100, 400, 300)
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


def test_only_numbers_that_are_on_a_picture_become_links(theme: Theme) -> None:
    made = text_document("see ① and ⑨, not (1)", WritingContext(theme, frozenset({1, 2})))
    assert chips(made) == [("1", "mark:1")]
    assert "⑨" in made.toPlainText()
    growing = IncrementalParser()
    growing.update("**①** `①` [x](mark:2) [②](https://a.example)\n", whole=True)
    assert chips(block_document(growing.blocks[0], WritingContext(theme, frozenset({1, 2}))))[0] == ("1", "mark:1")
    assert "mark:2" not in [
        address
        for words, address in chips(block_document(growing.blocks[0], WritingContext(theme, frozenset({1}))))
        if words == "x"
    ]
    assert chips(text_document("① ②", WritingContext(theme))) == []
    assert without_chips(f"a {CHIP_SPACE}12{CHIP_SPACE} b") == "a ⑫ b"


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
