"""Cells that answer a question: where the row that it names crosses the column that it names.

Rows are found by the places of the lines alone, because ruled and wide tables often come apart into several blocks.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.core.ocr.answers.question_topics import A_NUMBER, ASKS_WHEN, SUBJECTS
from desktop.core.ocr.answers.question_words import asked_words, likeness, words_of
from desktop.core.ocr.ocr_result import OcrLine, OcrResult

MOST_CELLS = 12  # in an answer; chosen, like the next two
LONGEST_CELL = 8  # words; what is longer is prose
HEAD_COVERAGE = 0.5  # least share of a head's words that the question names

_NUMERIC = re.compile(r"^[^\w]*(?:[A-Z]{3}\s)?\d[\d.,:/'’\s-]*(?:%|[^\w\s]|[A-Za-z]{1,3})?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_Row = tuple[OcrLine, ...]


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """A cell's text, and the texts of its row's name and of its column's head; no head if the question names none."""

    value: str
    row: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A row of which the question names a cell: the words that it shares with it, and the first cell that has any."""

    at: int
    words: frozenset[str]
    label: OcrLine


def matching_cells(question: str, ocr_result: OcrResult) -> tuple[CellAnswer, ...]:
    """Returns the cells that answer a question about a row, in reading order; none if it is not about a row."""
    rows = _rows(ocr_result.lines)
    asked = frozenset(asked_words(question))
    if not asked or not rows:
        return ()
    seen = Counter(word for row in rows for line in row for word in set(words_of(line.text)))
    weights = {word: math.log(1 + len(rows) / (1 + seen[word])) + 0.1 for word in asked}
    answers: list[tuple[float, CellAnswer]] = []
    for named in _named_rows(asked, rows):
        score = sum(weights[word] for word in named.words)
        answers += [(score + extra, cell) for extra, cell in _cells(question, asked, rows, named, weights)]
    best = max((score for score, _ in answers), default=0.0)
    return tuple(cell for score, cell in answers if score > best - 1e-6)[:MOST_CELLS]


def _rows(lines: Sequence[OcrLine]) -> tuple[_Row, ...]:
    """Returns the rows of more than one short line each, from top to bottom, their lines from left to right."""
    rows: list[list[OcrLine]] = []
    for line in sorted((line for line in lines if not line.is_vertical), key=_middle):
        last = rows[-1][-1] if rows else None
        if last and _middle(line) - _middle(last) <= min(line.rect.height, last.rect.height) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered = (tuple(sorted(row, key=lambda line: line.rect.left)) for row in rows)
    return tuple(row for row in ordered if len(row) > 1 and all(len(line.words) <= LONGEST_CELL for line in row))


def _middle(line: OcrLine) -> float:
    return (line.rect.top + line.rect.bottom) / 2


def _shared(asked: Iterable[str], line: OcrLine) -> frozenset[str]:
    """Returns the words of the question that a line has, or has nearly."""
    words = set(words_of(line.text))
    return frozenset(word for word in asked if likeness(word, words))


def _named_rows(asked: frozenset[str], rows: tuple[_Row, ...]) -> Iterator[_Named]:
    for at, row in enumerate(rows):
        by_line = [(line, _shared(asked, line)) for line in row]
        words = frozenset().union(*(shared for _, shared in by_line))
        # one short word, as the “Co” of many firms, names no row
        if any(len(word) > 2 or word.isdigit() for word in words) or len(words) > 1:
            label = max(by_line, key=lambda pair: sum(map(len, pair[1])))[0]
            yield _Named(at, words, label)


def _cells(
    question: str, asked: frozenset[str], rows: tuple[_Row, ...], named: _Named, weights: dict[str, float]
) -> Iterator[tuple[float, CellAnswer]]:
    """Yields what the question asks of a row: the cells under the heads that it names, or else those of its topic.

    Each with what the head adds to the score of the row.
    """
    row = rows[named.at]
    others = [line for line in row if line is not named.label and not _shared(named.words, line)]
    kinds = [meant for wanted, meant, _ in SUBJECTS if wanted.search(question)]
    fitting = [cell for cell in others if any(meant.search(cell.text) for meant in kinds)]
    for heads in reversed(rows[: named.at]):
        named_heads = [pair for pair in _heads(question, asked - named.words, heads) if _asks_more(pair[0], row, heads)]
        cells = [(pair, cell) for pair in named_heads for cell in others if _column(cell, heads) is pair[0]]
        asks_when = ASKS_WHEN.search(question) is not None
        if asks_when and len(fitting) == 1 and cells and all(cell is not fitting[0] for _, cell in cells):
            # “when does the London flight leave” names the column of flights, and asks for a time
            cells = [((_column(fitting[0], heads), named_heads[0][1]), fitting[0])]
        for (head, words), cell in cells:
            yield 1 + sum(weights[word] for word in words), CellAnswer(cell.text, named.label.text, head.text)
        if named_heads:
            return
    if not fitting and A_NUMBER.search(question):
        fitting = [cell for cell in others if _NUMERIC.match(cell.text)]
    if len(fitting) == 1:
        yield 0.0, CellAnswer(fitting[0].text, named.label.text)


def _asks_more(head: OcrLine, row: _Row, heads: _Row) -> bool:
    """Returns False if the row has under the head the head's own words again, as in a column of kinds."""
    return all(cell.text != head.text for cell in row if _column(cell, heads) is head)


def _heads(question: str, asked: frozenset[str], row: _Row) -> list[tuple[OcrLine, frozenset[str]]]:
    """Returns the cells of a head row that a question names, with the words by which it does (none: by its topic).

    Exact words count before topics, and topics before similar words: “when was it invoiced” means the date.
    """
    if any(_NUMERIC.match(line.text) and not _YEAR.match(line.text) for line in row):
        return []
    topics = [(wanted, meant) for wanted, meant, _ in SUBJECTS if wanted.search(question)]
    exact, by_topic, similar = [], [], []
    for line in row:
        words = set(words_of(line.text))
        same, shared = asked & words, _shared(asked, line)
        if same and len(same) >= HEAD_COVERAGE * len(words):
            exact.append((line, same))
        elif len(line.words) <= 2 and any(
            wanted.search(line.text) or meant.search(line.text) for wanted, meant in topics
        ):
            by_topic.append((line, frozenset[str]()))
        elif shared and len(shared) >= HEAD_COVERAGE * len(words):
            similar.append((line, shared))
    best = exact or by_topic or similar
    return [(line, words) for line, words in best if not any(words < other for _, other in best)]


def _column(cell: OcrLine, heads: _Row) -> OcrLine:
    """Returns the head that a cell stands under: that which it overlaps most, or else the nearest."""

    def distance(head: OcrLine) -> float:
        return max(head.rect.left, cell.rect.left) - min(head.rect.right, cell.rect.right)  # negative: overlap

    return min(heads, key=distance)
