"""The text of a page in reading order, from its letters and their places alone."""

import random

from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.ocr.pages.own_text import own_text, own_words
from tests.helpers.clocks.effort import calls_of

SIZE = (1000, 800)


def written(words: str, left: int, top: int, width: int = 10, turns: int = 0) -> list[Letter]:
    """Letters of one width; spaces only move on."""
    letters = []
    for at, text in enumerate(words):
        x = left + at * width
        line = Rect(x, top, x + width, top + 20)
        if turns == 3:  # up the page
            line = Rect(top, SIZE[1] - x - width, top + 20, SIZE[1] - x)
        ink = Rect(line.left + 1, line.top + 1, line.right - 1, line.bottom - 1)
        letters += [Letter(text, ink, line, turns)] if text != " " else []
    return letters


def text_of(*lines: list[Letter]) -> str:
    letters = [letter for line in lines for letter in line]
    random.Random(1).shuffle(letters)  # the order in the file tells nothing
    return own_text(PageText.of("x", letters))


def test_words_and_lines_are_found_by_their_gaps() -> None:
    assert text_of(written("Total 12.50 EUR", 50, 100), written("thank you", 50, 124)) == "Total 12.50 EUR\nthank you"


def test_cells_stand_beside_one_another() -> None:
    rows = [
        written(name, 50, 100 + 26 * at) + written(value, 400, 100 + 26 * at)
        for at, (name, value) in enumerate([("Item", "Price"), ("Bread", "2.10"), ("Milk", "1.30")])
    ]
    assert text_of(*rows) == "Item\tPrice\nBread\t2.10\nMilk\t1.30"


def test_what_is_written_up_the_page_comes_after_the_rest() -> None:
    page = PageText.of("x", [*written("across", 50, 100), *written("up here", 100, 900, turns=3)])
    assert own_text(page) == "across\n\nup here"
    words = own_words(page, SIZE)
    assert [line.text for line in words.lines] == ["across", "up here"]
    assert words.lines[1].words[0].rect == Rect(900, 680, 920, 700)


def test_hebrew_is_read_from_the_right() -> None:
    first, second = "שלום", "עולם"
    as_it_stands = f"{second[::-1]} 25 {first[::-1]}"
    assert text_of(written(as_it_stands, 50, 100)) == f"{first} 25 {second}"


def test_of_letters_over_one_another_the_same_count_once_and_different_ones_not_at_all() -> None:
    assert text_of(written("bold", 50, 100), written("bold", 51, 100)) == "bold"
    assert text_of(written("over", 50, 100), written("hide", 50, 100)) == ""


def test_the_order_in_the_file_changes_nothing() -> None:
    letters = [*written("one two", 50, 100), *written("three", 50, 124), *written("four", 400, 112)]
    seen = set()
    for seed in range(20):
        random.Random(seed).shuffle(letters)
        seen.add(own_text(PageText.of("x", letters)))
    assert len(seen) == 1


def test_the_work_for_a_row_of_letters_far_apart_grows_with_their_number() -> None:
    def read(count: int) -> None:
        letters = [
            Letter("a", Rect(20 * at, 0, 20 * at + 5, 10), Rect(20 * at, 0, 20 * at + 5, 10)) for at in range(count)
        ]
        assert own_text(PageText.of("x", letters)).split() == ["a"] * count

    assert calls_of(lambda: read(8_000)) < 5 * calls_of(lambda: read(2_000))  # it took days


def test_hundreds_of_pages_are_made_once() -> None:
    pages = [PageText.of(f"{at}", written(f"page {at}", 50, 100)) for at in range(200)]
    first = [own_text(page) for page in pages]
    assert all(own_text(page) is text for page, text in zip(pages, first, strict=True))
