"""Words that are broken over the end of a line: neither half alone looks like an address or a password."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.patterns import TextDetector
from desktop.core.privacy.search.rows import JoinedRow

LEAST_HALF = 3  # characters; chosen


def broken_words(rows: Sequence[JoinedRow], patterns: Sequence[TextDetector]) -> Iterator[Finding]:
    """Yields what patterns find in two rows of one word each, written as one, where it is found in neither."""
    for first, second in pairwise(rows):
        halves = first.text, second.text
        if any(" " in half or len(half) < LEAST_HALF for half in halves) or halves[0][-1] in ":=：":
            continue
        if any(True for row in (first, second) for _ in row.findings(patterns)):
            continue
        joined, end = "".join(halves), len(halves[0])
        for pattern in patterns:
            for start, last in pattern.spans(joined):
                if start < end < last:
                    rects = (*first.rects(start, end), *second.rects(0, last - end))
                    yield private_finding(pattern.name, rects, joined[start:last])
