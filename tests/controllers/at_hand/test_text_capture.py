"""Text from the screen: what is read goes to the clipboard, and what came of it is told."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.controllers.at_hand.text_capture import TextCaptureController
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.image.source_image import SourceImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.tasks import Tasks
from tests.controllers.fakes import FakeCapture, FakeOcrQueue, Recorder, annotated
from tests.services.fakes import lines_of
from tests.services.qt_loop import on_the_loop, until


class FakePipeline(ImagePipeline):
    """Decodes everything to one image, and nothing at all."""

    def __init__(self) -> None:
        self.image = annotated().source

    async def decode(self, data: bytes, name: str, page: int = 0, side: int = 0) -> SourceImage:
        if not data:
            raise ImageRejectedError(Problem(ProblemKind.EMPTY, "x"))
        return self.image


def told(known: OcrResult | Problem, data: bytes = b"x") -> list[str]:
    """What is told of a capture whose text is known; the program may be left at its end."""
    capture, pipeline, queue, tasks = FakeCapture(), FakePipeline(), FakeOcrQueue(), Tasks()
    queue.known[pipeline.image.id] = known
    tell, leave = Recorder(), Recorder()
    controller = TextCaptureController(capture, pipeline, queue, tasks, tell, leave, told_ms=0)
    controller.connect()

    async def run() -> None:
        capture.text_wanted.emit(data)
        await until(lambda: leave.calls)
        await tasks.close()

    on_the_loop(run())
    assert tell.calls[0] == ("Reading text…",)
    return [words for (words,) in tell.calls[1:]]


def test_the_text_is_copied_and_counted(qtbot: QtBot) -> None:
    assert told(lines_of("first line", "second line")) == ["Copied 22 characters"]
    assert QGuiApplication.clipboard().text() == "first line\nsecond line"


@pytest.mark.parametrize(
    ("known", "data", "words"),
    [
        (OcrResult((9, 9)), b"x", "No text in this picture."),
        (
            Problem(ProblemKind.OCR_NOT_INSTALLED),
            b"x",
            "Text recognition isn't installed.",
        ),
        (OcrResult((9, 9)), b"", "“x”"),
    ],
    ids=["no text", "no reader", "no picture"],
)
def test_what_could_not_be_copied_is_told(qtbot: QtBot, known: OcrResult | Problem, data: bytes, words: str) -> None:
    QGuiApplication.clipboard().setText("before")
    (reason,) = told(known, data)
    assert words in reason
    assert QGuiApplication.clipboard().text() == "before"
