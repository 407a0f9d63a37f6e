"""Copying an answer with the pictures of its question."""

import base64
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication

from desktop.controllers.conversation.answer_copy import AnswerCopy
from desktop.core.asking.prepared_request import RequestImage
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.services.tasks import Tasks
from tests.controllers.conftest import Bar
from tests.controllers.fakes import turn
from tests.helpers.images import prepared, quarters
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")

STORED = prepared(quarters())


async def stored(images: Iterable[SentImage]) -> tuple[RequestImage, ...]:
    """Returns the images under their covers; one with another id is gone."""
    return tuple(
        RequestImage(EncodedImage.from_sent(image, STORED.data), previously_sent=image)
        for image in images
        if image.id == STORED.id
    )


@pytest.fixture(autouse=True)
def _clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def copied(bar: Bar, *images: SentImage) -> dict[str, str]:
    """Copies an answer about these images, and returns what is on the clipboard by its types."""

    async def run() -> None:
        tasks = Tasks()
        asked = replace(turn("what?", "# A kite\n\n| a | b |\n|---|---|\n| **1** | 2 |"), images=images)
        AnswerCopy(stored, tasks, bar.notices).copy_with_images(asked)
        await until(lambda: bar.text)
        await tasks.close()

    bar.widget.hide()
    on_the_loop(run())
    mime = QGuiApplication.clipboard().mimeData()
    return {name: bytes(mime.data(name).data()).decode() for name in mime.formats()}


def test_word_gets_the_picture_with_headings_and_tables_and_a_terminal_gets_text(bar: Bar) -> None:
    types = copied(bar, replace(STORED.to_sent_image(), covers=(Rect(0, 0, 40, 30),)))
    assert bar.text == "Copied the picture and the answer."
    assert "<h1>A kite</h1>" in types["text/html"]
    assert "<strong>1</strong>" in types["text/html"]
    assert types["text/plain"].startswith("A kite")
    assert types["text/markdown"].startswith("# A kite")
    (data,) = re.findall(r'src="data:image/png;base64,([^"]+)"', types["text/html"])
    shown = Image.open(io.BytesIO(base64.b64decode(data)))
    assert shown.getpixel((5, 5)) == (0, 0, 0)  # covered since it was sent
    assert shown.getpixel((60, 10)) == (20, 180, 20)


def test_pictures_that_are_gone_are_said(bar: Bar) -> None:
    types = copied(bar, replace(STORED.to_sent_image(), id="0" * 64))
    assert bar.text == "Copied the answer. Its pictures are no longer there."
    assert "<img" not in types["text/html"]
    assert copied(bar, STORED.to_sent_image(), STORED.to_sent_image())["text/html"].count("<img") == 2
