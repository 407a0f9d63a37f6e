"""What was made of texts is kept within a bound of letters, not of texts."""

from desktop.core.geometry.rect import Rect
from desktop.core.image.text.letter_cache import LetterCache
from desktop.core.image.text.page_text import Letter, PageText

BOX = Rect(0, 0, 9, 9)


def text(name: str, letters: int) -> PageText:
    return PageText.of(name, [Letter("x", BOX, BOX)] * letters)


def test_many_small_texts_are_all_kept_and_large_ones_push_the_oldest_out() -> None:
    cache, names = LetterCache[str](5000), list[str]()

    def ask(page_text: PageText) -> str:
        return cache.get(page_text, None, lambda: names.append(page_text.name) or page_text.name)  # type: ignore[func-returns-value]

    small = [text(str(at), 10) for at in range(300)]
    assert [ask(page) for page in (*small, *small)] == [page.name for page in (*small, *small)]
    assert len(names) == 300
    ask(text("large", 4950))
    ask(small[0])
    assert names[300:] == ["large", "0"]
    assert cache.knows(small[0], None)
    assert not cache.knows(small[1], None)
