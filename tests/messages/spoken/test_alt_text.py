"""The description that goes along with a copied picture."""

from dataclasses import replace

import pytest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage
from desktop.messages.language import catalogue
from desktop.messages.language.choice import ENGLISH
from desktop.messages.prompts.given_prompts import given_prompts
from desktop.messages.spoken.alt_text import alt_text

IMAGE = AnnotatedImage("1", SourceImage("a" * 64, b"x", 900, 600, "image/png"))
SENT = SentImage("b" * 64, "image/png", 900, 600, 1, content_key=IMAGE.content_key)
ENGLISH_WORDS = given_prompts()[3].words
ANSWER = "## An invoice\n\nIt asks for **42 euros**.\n\n```\nTotal 42\n```\n"


def described() -> Turn:
    """A description in the language of the window."""
    turn = Turn.new("c", given_prompts()[3].words, "gpt-4o", "h", 1.0).as_waiting((SENT,))
    return replace(turn, stage=Stage.DONE, answer=ANSWER)


@pytest.mark.parametrize("language", [ENGLISH, "de"])
def test_a_description_comes_without_marks_but_with_the_text_of_code(language: str) -> None:
    catalogue.use(language)
    in_its_words, in_english = described(), replace(described(), prompt=ENGLISH_WORDS)
    assert alt_text([in_its_words], IMAGE) == alt_text([in_english], IMAGE)
    assert alt_text([in_its_words], IMAGE) == "An invoice\nIt asks for 42 euros.\nTotal 42"


def test_the_latest_description_counts_and_no_other_answer() -> None:
    other = replace(described(), prompt="What is due?", answer="42")
    assert alt_text([replace(described(), answer="Old"), described(), other], IMAGE).startswith("An invoice")
    assert alt_text([other], IMAGE) == ""


def test_a_description_of_another_state_or_of_several_pictures_or_a_stopped_one_does_not_go_along() -> None:
    covered = IMAGE.with_annotation(Redaction("r", Rect(0, 0, 50, 50)))
    assert alt_text([described()], covered) == ""
    assert alt_text([replace(described(), images=(SENT, replace(SENT, id="c" * 64)))], IMAGE) == ""
    assert alt_text([replace(described(), images=(replace(SENT, covers=(Rect(0, 0, 9, 9),)),))], IMAGE) == ""
    assert alt_text([replace(described(), stage=Stage.STOPPED)], IMAGE) == ""
