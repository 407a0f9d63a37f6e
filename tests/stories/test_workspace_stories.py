"""Stories of the desk: what you are shown is what is sent, what you covered is gone, and numbers lead back."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu

from desktop.adapters.providers import openai_host
from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import Annotation
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.ui.canvas.tools import Tool
from desktop.ui.dialogs.page_picker import PagePickerDialog
from desktop.ui.dialogs.request_preview import RequestPreviewDialog
from desktop.ui.main_window import MainWindow
from tests.helpers.images import encoded, png, quarters, screenshot
from tests.loopback import Connection, Endpoint, Heard, error, refusing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.test_main_stories import answered, ask, busy, clip, feet, paste_image, press, rows, start_program

pytestmark = pytest.mark.usefixtures("key")
Door = Callable[[MainWindow, Path], Awaitable[None]]


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789abcdef")


def received(heard: Heard) -> list[str]:
    """The SHA-256 of every picture in a question that arrived, in order."""
    found = []
    for message in heard.json["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else ():
            if part["type"] == "image_url":
                data = base64.b64decode(part["image_url"]["url"].partition(",")[2])
                found.append(hashlib.sha256(data).hexdigest())
    return found


async def what_is_sent(window: MainWindow) -> RequestPreviewDialog:
    window.actions_["sent"].trigger()
    await until(lambda: window.findChildren(RequestPreviewDialog))
    await until(lambda: window.findChildren(RequestPreviewDialog)[-1].isVisible())
    return window.findChildren(RequestPreviewDialog)[-1]


async def shown_and_sent(window: MainWindow, endpoint: Endpoint, question: str = "what?") -> list[str]:
    """Look at what would be sent, send it, and hold what arrived against what was shown."""
    await until(lambda: "preparing" not in window.composer._forecast.text())
    QTest.keyClicks(window.composer.field, question)
    image = await what_is_sent(window)
    shown, count = list(image.shown), len(endpoint.posts)
    image._ask.click()
    await until(lambda: len(endpoint.posts) == count + 1)
    await until(lambda: not busy(window))
    assert received(endpoint.posts[-1]) == shown
    assert shown
    return shown


# every door


def _animated() -> bytes:
    frames = [Image.new("RGB", (60, 50), color) for color in ("red", "blue")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])


def _drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropped.emit(mime)


async def _paste_png(window: MainWindow, folder: Path) -> None:
    await paste_image(window)


async def _paste_qt(window: MainWindow, folder: Path) -> None:
    from PySide6.QtGui import QGuiApplication

    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    window.canvas.setFocus()
    window.actions_["paste"].trigger()


async def _drop_jpeg(window: MainWindow, folder: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (folder / "a.jpg").write_bytes(encoded(quarters(), "JPEG", exif=exif, comment=b"where I live"))
    _drop(window, folder / "a.jpg")


async def _drop_folder(window: MainWindow, folder: Path) -> None:
    (folder / "in").mkdir()
    for at in range(2):
        (folder / "in" / f"{at}.png").write_bytes(png(80 + at))
    _drop(window, folder / "in")
    await until(lambda: window.strip._list.count() == 2)


async def _data_address(window: MainWindow, folder: Path) -> None:
    clip("data:image/png;base64," + base64.b64encode(png()).decode())
    window.canvas.setFocus()
    window.actions_["paste"].trigger()


async def _gif(window: MainWindow, folder: Path) -> None:
    (folder / "a.gif").write_bytes(_animated())
    _drop(window, folder / "a.gif")


async def _pdf(window: MainWindow, folder: Path) -> None:
    pages = [Image.new("RGB", (200, 280), color) for color in ("white", "teal")]
    (folder / "a.pdf").write_bytes(encoded(pages[0], "PDF", save_all=True, append_images=pages[1:]))
    _drop(window, folder / "a.pdf")
    await until(lambda: "2 pages" in window.notice.words)
    await press(window.notice, "Choose…")
    (chooser,) = window.findChildren(PagePickerDialog)
    chooser._list.setCurrentRow(1)
    chooser._take.click()
    await until(lambda: window.actions_["undo"].text() == "Undo choose pages")


async def _command_line(window: MainWindow, folder: Path) -> None:
    (folder / "b.webp").write_bytes(encoded(quarters(), "WEBP"))
    second = start_program(folder / "home", str(folder / "b.webp"))
    await until(lambda: second.poll() is not None)
    assert (second.returncode, second.communicate()[1]) == (0, b"")


DOORS = [_paste_png, _paste_qt, _drop_jpeg, _drop_folder, _data_address, _gif, _pdf, _command_line]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__.strip("_"))
def test_what_is_shown_is_what_arrives_by_every_door(tell: Tell, door: Door, tmp_path: Path) -> None:
    async def story(window: MainWindow) -> None:
        await door(window, tmp_path)
        await until(lambda: window.strip._list.count() and window.empty.isHidden())
        await shown_and_sent(window, endpoint)

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        sent = endpoint.posts[0].body
        for secret in (b"where I live", b"a.jpg", str(tmp_path).encode()):
            assert secret not in sent


# every edit


def _marked(annotation: Annotation) -> Callable[[AnnotatedImage], AnnotatedImage]:
    return lambda image: image.with_annotation(annotation)


EDITS: dict[str, Callable[[AnnotatedImage], AnnotatedImage]] = {
    "crop": lambda image: image.cropped(Rect(20, 20, 150, 120)),
    "turn": lambda image: image.rotated(1),
    "number": _marked(NumberBadge("m", Rect(20, 20, 90, 60), 1)),
    "box": _marked(Box("m", Rect(20, 20, 90, 60))),
    "arrow": _marked(Arrow("m", (10.0, 10.0), (90.0, 60.0))),
    "stroke": _marked(FreehandStroke("m", ((10.0, 10.0), (50.0, 90.0), (90.0, 60.0)))),
    "note": _marked(TextNote("m", (10.0, 10.0), "here, 这里")),
    "redaction": _marked(Redaction("m", Rect(20, 20, 90, 60))),
    "detail": lambda image: replace(image, detail="low"),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_is_shown_is_what_arrives_after_every_edit(tell: Tell, name: str) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(700, 600))
        plain = await shown_and_sent(window, endpoint)
        image = window.canvas.image
        assert image is not None
        window.canvas.edited.emit(name.capitalize(), EDITS[name](image))
        both = await shown_and_sent(window, endpoint)
        if name == "detail":  # how closely it is looked at is settled when it goes
            assert both == plain
        else:  # in the place of its earlier state
            assert len(both) == 1
            assert both != plain
        assert window.actions_["undo"].text() == f"Undo {name}"

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)


def test_what_was_looked_at_with_open_eyes_is_sent_though_the_sheet_was_closed(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "what?")
        image = await what_is_sent(window)
        shown = list(image.shown)
        image.reject()
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
        await answered(window, "ok")
        assert received(endpoint.posts[0]) == shown

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)


def test_what_is_sent_opens_on_what_stands_there_when_it_opens(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(2400, 2000))
        QTest.keyClicks(window.composer.field, "one")
        window.actions_["sent"].trigger()
        QTest.keyClicks(window.composer.field, " two")
        cover(window)
        await until(
            lambda: (
                window.findChildren(RequestPreviewDialog) and window.findChildren(RequestPreviewDialog)[-1].isVisible()
            )
        )
        image = window.findChildren(RequestPreviewDialog)[-1]
        assert "one two" in image._text.toPlainText()
        assert image._view is not None
        assert dict(image._view.items[0].facts)["Covered"] == "1 area, removed"
        shown = list(image.shown)
        image._ask.click()
        await answered(window, "ok")
        assert received(endpoint.posts[0]) == shown

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)


def test_a_picture_that_arrives_while_what_is_sent_is_open_is_not_sent_unseen(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "late.png").write_bytes(png(3000, 2000))

    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, "words")
        image = await what_is_sent(window)
        _drop(window, tmp_path / "late.png")
        image._ask.click()
        await answered(window, "ok")
        assert received(endpoint.posts[0]) == []
        await until(lambda: window.strip._list.count() == 1)
        assert len(endpoint.posts) == 1

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)


def test_continue_takes_neither_what_is_typed_nor_what_was_pasted(tell: Tell) -> None:
    def cut(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("the first half")

    async def story(window: MainWindow) -> None:
        await ask(window, "tell me")
        await until(lambda: feet(window) and "ended before the answer did" in feet(window)[0] and not busy(window))
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "half typed")
        await press(window.transcript, "Continue")
        await answered(window, "the rest")
        assert window.composer.field.toPlainText() == "half typed"
        assert received(endpoint.posts[1]) == []

    with Endpoint(answer=saying("the rest")) as endpoint:
        endpoint.script = [cut]
        tell(story, endpoint.url)


# what you covered is gone


def secret_image() -> bytes:
    image = Image.new("RGB", (300, 200), "white")
    image.paste((1, 99, 201), (100, 50, 200, 100))
    return encoded(image)


def blue_anywhere(folder: Path) -> list[str]:
    """The kept pictures that show the secret's colour. While the program runs, files come and go."""
    return [path.name for path in (folder / "data" / "pictures").glob("??/" + "?" * 64) if _shows_blue(path)]


