"""What is shown before a question goes is what arrives, by every door and after every edit."""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QPushButton

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import Annotation
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.dialogs.page_picker import PagePickerDialog
from desktop.ui.dialogs.sent.earlier_questions import EarlierQuestions
from desktop.ui.dialogs.sent.request_preview import RequestPreviewDialog
from desktop.ui.main_window import MainWindow
from tests.helpers.images import encoded, png, quarters
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import start_program
from tests.stories.requests import received, shown_and_sent, what_is_sent
from tests.stories.window_steps import answered, buttons, clip, cover, drop, paste_image, press

pytestmark = pytest.mark.usefixtures("key")


Door = Callable[[MainWindow, Path], Awaitable[None]]


def _animated() -> bytes:
    frames = [Image.new("RGB", (60, 50), color) for color in ("red", "blue")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])


async def _paste_png(window: MainWindow, folder: Path) -> None:
    await paste_image(window)


async def _paste_qt(window: MainWindow, folder: Path) -> None:
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    window.canvas.setFocus()
    window.actions_["paste"].trigger()


async def _drop_jpeg(window: MainWindow, folder: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (folder / "a.jpg").write_bytes(encoded(quarters(), "JPEG", exif=exif, comment=b"where I live"))
    drop(window, folder / "a.jpg")


async def _drop_folder(window: MainWindow, folder: Path) -> None:
    (folder / "in").mkdir()
    for at in range(2):
        (folder / "in" / f"{at}.png").write_bytes(png(80 + at))
    drop(window, folder / "in")
    await until(lambda: len(window.strip.labels) == 2)


async def _data_address(window: MainWindow, folder: Path) -> None:
    clip("data:image/png;base64," + base64.b64encode(png()).decode())
    window.canvas.setFocus()
    window.actions_["paste"].trigger()


async def _gif(window: MainWindow, folder: Path) -> None:
    (folder / "a.gif").write_bytes(_animated())
    drop(window, folder / "a.gif")


async def _pdf(window: MainWindow, folder: Path) -> None:
    pages = [Image.new("RGB", (200, 280), color) for color in ("white", "teal")]
    (folder / "a.pdf").write_bytes(encoded(pages[0], "PDF", save_all=True, append_images=pages[1:]))
    drop(window, folder / "a.pdf")
    await until(lambda: "2 pages" in window.notice.words)
    await press(window.notice, "Choose…")
    (chooser,) = window.findChildren(PagePickerDialog)
    (listed,) = chooser.findChildren(QListWidget)
    listed.setCurrentRow(1)
    next(found for found in chooser.findChildren(QPushButton) if found.text().startswith("Add")).click()
    await until(lambda: window.actions_["undo"].text() == "Undo Choose pages")


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
        await until(lambda: window.strip.labels and window.empty.isHidden())
        await shown_and_sent(window, endpoint)

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        sent = endpoint.posts[0].body
        for secret in (b"where I live", b"a.jpg", str(tmp_path).encode()):
            assert secret not in sent


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
        assert window.actions_["undo"].text() == f"Undo {name.capitalize()}"

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
        preview = window.findChildren(RequestPreviewDialog)[-1]
        assert preview.view is not None
        text = next(edit for edit in preview.findChildren(QPlainTextEdit) if not isinstance(edit, EarlierQuestions))
        assert "one two" in text.toPlainText()
        assert dict(preview.view.items[0].facts)["Covered"] == "1 area, removed"
        shown = list(preview.shown)
        buttons(preview, "Ask")[0].click()
        await answered(window, "ok")
        assert received(endpoint.posts[0]) == shown

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)


def test_a_picture_that_arrives_while_what_is_sent_is_open_is_not_sent_unseen(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "late.png").write_bytes(png(3000, 2000))

    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, "words")
        preview = await what_is_sent(window)
        drop(window, tmp_path / "late.png")
        buttons(preview, "Ask")[0].click()
        await answered(window, "ok")
        assert received(endpoint.posts[0]) == []
        await until(lambda: len(window.strip.labels) == 1)
        assert len(endpoint.posts) == 1

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
