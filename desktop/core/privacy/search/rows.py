"""Searches the rows of a block with patterns, and maps what they find back to the image."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, TextBlock
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.patterns import TextDetector
from desktop.core.privacy.wordiness import is_wordy

SEPARATOR = "  "
"""Stands between the lines of a row, where its text is searched."""
GO_ON = frozenset({"key", "token", "signed address", "session cookie"})
"""Names of findings that may go on in the next row, where a line was too short for them."""
FULL = 0.85  # of its block's width: so far a line reaches that was wrapped; chosen
MOST_ROWS = 20  # that one key may take
_NEXT_PIECE = re.compile(r"[A-Za-z0-9+/=_.%-]{6,}")


def findings_in_block(block: TextBlock, searches: Sequence[Iterable[TextDetector]]) -> list[Finding]:
    """Returns what each set of patterns finds in the rows of a block, with the parts of keys that go on below."""
    rows = [JoinedRow(row) for row in block.rows]
    right = max(row.right for row in rows)
    found = []
    for at, row in enumerate(rows):
        for patterns in searches:
            for finding, end in row.findings(patterns):
                wrapped = finding.name in GO_ON and end >= len(row.text) - 1 and row.reaches(right)
                found.append(_continued(finding, rows[at + 1 : at + 1 + MOST_ROWS], right) if wrapped else finding)
    return found


def _continued(finding: Finding, rows: Sequence["JoinedRow"], right: int) -> Finding:
    """Returns the finding with the pieces of it at the beginning of the rows below."""
    rects = list(finding.rects)
    for row in rows:
        piece = _NEXT_PIECE.match(row.text)
        if piece is None or not _is_random(piece.group()):
            break
        rects += row.rects(0, piece.end())
        if piece.end() < len(row.text) or not row.reaches(right):
            break
    return replace(finding, rects=tuple(rects))


def _is_random(piece: str) -> bool:
    return any(letter.isdigit() for letter in piece) and not piece.isdigit() and not is_wordy(piece)


class JoinedRow:
    """The lines of a row joined to one text; `rects` maps a span of it back to the image."""

    def __init__(self, lines: tuple[OcrLine, ...]) -> None:
        self.lines = lines
        self.text = SEPARATOR.join(line.text for line in lines)
        self.left = min((line.rect.left for line in lines), default=0)
        self.right = max((line.rect.right for line in lines), default=0)

    def reaches(self, right: int) -> bool:
        """Returns True if the row is nearly as wide as its block, which ends at `right`."""
        return self.right - self.left >= FULL * (right - self.left)

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        """Returns the rectangles of a span of the text, line by line."""
        at, found = 0, list[Rect]()
        for line in self.lines:
            length = len(line.text)
            if start < at + length and end > at:
                found += covered_rects(line, max(0, start - at), min(length, end - at))
            at += length + len(SEPARATOR)
        return tuple(found)

    def findings(self, patterns: Iterable[TextDetector]) -> Iterator[tuple[Finding, int]]:
        """Yields the findings, and where each ends in the text. Where two meet, the first pattern names all of it."""
        taken: list[tuple[int, int, str]] = []
        for pattern in patterns:
            for start, end in pattern.spans(self.text):
                met = [(first, last, name) for first, last, name in taken if start < last and end > first]
                taken = [span for span in taken if span not in met]
                name = met[0][2] if met else pattern.name
                spans = [*met, (start, end, name)]
                taken.append((min(span[0] for span in spans), max(span[1] for span in spans), name))
        for start, end, name in taken:
            yield private_finding(name, self.rects(start, end), self.text[start:end]), end


def covered_rects(line: OcrLine, start: int, end: int) -> tuple[Rect, ...]:
    """Returns what to redact: single letters if all are equally wide, otherwise whole words."""
    if line.char_width:
        return line.rects(start, end)
    return tuple(word.rect for first, last, word in line.spans() if start < last and end > first)
