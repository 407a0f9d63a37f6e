"""Leaves out findings within others, and joins those that are one: lines of a private key, and repeated text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.core.geometry.rect import Rect
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.fingerprint import fingerprint

CELL = 64  # pixels: the side of the squares by which rectangles are found
_Cell = tuple[int, int]


def deduplicate(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings without those that lie within an earlier one; the lines of a private key become one."""
    unique: list[Finding] = []
    places = _Places()
    for finding in findings:
        if places.has_all_of(finding):
            continue
        before = unique[-1] if unique else None
        if (
            before is not None
            and finding.name == before.name == "private key"
            and _is_next_line(before.rects[-1], finding.rect)
        ):
            joined_id = fingerprint(before.private_text_id + finding.private_text_id)
            unique[-1] = replace(before, rects=before.rects + finding.rects, private_text_id=joined_id)
        else:
            unique.append(finding)
        places.add(len(unique), finding)
    return tuple(unique)


def join_repeated(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings with those joined that have the same kind, name and text, in the order of the first ones."""
    joined: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        joined.setdefault((finding.kind, finding.name, finding.text_id), []).append(finding)
    return tuple(
        replace(group[0], rects=tuple(dict.fromkeys(rect for finding in group for rect in finding.rects)))
        for group in joined.values()
    )


def _is_next_line(first: Rect, second: Rect) -> bool:
    return -second.height < second.top - first.bottom < 2 * second.height


class _Places:
    """The rectangles of findings, each with the number of its finding, by the squares of the image that they meet."""

    def __init__(self) -> None:
        self._cells: defaultdict[_Cell, list[tuple[Rect, int]]] = defaultdict(list)

    def add(self, number: int, finding: Finding) -> None:
        for rect in finding.rects:
            for cell in _cells(rect):
                self._cells[cell].append((rect, number))

    def has_all_of(self, finding: Finding) -> bool:
        """Returns True if one finding has rectangles around each of this one's."""
        around: set[int] | None = None
        for rect in finding.rects:
            cell = self._cells.get((rect.left // CELL, rect.top // CELL), ())
            numbers = {number for other, number in cell if rect.intersection(other) == rect}
            around = numbers if around is None else around & numbers
            if not around:
                return False
        return bool(around)


def _cells(rect: Rect) -> Iterator[_Cell]:
    for column in range(rect.left // CELL, rect.right // CELL + 1):
        for row in range(rect.top // CELL, rect.bottom // CELL + 1):
            yield column, row
