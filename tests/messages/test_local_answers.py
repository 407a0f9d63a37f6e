"""What this computer answers is said in the language of the window."""

from collections.abc import Iterator

import pytest

from desktop.core.ocr.answers.local_answer import answer_from_ocr
from desktop.core.ocr.ocr_result import OcrResult
from desktop.messages.language import catalogue
from desktop.messages.language.choice import ENGLISH, PSEUDO
from desktop.messages.local_answers import local_answer_words


@pytest.fixture
def pseudo() -> Iterator[None]:
    catalogue.use(PSEUDO)
    yield
    catalogue.use(ENGLISH)


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("results", [[], [OcrResult((9, 9))], [OcrResult((9, 9))] * 2])
def test_no_sentence_stays_english(results: list[OcrResult]) -> None:
    answer = "".join(answer_from_ocr("which port?", results, local_answer_words()))
    assert "picture" not in answer and "text" not in answer
    assert answer.count("\n\n") == 1


@pytest.mark.usefixtures("pseudo")
def test_what_is_counted_and_named_stands_in_its_sentence() -> None:
    words = local_answer_words()
    assert "2" in words.picture.format(number=2)
    assert "QR" in words.barcode.format(kind="QR")
    assert "all text" in words.ask_for_all  # which the question may say in any language
    assert not any("computer" in sentence for sentence in words.tasks.values())
