"""Images that came with an answer, in the transcript."""

from dataclasses import replace

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent_image import SentImage
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.answer_image_row import MAX_HEIGHT, AnswerImageRow
from desktop.ui.transcript.rows.document_row import GAP, NO_HIGHLIGHTS
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.conversations import conversation, turn

SMALL = SentImage("a" * 64, "image/png", 200, 100, 9)


def test_it_is_as_large_as_it_is_until_it_would_not_fit(theme: Theme) -> None:
    for image, width, height in (
        (SMALL, 400, 100),
        (SMALL, 100, 50),
        (replace(SMALL, width=200, height=2000), 400, MAX_HEIGHT),
        (replace(SMALL, width=100_000, height=1), 400, 1),
    ):
        row = AnswerImageRow(theme, image)
        assert row.measure(width) == row.estimate(width) == height + GAP


def test_its_pixels_are_painted_once_they_are_there(theme: Theme) -> None:
    row = AnswerImageRow(theme, SMALL)
    paper = QImage(200, 100, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    for pixels, color in ((None, theme.colors.bubble), (QImage(2, 1, QImage.Format.Format_RGB32), "#112233")):
        if pixels is not None:
            pixels.fill(QColor(color))
        row.pixels = pixels
        painter = QPainter(paper)
        row.paint(painter, 200, NO_HIGHLIGHTS)
        painter.end()
        assert paper.pixelColor(100, 50) == QColor(color)


def test_images_stand_between_the_text_and_the_sources_and_are_asked_for(view: TranscriptView, qtbot: QtBot) -> None:
    wanted = QSignalSpy(view.answer_image_wanted)
    growing = turn("Here:", done=False)
    view.show_conversation(conversation(growing))
    height = view.items[0].height
    view.show_conversation(conversation(replace(growing, answer_images=(SMALL,))))
    qtbot.waitUntil(lambda: view.settled)
    assert isinstance(view.items[0].rows[-1].row, AnswerImageRow)
    assert view.items[0].height == height + SMALL.height + GAP
    view.show_conversation(conversation(replace(growing, answer="Here: it is.", answer_images=(SMALL,)).done(None)))
    qtbot.waitUntil(lambda: view.settled and wanted.count() == 1)
    assert view.plain_text() == "why?\n\nHere: it is."
    view.show_answer_image(SMALL.id, PixelBuffer(2, 1, bytes(8)))
    row = view.items[0].rows[-1].row
    assert isinstance(row, AnswerImageRow)
    qtbot.waitUntil(lambda: row.pixels is not None)
