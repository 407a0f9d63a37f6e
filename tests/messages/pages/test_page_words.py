"""The words of exported pages, in the language in use."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.html import to_html
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.geometry.rect import Rect
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.sent_image import SentImage
from desktop.messages.language.catalogue import use
from desktop.messages.pages.page_words import PAGE_WORDS, image_words
from tests.core.conversation.export.branched import branched

WORDS = "Text in the picture"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def test_versions_are_counted_in_their_titles() -> None:
    pages = ExportBundle((branched(),), {}, with_all_branches=True).pages
    titles = [PAGE_WORDS.title(page) for page in pages]
    assert titles == ["Mine (version 1 of 2)", "Mine (version 2 of 2, from question 2)"]
    assert not any(map(PAGE_WORDS.branch_note, pages))


def test_a_page_with_one_version_says_so() -> None:
    page = to_html(ExportBundle((branched(),), {}), PAGE_WORDS)
    assert "one of 2. Export all versions" in page and "edited" not in page
    assert "edited" in to_html(ExportBundle((branched(),), {}, with_all_branches=True), PAGE_WORDS)


def test_an_image_is_described_by_its_number_its_marks_and_its_text() -> None:
    badges = tuple(BadgePosition(number, Rect(0, 0, 1, 1)) for number in (2, 3))
    image = SentImage("a" * 64, "image/png", 4, 4, 8, badges=badges)
    assert image_words(image, 1, "Total\n12.90") == f"Picture 1: ② ③ · {WORDS}: Total 12.90"
    assert len(image_words(image, 1, "word " * 1000)) < 350
    assert image_words(replace(image, badges=()), 2, "", is_received=True) == "Answer picture 2"


def test_who_answered_and_when_and_what_was_covered_since() -> None:
    image = SentImage("a" * 64, "image/png", 4, 4, 8, covers=(Rect(0, 0, 1, 1), Rect(1, 1, 2, 2)))
    turn = Turn.new("c", "why?", "gpt-4o", "h", 1_700_000_000.0).as_waiting((image,)).as_streaming("x", 0.5, "Hm", 12.4)
    turn = turn.done(Usage(1, 1020))
    assert PAGE_WORDS.source(turn) == "gpt-4o at h · 1 token in · 1,020 out"
    assert PAGE_WORDS.thinking(turn) == "Thought for 12 s"
    assert PAGE_WORDS.cover_note(turn) == "Sent without these 2 covers"
    assert "November 2023, " in PAGE_WORDS.asked_at(turn)


@pytest.mark.parametrize(
    ("code", "tag", "expected"),
    [("de", "de", "November 2023, "), ("zh_CN", "zh-Hans", "2023年11月"), ("ar", "ar", "، ")],
)
def test_a_page_is_in_the_language_of_whoever_exports(code: str, tag: str, expected: str) -> None:
    assert use(code) == code
    turn = Turn.new("c", "why?", "gpt-4o", "h", 1_700_000_000.0).done(Usage(10, 5))
    page = to_html(ExportBundle((Conversation.of("c", (turn,), "Mine"),), {}), PAGE_WORDS)
    assert f'<html lang="{tag}"' in page and ('dir="rtl"' in page) is (code == "ar")
    assert expected in page
    assert "tokens in" not in page
