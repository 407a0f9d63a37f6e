"""What was covered is gone: from what is sent and from the disk."""

import asyncio
import base64
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.tools import Tool
from desktop.ui.main_window import MainWindow
from tests.helpers.images import encoded
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import rows_on_disk
from tests.stories.requests import received
from tests.stories.window_steps import answered, ask, busy, cover, paste_image

pytestmark = pytest.mark.usefixtures("key")


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


def test_neither_the_server_nor_the_disk_has_what_was_covered(tell: Tell, home: Path) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, secret_image())
        cover(window)
        await ask(window, "what?")
        await answered(window, "ok")
        await until(lambda: rows_on_disk(home, "SELECT 1 FROM draft_sheets") and not blue_anywhere(home))

    async def again(window: MainWindow) -> None:
        await until(lambda: len(window.strip.labels) == 1)
        await until(lambda: window.canvas.image is not None and window.empty.isHidden())
        assert window.canvas.image is not None
        assert [type(annotation) for annotation in window.canvas.image.annotations] == [Redaction]
        await until(lambda: "preparing" not in window.composer.line.words)
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
        assert window.actions_["undo"].text() == "Undo Cover"
        window.actions_["undo"].trigger()
        assert not window.canvas.image.redacted_rects
        window.actions_["redo"].trigger()
        window.actions_["turn_right"].trigger()
        assert window.canvas.image.view.size == (200, 300)
        window.tools.tool_chosen.emit(Tool.REDACT)
        assert window.canvas.tool.name == "CHOOSE"

    tell(story)
