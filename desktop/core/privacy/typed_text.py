"""Looks through typed text for what is private, by the same families as the text of images.

The text is laid out as if it had been read from a screen with letters of one width, so that families that look at
labels and columns work on it, too.
"""

from collections.abc import Sequence

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.detection import find_private_text
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.patterns import TextDetector

WIDTH, HEIGHT = 8, 16  # pixels of a letter and of a line; any would do
LONGEST_LINE = 4000  # letters; a longer line goes on in the next row


def find_private_in_text(text: str, more: Sequence[TextDetector] = ()) -> tuple[Finding, ...]:
    """Returns what looks private in typed text; `more` are custom patterns. The places of findings mean nothing."""
    pieces = [line[at : at + LONGEST_LINE] for line in text.splitlines() for at in range(0, len(line), LONGEST_LINE)]
    rows = tuple((line,) for row, piece in enumerate(pieces) if (line := _line(piece, row)) is not None)
    size = (WIDTH * LONGEST_LINE, HEIGHT * max(1, len(pieces)))
    return find_private_text(OcrResult(size, (TextBlock(TextBlockKind.TEXT, rows),) if rows else ()), more)


def _line(text: str, row: int) -> OcrLine | None:
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        place = Rect(at * WIDTH, row * HEIGHT, (at + len(word)) * WIDTH, (row + 1) * HEIGHT)
        words.append(OcrWord(word, place))
        at += len(word)
    return OcrLine(tuple(words), WIDTH) if words else None
