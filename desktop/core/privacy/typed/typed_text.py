"""Looks through typed text for what is private, by the same families as the text of images.

The text is laid out as if it had been read from a screen with letters of one width, so that families that look at
labels and columns work on it, too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.patterns import TextDetector
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.core.privacy import detection
else:
    detection = deferred("desktop.core.privacy.detection")

WIDTH, HEIGHT = 8, 16  # pixels of a letter and of a line; any would do
LONGEST_LINE = 4000  # letters; a longer line goes on in the next row
UNKNOWN_TEXT = "text that could not be checked"
"""The name of the finding for all of a typed text that could not be looked through; users read it."""


class TypedPart(Enum):
    """The part of a request that the user has typed."""

    QUESTION = auto()
    INSTRUCTIONS = auto()
    EARLIER_QUESTION = auto()


@dataclass(frozen=True, slots=True)
class TypedFinding:
    """Private text in a prompt, or text that gives orders: its `name`, and its letters from `start` to `end`.

    `text` is what stands there; it appears in no `repr`, so that no log quotes it.
    """

    name: str
    start: int
    end: int
    text: str = field(repr=False)
    text_id: str = field(compare=False)
    kind: FindingKind = FindingKind.PRIVATE

    @property
    def placeholder(self) -> str:
        """The words that may go in its place."""
        return f"[{self.name}]"


def find_private_in_text(
    text: str, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Returns what looks private in typed text; `more` are custom patterns, `off` the names of families left out.

    The places of findings mean nothing.
    """
    return _find(tuple(_pieces(text)), more, off)


def locate_private_in_text(
    text: str, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()
) -> tuple[TypedFinding, ...]:
    """Returns what looks private in typed text, with its place in it.

    `more` are custom patterns, `off` the names of families that are not looked for.
    """
    pieces = tuple(_pieces(text))
    starts = [start for start, _ in pieces]
    found = []
    for finding in _find(pieces, more, off):
        first, last = min(finding.rects, key=_reading_order), max(finding.rects, key=_reading_order)
        start = starts[first.top // HEIGHT] + first.left // WIDTH
        end = starts[last.top // HEIGHT] + last.right // WIDTH
        found.append(TypedFinding(finding.name, start, end, text[start:end], finding.text_id))
    return tuple(found)


def with_placeholders(text: str, findings: Iterable[TypedFinding]) -> str:
    """Returns the text with the name of each finding in brackets in its place, wherever it stands in it."""
    for finding in sorted(findings, key=lambda finding: len(finding.text), reverse=True):
        text = text.replace(finding.text, finding.placeholder)
    return text


def _reading_order(rect: Rect) -> tuple[int, int]:
    return rect.top, rect.left


def _find(pieces: Sequence[tuple[int, str]], more: Sequence[TextDetector], off: frozenset[str]) -> tuple[Finding, ...]:
    rows = tuple((line,) for row, (_, piece) in enumerate(pieces) if (line := _line(piece, row)) is not None)
    size = (WIDTH * LONGEST_LINE, HEIGHT * max(1, len(pieces)))
    return detection.find_each_private_text(
        OcrResult(size, (TextBlock(TextBlockKind.TEXT, rows),) if rows else ()), more, off
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yields the rows of the text, each with the place of its first letter."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield from ((start + at, line[at : at + LONGEST_LINE]) for at in range(0, len(line), LONGEST_LINE))
        start += len(line)


def _line(text: str, row: int) -> OcrLine | None:
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        place = Rect(at * WIDTH, row * HEIGHT, (at + len(word)) * WIDTH, (row + 1) * HEIGHT)
        words.append(OcrWord(word, place))
        at += len(word)
    return OcrLine(tuple(words), WIDTH) if words else None
