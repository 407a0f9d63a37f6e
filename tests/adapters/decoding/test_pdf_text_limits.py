"""A page of a PDF whose letters would take minutes to judge is refused with a sentence, and others are judged."""

import sys
from contextlib import closing

import pytest

from desktop.adapters.decoding import pdf_text
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.decoding.pdf import PdfError
from desktop.adapters.decoding.pdf_text import text_of_page
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.ocr.pages.own_text import own_text
from desktop.messages.problems import message_for
from tests.helpers.pages.text_pages import line, text_pdf

SIDE = 1000
GIANT = "".join(
    line(20 + at % 9, 40 + at % 7, "M", 250) for at in range(15000)
)  # 10 s of work for each of four drawings


def test_giant_letters_over_one_another_end_with_a_sentence() -> None:
    with closing(Decoder()) as decoder:
        with pytest.raises(ImageRejectedError) as refused:
            decoder.page_text(text_pdf(GIANT), "poster.pdf", 0, 2400)
        assert decoder.page_text(text_pdf(line(20, 20, "plain")), "plain.pdf", 0, SIDE).letters
    where_one_drawing_takes_too_long = ProblemKind.DECODER_TIMED_OUT
    assert refused.value.problem.kind in (ProblemKind.PAGE_TEXT_TOO_DENSE, where_one_drawing_takes_too_long)
    assert "“poster.pdf”" in message_for(refused.value.problem).text


class SpentClock:
    """A clock of processor time by which nothing is spent until it was read so many times, and then far too much."""

    def __init__(self, readings: int = sys.maxsize) -> None:
        self._readings = readings
        self.count = 0

    def process_time(self) -> float:
        self.count += 1
        return 0.0 if self.count <= self._readings else 10 * pdf_text.MOST_CPU_S


def test_the_time_that_a_page_takes_is_looked_at_before_each_of_its_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    page, endless = text_pdf(line(20, 20, "plain")), SpentClock()
    monkeypatch.setattr(pdf_text, "time", endless)
    assert own_text(text_of_page(page, 0, SIDE)) == "plain"
    assert endless.count >= 4  # at the begin, then before the texts, what is without them, and what is them alone
    for readings in range(1, endless.count):
        monkeypatch.setattr(pdf_text, "time", SpentClock(readings))
        with pytest.raises(PdfError) as refused:
            text_of_page(page, 0, SIDE)
        assert refused.value.kind is ProblemKind.PAGE_TEXT_TOO_DENSE


def test_a_page_whose_letters_take_too_long_to_judge_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_CPU_S", 0.0)
    with pytest.raises(PdfError) as refused:
        text_of_page(text_pdf(line(20, 20, "plain")), 0, 2400)
    assert refused.value.kind is ProblemKind.PAGE_TEXT_TOO_DENSE


def test_a_few_giant_letters_over_one_another_are_judged() -> None:
    few = "".join(line(20 + 40 * at, 40, "M", 250) for at in range(5))
    assert text_of_page(text_pdf(few + line(20, 20, "below")), 0, 2400).letters[-5:] == tuple("below")
