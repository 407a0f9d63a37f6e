"""Letters of a page of a PDF → words, lines and blocks in reading order, and the text that goes beside the picture.

All of it follows from the letters and their places alone, never from their order in the file: that may tell of letters
which are covered.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.text.letter_cache import LetterCache
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.ocr.layout_analysis import analyze_layout
from desktop.core.ocr.ocr_result import (
    OcrLine,
    OcrResult,
    OcrWord,
    TextBlock,
    TextBlockKind,
    bounding_rect,
    is_right_to_left,
    median,
)
from desktop.core.ocr.text_export import plain_text

WORD_GAP = 0.16  # of the height of a line, above which a letter begins another word; a space takes some 0.22
LINE_GAP = 1.1  # of the same, above which it begins another line, in another column or cell
SAME_ROW = 0.5  # of the height of the lower of two letters, which they share if they stand in one row
SAME_PLACE = 0.4  # of the smaller of two letters, which they share if one is drawn over the other; all are chosen
NEAR = 4  # letters of a row, among which one may be drawn over another
MOST_LINES = 1500  # of a page whose columns and tables are looked for; it takes the square of it, and
MOST_CELLS = 40  # of a row the cube
_texts = LetterCache[str]()
_words_of = LetterCache[OcrResult]()


def own_words(page_text: PageText, size: Size) -> OcrResult:
    """Returns the words of a page in source pixels, `size` being that of the page."""
    return _words_of.get(page_text, size, lambda: _own_words(page_text, size))


def own_text(page_text: PageText) -> str:
    """Returns the text of the letters, in reading order; what is written in another direction comes after the rest."""
    return _texts.get(page_text, None, lambda: _own_text(page_text))


def _own_words(page_text: PageText, size: Size) -> OcrResult:
    blocks: list[TextBlock] = []
    for turns, letters in _by_direction(page_text):
        laid_out = OcrResult(size, _laid_out(letters))
        blocks += laid_out.transformed(partial(_turned_by, -turns), size).blocks
    return OcrResult(size, tuple(blocks))


def _own_text(page_text: PageText) -> str:
    parts = (OcrResult((0, 0), _laid_out(letters)) for _, letters in _by_direction(page_text))
    return "\n\n".join(plain_text(part) for part in parts).strip("\n")


def _laid_out(letters: Iterable[Letter]) -> tuple[TextBlock, ...]:
    """Returns the blocks of a page; one of more lines than anybody reads is just its rows from the top."""
    rows = [tuple(_lines(row)) for row in _rows(letters)]
    if max(map(len, rows)) <= MOST_CELLS and sum(map(len, rows)) <= MOST_LINES:
        return analyze_layout(line for row in rows for line in row)
    return (TextBlock(TextBlockKind.TEXT, tuple(filter(None, rows))),)


def _by_direction(page_text: PageText) -> Iterator[tuple[int, list[Letter]]]:
    """Yields the letters of each direction of writing, turned upright, with the quarters that they were turned."""
    letters = tuple(page_text)
    for turns in range(4):
        found = [letter for letter in letters if letter.turns == turns]
        if found and not turns:
            yield turns, found
        elif found:
            yield (
                turns,
                [
                    letter._replace(ink=_turned_by(turns, letter.ink), line=_turned_by(turns, letter.line))
                    for letter in found
                ],
            )


def _turned_by(turns: int, rect: Rect) -> Rect:
    """Returns the place of a rectangle after the page was turned back by so many quarters about its corner."""
    for _ in range(turns % 4):
        rect = Rect(rect.top, -rect.right, rect.bottom, -rect.left)
    return rect


def _lines(row: list[Letter]) -> Iterator[OcrLine]:
    words: list[OcrWord] = []
    for word in _words(_seen_once(row)):
        if words and word.rect.left - words[-1].rect.right > LINE_GAP * word.rect.height:
            yield _line(words)
            words = []
        words.append(word)
    if words:
        yield _line(words)


def _rows(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yields the letters that stand on one level, from the left."""
    row: list[Letter] = []
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: (letter.line.top, letter.line.left, letter.text)):
        row = next((row for row in reversed(rows[-4:]) if _is_level(row[0].line, letter.line)), [])
        if not row:
            rows.append(row)
        row.append(letter)
    for row in rows:
        yield sorted(row, key=lambda letter: (letter.line.left, letter.line.right, letter.ink.top, letter.text))


def _is_level(first: Rect, second: Rect) -> bool:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > SAME_ROW * min(first.height, second.height)


def _seen_once(row: list[Letter]) -> list[Letter]:
    """Returns a row without letters that are drawn over one another: the same letter once, different ones not at all.

    Nobody can tell which of two different ones is seen.
    """
    left_out: set[int] = set()
    for at, letter in enumerate(row):
        for beside in range(at + 1, min(at + 1 + NEAR, len(row))):
            if _is_over(letter, row[beside]):
                left_out |= {beside} if row[beside].text == letter.text else {at, beside}
    return [letter for at, letter in enumerate(row) if at not in left_out]


def _is_over(first: Letter, second: Letter) -> bool:
    """Returns True if one of two letters is drawn over the other; written out, as it is asked thrice a letter."""
    (ink, line), (other_ink, other_line) = (first.ink, first.line), (second.ink, second.line)
    across = min(line.right, other_line.right) - max(line.left, other_line.left)
    if across <= SAME_PLACE * min(line.right - line.left, other_line.right - other_line.left):
        return False
    down = min(ink.bottom, other_ink.bottom) - max(ink.top, other_ink.top)
    return down > SAME_PLACE * min(ink.bottom - ink.top, other_ink.bottom - other_ink.top)


def _words(row: list[Letter]) -> Iterator[OcrWord]:
    word: list[Letter] = []
    for letter in row:
        gap = letter.line.left - word[-1].line.right if word else 0
        if word and gap > WORD_GAP * max(letter.line.height, 1):
            yield _word(word)
            word = []
        word.append(letter)
    if word:
        yield _word(word)


def _word(letters: list[Letter]) -> OcrWord:
    """Returns a word; letters of a script that runs from right to left are read from there."""
    texts = [letter.text for letter in letters]
    text = "".join(reversed(texts) if is_right_to_left("".join(texts)) else texts)
    return OcrWord(text, bounding_rect(letter.line for letter in letters))


def _line(words: list[OcrWord]) -> OcrLine:
    """Returns a line, its words in the order in which they are read."""
    right_to_left = sum(1 if is_right_to_left(word.text) else -1 for word in words if any(map(str.isalpha, word.text)))
    ordered = tuple(reversed(words) if right_to_left > 0 else words)
    return OcrLine(ordered, _width_of_all(words))


def _width_of_all(words: list[OcrWord]) -> float | None:
    """Returns the width of the letters of a line if all are equally wide, as in code; 0 if not, None for too few."""
    widths = [word.rect.width / len(word.text) for word in words if len(word.text) > 1]
    if len(widths) < 2:
        return None
    middle = median(widths)
    return middle if all(abs(width - middle) < 0.05 * middle for width in widths) else 0.0