def _shows_blue(path: Path) -> bool:
    try:
        with Image.open(path) as image:
            return (1, 99, 201) in {color for _, color in image.convert("RGB").getcolors(1 << 24) or []}
    except FileNotFoundError:
        return False


async def drag(window: MainWindow, *way: tuple[float, float]) -> None:
    """A real drag over the canvas, in shown pixels."""
    port = window.canvas.viewport()
    places = [window.canvas.mapFromScene(QPointF(*point)) for point in way]
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(port, place)
        await asyncio.sleep(0)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=places[-1])


def cover(window: MainWindow) -> None:
    image = window.canvas.image
    assert image is not None
    window.canvas.edited.emit("Redact", image.with_annotation(Redaction("r", Rect(90, 40, 210, 110))))


def test_neither_the_server_nor_the_disk_has_what_was_covered(tell: Tell, home: Path) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, secret_image())
        cover(window)
        await ask(window, "what?")
        await answered(window, "ok")
        await until(lambda: rows(home, "SELECT 1 FROM draft_sheets") and not blue_anywhere(home))

    async def again(window: MainWindow) -> None:
        await until(lambda: window.strip._list.count() == 1)
        await until(lambda: window.canvas.image is not None and window.empty.isHidden())
        assert window.canvas.image is not None
        assert [type(annotation) for annotation in window.canvas.image.annotations] == [Redaction]
        await until(lambda: "preparing" not in window.composer._forecast.text())
        await ask(window, "and?")
        await until(lambda: len(endpoint.posts) == 2)
        await until(lambda: not busy(window))

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        assert blue_anywhere(home) == []
        tell(again, endpoint.url)
        assert received(endpoint.posts[0]) == received(endpoint.posts[1])  # it is the same picture still, sent once
        data = base64.b64decode(
            endpoint.posts[0].json["messages"][0]["content"][1]["image_url"]["url"].partition(",")[2]
        )
        (home / "sent.png").write_bytes(data)
        with Image.open(home / "sent.png") as image:
            assert (1, 99, 201) not in {color for _, color in image.convert("RGB").getcolors(1 << 24) or []}


