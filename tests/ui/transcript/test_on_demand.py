"""Content that rows request when they come into view."""

from PySide6.QtWidgets import QApplication

from desktop.core.conversation.turn import Turn
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent_image import SentImage
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import Theme
from desktop.ui.transcript.on_demand import OnDemandContent
from desktop.ui.transcript.rows.answer_image_row import AnswerImageRow
from desktop.ui.transcript.rows.question_row import QuestionRow
from tests.ui.transcript.conversations import turn


def test_a_thumbnail_is_requested_once_and_given_to_every_row(theme: Theme) -> None:
    content = OnDemandContent()
    wanted: list[SentImage] = []
    content.thumbnail_wanted.connect(wanted.append)
    image = SentImage("a" * 64, "image/png", 10, 10, 5)
    asked = Turn.new("c", "q", "m", "h", 1.0).as_waiting((image,))
    rows = [QuestionRow(asked, WritingContext(theme)) for _ in range(2)]
    for row in rows:
        content.give_pixels(row)
    assert wanted == [image]
    content.add_thumbnail(image.id, PixelBuffer(2, 1, bytes(8)))
    for row in rows:
        content.give_pixels(row)
    assert [row.thumbnails[image.id].width() for row in rows] == [2, 2]
    assert len(wanted) == 1


def test_an_image_of_an_answer_is_requested_once_and_given_to_its_row(theme: Theme) -> None:
    content = OnDemandContent()
    wanted: list[SentImage] = []
    content.answer_image_wanted.connect(wanted.append)
    row = AnswerImageRow(theme, SentImage("a" * 64, "image/png", 10, 10, 5))
    for _ in range(2):
        content.give_pixels(row)
    assert (wanted, row.pixels) == ([row.image], None)
    content.add_answer_image(row.image.id, PixelBuffer(2, 1, bytes(8)))
    content.give_pixels(row)
    assert row.pixels is not None
    assert row.pixels.width() == 2


def test_quote_matches_are_requested_for_complete_answers_once_until_forgotten(qapp: QApplication) -> None:
    content = OnDemandContent()
    wanted: list[str] = []
    content.quote_matches_wanted.connect(wanted.append)
    content.request_quote_matches(turn("still", done=False))
    assert wanted == []
    complete = turn("done")
    content.request_quote_matches(complete)
    content.request_quote_matches(complete)
    assert wanted == [complete.id]
    content.forget_quote_matches()
    content.request_quote_matches(complete)
    assert wanted == [complete.id, complete.id]
