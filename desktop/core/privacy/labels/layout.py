"""Values in forms and tables: beside their label at any distance, under it, or in each row of a column."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.labels.kinds import LabelKind
from desktop.core.privacy.labels.label_search import kind_announced
from desktop.core.privacy.labels.places import LinePlaces, cells_of_line
from desktop.core.privacy.labels.values import has_digits, has_sign, is_blank, is_labelled, is_mixed

FAR_BELOW = 9.5
"""Heights of a line, between the middles of a label and its value: three empty lines may stand between. Chosen."""
NEXT_ROW = 4.5  # heights of a line, between the middles of two rows of a table; chosen
UNEVEN = 1.5  # of the distance of a head from the first row: rows of a table are not farther apart; chosen
EXPLANATION = 4  # least words of a line that may stand between a label and the value under it; chosen
LONGEST_CELL = 60  # characters of a cell that may hold a secret without looking like one; chosen


def labelled_values(ocr_result: OcrResult) -> Iterator[Finding]:
    """Yields the values of all labels that stand alone in their line, in pixels of the OCR result."""
    places = LinePlaces(cell for line in ocr_result.lines for cell in cells_of_line(line))
    labels = {id(line): kind for line in places.lines if (kind := kind_announced(line.text)) is not None}
    for line in places.lines:
        kind = labels.get(id(line))
        if kind is not None:
            for value in _Label(line, kind, places, labels).values():
                yield private_finding(kind.name, (value.rect,), value.text)


class _Label:
    """A line that is only a label, and how to find its values."""

    def __init__(self, line: OcrLine, kind: LabelKind, places: LinePlaces, labels: dict[int, LabelKind]) -> None:
        self._line, self._kind, self._places, self._labels = line, kind, places, labels
        row = [other for other in places.row_of(line.rect) if other is not line]
        self._right = [other for other in row if other.rect.left >= line.rect.right - places.height]
        self._left = [other for other in row if other.rect.right <= line.rect.left + places.height]

    def values(self) -> Iterable[OcrLine]:
        beside = (self._right, self._left[::-1] if _is_right_to_left(self._line.text) else [])
        for neighbours in beside:
            if neighbours and self._holds_value(neighbours[0]):
                return neighbours[:1] + ([] if self._left else self._next_cells(neighbours[1:]))
        return self._column() if self._right or self._left else self._under()

    def _holds_value(self, line: OcrLine) -> bool:
        return not self._is_label(line) and self._kind.is_value(line.text)

    def _is_label(self, line: OcrLine) -> bool:
        return id(line) in self._labels or is_labelled(line.text)

    def _next_cells(self, cells: list[OcrLine]) -> list[OcrLine]:
        """Returns the values of a row whose head stands on its left, up to the first cell that is none."""
        return list(takewhile(lambda cell: self._holds_value(cell) and has_sign(cell.text), cells))

    def _under(self) -> list[OcrLine]:
        """Returns the first line under a label without neighbours, if that is a value."""
        reach = FAR_BELOW * self._places.height
        below = [line for line in self._places.below(self._line.rect, reach) if self._is_aligned(line)][:2]
        if below and self._holds_value(below[0]):
            return below[:1]
        is_explained = len(below) > 1 and len(below[0].words) >= EXPLANATION and not self._is_label(below[0])
        return below[1:] if is_explained and self._holds_value(below[1]) and is_mixed(below[1].text) else []

    def _column(self) -> list[OcrLine]:
        """Returns the cells under a head: all of them, once some look like values of that kind."""
        cells, surely_table = self._cells()
        sure = [line for line in cells if self._holds_value(line)]
        if not sure or not (self._kind.rides or len(sure) > 1):
            return sure
        return [line for at, line in enumerate(cells) if line in sure or (at < surely_table and self._may_ride(line))]

    def _may_ride(self, line: OcrLine) -> bool:
        if self._is_label(line) or len(line.text) > LONGEST_CELL or is_blank(line.text):
            return False
        return self._kind.rides or has_digits(line.text, 2)

    def _cells(self) -> tuple[list[OcrLine], int]:
        """Returns the lines under a head, row by row, as long as there are rows; and how many are surely of a table.

        In a form, where labels stand above their values, only the first is a value: other rows hold labels, or are
        farther away than the first, or the label of the next value follows in every second row.
        """
        edges = [line.rect.left for line in self._right if line.rect.left >= self._line.rect.right]
        right = min(edges, default=None)
        cells: list[OcrLine] = []
        at, pitch, number, in_table = self._line.rect, 0.0, 0, 0
        is_table = True
        while following := next(iter(self._places.below(at, NEXT_ROW * self._places.height)), None):
            step = following.rect.center[1] - at.center[1]
            at, pitch, number = following.rect, pitch or step, number + 1
            row = self._places.row_of(at)
            is_table = is_table and step < UNEVEN * pitch and not any(self._is_label(line) for line in row)
            for line in filter(self._is_aligned, row):
                if id(line) in self._labels:
                    return cells, in_table if number % 2 else min(1, in_table)
                if right is not None and line.rect.right > right + self._places.height:
                    return cells, in_table
                cells.append(line)
                in_table += is_table
        return cells, in_table

    def _is_aligned(self, line: OcrLine) -> bool:
        """Returns True if a line stands under the label: they overlap, or share an edge or the middle."""
        label, value = self._line.rect, line.rect
        near = 0.8 * self._places.height
        sides = abs(label.left - value.left), abs(label.right - value.right), abs(label.center[0] - value.center[0])
        return min(sides) < near or (value.left < label.right and value.right > label.left and _is_short(value, label))


def _is_short(value: Rect, label: Rect) -> bool:
    return value.width < 8 * label.width


def _is_right_to_left(text: str) -> bool:
    return any("\u0590" <= letter <= "\u08ff" for letter in text)