def test_originals_are_kept_where_the_user_wants_them(tell: Tell, home: Path) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, secret_image())
        cover(window)

    tell(story, "", keep_originals=True)
    assert len(blue_anywhere(home)) == 1


def test_a_cover_is_drawn_and_taken_back_with_the_mouse(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, secret_image())
        window.actions_["actual"].trigger()  # a pixel of the mouse is one of the picture
        window.tools.tool_chosen.emit(Tool.REDACT)
        assert window.canvas.tool is Tool.REDACT
        await drag(window, (90, 40), (150, 80), (210, 110))
        assert window.canvas.image is not None
        assert window.canvas.image.redacted_rects == (Rect(90, 40, 210, 110),)
        assert window.actions_["undo"].text() == "Undo redact"
        window.actions_["undo"].trigger()
        assert not window.canvas.image.redacted_rects
        window.actions_["redo"].trigger()
        window.actions_["turn_right"].trigger()
        assert window.canvas.image.view.size == (200, 300)
        window.tools.tool_chosen.emit(Tool.REDACT)
        assert window.canvas.tool.name == "CHOOSE"

    tell(story)


# numbers lead back


async def click_chip(window: MainWindow, item: int, row: int, hover: bool = False) -> None:
    view = window.transcript
    await until(lambda: len(view.items) > item and len(view.items[item].rows) > row)
    placed = view.items[item].rows[row]
    top = view.items[item].top - view.verticalScrollBar().value() + placed.top
    place = QPoint(24, round(top) + 8)
    if hover:
        view.parts.links.point_at(QPointF(place))
    else:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_number_in_an_answer_leads_to_its_mark_through_edits_and_a_restart(tell: Tell) -> None:
    def lit(window: MainWindow) -> Any:
        return window.canvas.highlight

    async def story(window: MainWindow) -> None:
        await paste_image(window, png(300, 200))
        image = window.canvas.image
        assert image is not None
        window.canvas.edited.emit("Number", image.with_annotation(NumberBadge("n", Rect(40, 40, 120, 80), 1)))
        window.canvas.number_named.emit(1)
        await ask(window, " is what?")
        await answered(window, "① is red")
        assert window.transcript.plain_text().startswith("① is what?")
        await click_chip(window, 0, 1, hover=True)
        assert lit(window) == Rect(40, 40, 120, 80)
        window.actions_["turn_right"].trigger()
        window.canvas.set_zoom(6.0)
        await click_chip(window, 0, 1)
        assert lit(window) == Rect(120, 40, 160, 120)
        assert window.canvas.visible_rect.contains((140, 80))
        await paste_image(window, png(90, 60))
        assert lit(window) is None
        await click_chip(window, 0, 1)
        assert window.strip._list.currentRow() == 0
        window.strip.removed.emit(0)
        window.strip.removed.emit(0)

    async def reopened(window: MainWindow) -> None:
        await until(lambda: "① is red" in window.transcript.plain_text())
        assert window.strip._list.count() == 0
        await click_chip(window, 0, 1)
        await until(lambda: window.strip._list.count() == 1 and window.empty.isHidden())
        await until(lambda: lit(window) == Rect(40, 40, 120, 80))

    with Endpoint(answer=saying("① is red, ⑦ is nothing.")) as endpoint:
        tell(story, endpoint.url)
        tell(reopened, endpoint.url)
        texts = [part["text"] for part in endpoint.posts[0].json["messages"][0]["content"] if part["type"] == "text"]
        assert texts[0] == "① is what?"
        assert "① is the box from x 40, y 40 to x 120, y 80" in texts[1]


