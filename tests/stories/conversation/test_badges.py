"""The badge of a conversation with something new, as the list paints it."""

import threading

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from desktop.ui.main_window import MainWindow
from tests.loopback import Connection, Endpoint, Heard, chunk, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask, titles

pytestmark = pytest.mark.usefixtures("key")


def words_on(widget: QWidget) -> list[str]:
    """The lines of text that a widget paints, as a reader of PDF finds them."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.scale(*(2 * [writer.width() / widget.width()]))
    widget.render(painter, QPoint())
    painter.end()
    with pypdfium2.PdfDocument(bytes(buffer.data().data())) as document:
        return [line.strip() for line in document[0].get_textpage().get_text_bounded().splitlines()]


def test_an_answer_that_came_elsewhere_has_a_badge_in_the_list_until_it_is_looked_at(tell: Tell) -> None:
    elsewhere = threading.Event()

    def slow(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("slow ")
        elsewhere.wait(240)
        to.text("and done")
        to.data(chunk(None, "stop"))
        to.done()

    with Endpoint(script=[saying("Early"), slow]) as endpoint:

        async def story(window: MainWindow) -> None:
            listed = window.history.list_view

            def is_new() -> bool:
                return any(line.startswith("New ") for line in words_on(listed))

            await ask(window, "first?")
            await answered(window, "Early")
            assert not is_new()
            window.actions_["new"].trigger()
            await ask(window, "second?")
            await until(lambda: bool(window.history.model.answering))
            window.actions_["new"].trigger()
            await until(lambda: not window.transcript.plain_text())
            elsewhere.set()
            await until(is_new)
            lines = words_on(listed)
            at = next(at for at, line in enumerate(lines) if "New" in line)
            assert "second?" in lines[at - 1]
            assert titles(window) == ["second?", "first?"]
            window.history.list_view.clicked.emit(window.history.model.index(1))
            await until(lambda: "slow and done" in window.transcript.plain_text())
            await until(lambda: not is_new())

        tell(story, endpoint.url)
