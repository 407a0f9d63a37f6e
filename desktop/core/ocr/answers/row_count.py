"""Rows of a table that a question asks to count: all of them, or those that have what it says.

Nothing is counted where a row may be missing, or where the question has words that no row has: a wrong number is worse
than lines to count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.core.ocr.answers.question_topics import (
    COUNTED,
    COUNTED_NOUN,
    EMPTY_WORDS,
    ROW_WORDS,
    TABLE_WORDS,
    TOTAL_ROW,
)
from desktop.core.ocr.answers.question_words import asked_words, words_of
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, TextBlock, TextBlockKind
from desktop.core.ocr.table_doubt import is_doubtful

FEWEST_ROWS = 3  # of a table whose rows are counted, with its head
_HAS_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class RowCount:
    """The first cells of the rows that were counted, from top to bottom."""

    names: tuple[str, ...]


def counted_rows(question: str, ocr_result: OcrResult) -> RowCount | None:
    """Returns the rows that a question asks to count; None if it asks for no rows, or not of one table alone."""
    noun = COUNTED_NOUN.search(question)
    if not COUNTED.search(question) or noun is None:
        return None
    named = set(words_of(noun["noun"]))
    rest = {word for word in asked_words(COUNTED.sub(" ", question)) if word not in named} - TABLE_WORDS
    found = [count for block in _tables(ocr_result) if (count := _count(block, named, rest)) is not None]
    return found[0] if len(found) == 1 else None


def _tables(ocr_result: OcrResult) -> Iterator[TextBlock]:
    for block in ocr_result.blocks:
        if block.kind is TextBlockKind.TABLE and len(block.rows) >= FEWEST_ROWS and not is_doubtful(block, ocr_result):
            yield block


def _count(block: TextBlock, named: set[str], rest: set[str]) -> RowCount | None:
    head, *rows = block.rows
    if any(_HAS_NUMBER.search(line.text) for line in head):
        return None  # no head: the first row may be one of those to count
    if not named & ROW_WORDS and named != set(words_of(head[0].text)):
        return None
    rows = [row for row in rows if not _is_sum(row[0].text, row is rows[-1])]
    if any(rest & words and not words <= rest for row in rows for words in map(_words, row)):
        return None  # a cell says more than was asked for, perhaps the opposite: “not paid”
    rows = [row for row in rows if rest <= set[str]().union(*map(_words, row))]
    return RowCount(tuple(row[0].text for row in rows)) if rows else None


def _is_sum(name: str, is_last: bool) -> bool:
    return TOTAL_ROW.match(name) is not None and (is_last or len(words_of(name)) == 1)


def _words(line: OcrLine) -> set[str]:
    return set(words_of(line.text)) - EMPTY_WORDS