# several pictures, and what becomes of them


def test_the_strips_menu_tells_prices_and_savings_and_sets_them(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(1000, 800))
        menu = QMenu(window)
        window.strip.menu_wanted.emit(0, menu)
        by_words = {action.text(): action for entry in menu.actions() if entry.menu() for action in _inside(entry)}
        assert [words for words in by_words if words.startswith("Low")] == ["Low · 85 tokens"]
        saving = next(words for words in by_words if words.startswith("Send small"))
        assert saving == "Send small · saves 680 tokens a question"
        by_words["Low · 85 tokens"].trigger()
        await until(lambda: window.composer._forecast.text().startswith("1 picture · 85 tokens"))
        by_words["Leave out · saves 765 tokens a question"].trigger()
        await ask(window, "what?")
        await answered(window, "ok")
        await until(lambda: window.composer._forecast.text().startswith("No picture · ≈"))
        menu.deleteLater()

    def _inside(entry: Any) -> list[Any]:
        inside = entry.menu()
        assert isinstance(inside, QMenu)
        return list(inside.actions())

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        image = endpoint.posts[0].json["messages"][0]["content"][1]["image_url"]
        assert image["detail"] == "low"


def test_a_picture_is_left_out_of_later_questions_in_what_is_sent(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await answered(window, "ok")
        image = await what_is_sent(window)
        assert len(image.shown) == 1
        (policy,) = image.findChildren(QComboBox)
        policy.setCurrentIndex(2)
        policy.activated.emit(2)
        await until(lambda: image.shown == ())
        image.reject()
        await ask(window, "and?")
        await until(lambda: len(endpoint.posts) == 2)
        await until(lambda: not busy(window))

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        assert received(endpoint.posts[1]) == []


def test_a_refused_picture_is_sent_smaller_in_one_click(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(800, 600))
        await ask(window, "what?")
        await until(lambda: feet(window) and "refused a picture" in feet(window)[0] and not busy(window))
        await press(window.transcript, "Send smaller")
        await answered(window, "ok")
        assert len(window.transcript.items) == 1
        assert window.composer.field.toPlainText() == ""

    with Endpoint(answer=saying("ok")) as endpoint:
        endpoint.script = [refusing(400, error("too big", "image_too_large"))]
        tell(story, endpoint.url)
        assert received(endpoint.posts[0]) != received(endpoint.posts[1])
        assert len(received(endpoint.posts[1])) == 1


# legibility, tiles, limits


def test_a_screen_that_the_model_cannot_read_is_offered_in_tiles(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, encoded(screenshot(3840, 2160), compress_level=1))
        await until(lambda: "gpt-4o sees this at 36%" in window.hint.words)
        offer = window.hint._buttons[1].text()
        assert offer.startswith("Split into ")
        count = int(offer.split()[2])
        window.hint._buttons[1].click()
        await until(lambda: window.strip._list.count() == count)
        assert window.hint.words == ""
        window.actions_["undo"].trigger()
        await until(lambda: window.strip._list.count() == 1 and window.hint.words)
        window.hint._close.click()
        window.actions_["as_seen"].trigger()
        await until(lambda: window.canvas.shows_as_seen)
        window.actions_["as_seen"].trigger()
        assert not window.canvas.shows_as_seen
        assert window.hint.words == ""

    tell(story)


def test_a_limit_is_asked_about_before_it_is_passed(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await until(lambda: "would pass your limit of $0.0002 for today" in window.notice.words)
        assert endpoint.posts == []
        assert window.composer.field.toPlainText() == "what?"
        await press(window.notice, "Ask anyway")
        await answered(window, "ok")

    with Endpoint(answer=saying("ok")) as endpoint:
        priced = ProviderCapabilities(has_catalog_prices=True)
        monkeypatch.setattr(openai_host, "COMPATIBLE", priced)
        tell(story, endpoint.url, daily_limit_usd=0.0002)
        assert len(endpoint.posts) == 1


def test_what_was_learnt_is_used_in_the_next_forecast(tell: Tell, home: Path) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "a word " * 40)
        await answered(window, "ok")
        await until((home / "state" / "learnt.json").exists)

    with Endpoint(answer=saying("ok", usage=(740, 2))) as endpoint:
        tell(story, endpoint.url)
        held = json.loads((home / "state" / "learnt.json").read_text())
        assert held[f"127.0.0.1:{endpoint.port} gpt-4o"]["text"] > 1.5
