"""Local answers: the recognized lines that match a question best. No understanding is pretended.

A line scores by the words it shares with the question, rare words more, and by its topic (question_topics.py): a
question about what went wrong means lines about errors, one about the port means a number behind a colon.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.core.geometry.rect import Rect
from desktop.core.markdown.table_export import as_csv
from desktop.core.ocr.answers.cell_lookup import CellAnswer, matching_cells
from desktop.core.ocr.answers.question_topics import (
    A_NUMBER,
    AS_CSV,
    COUNTED,
    EVERYTHING,
    SUBJECTS,
    TASKS_OF_A_MODEL,
    ModelTask,
)
from desktop.core.ocr.answers.question_words import asked_words, likeness, restore_letters, words_of
from desktop.core.ocr.answers.row_count import RowCount, counted_rows
from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult, TextBlockKind, bounding_rect
from desktop.core.ocr.table_doubt import is_doubtful
from desktop.core.ocr.text_export import cells_of, code, fenced, markdown
from desktop.core.untrusted_text import strip_control_characters

MOST_LINES = 6  # in an answer; all weights here are chosen, and checked by the questions in tests/core/ocr
ENOUGH = 0.9  # least score of a line that is shown
NEAR_BEST = 0.55  # least share of the best score
AGAIN_WEIGHT, NUMBER_WEIGHT = 0.2, 0.4  # for a repeated topic, a number
HEAD_SHARE = 0.5  # of its score that a table head keeps

_NUMBER = re.compile(r"\d")
_HAS_NUMBERS = re.compile(r"\b(?!(?:19|20)\d\d\b)[\w-]*\d")  # but for years, which are heads, too


@dataclass(frozen=True, slots=True)
class AnswerCandidate:
    """A row of text or of a table with its rectangle, or a barcode. `context` is the head of its table.

    `is_head` is True for the head itself, which names things but seldom answers.
    """

    text: str
    rect: Rect
    context: str = ""
    is_head: bool = False


def candidates_of(ocr_result: OcrResult) -> Iterator[AnswerCandidate]:
    """Yields everything that an answer can consist of, in reading order."""
    for block in ocr_result.blocks:
        head = " ".join(line.text for line in block.rows[0]) if block.kind is TextBlockKind.TABLE else ""
        head = "" if _HAS_NUMBERS.search(head) else head  # the first row of a form
        for number, row in enumerate(block.rows):
            text = " ".join(line.text for line in row)
            is_head = bool(head) and number == 0 and len(block.rows) > 1
            yield AnswerCandidate(text, bounding_rect(line.rect for line in row), "" if is_head else head, is_head)
    for barcode in ocr_result.barcodes:
        yield AnswerCandidate(barcode.text, barcode.rect, f"{barcode.kind} code")


def best_candidates(question: str, ocr_result: OcrResult) -> tuple[AnswerCandidate, ...]:
    """Returns the candidates that answer best, the best first; none if nothing stands out."""
    units = tuple(candidates_of(ocr_result))
    asked = asked_words(question)
    subjects = [(meant, weight) for wanted, meant, weight in SUBJECTS if wanted.search(question)]
    if not asked and not subjects:
        return ()
    rows = [set(words_of(f"{unit.text} {unit.context}")) for unit in units]
    seen = Counter(word for row in rows for word in row)
    weights = {word: math.log(1 + len(units) / (1 + seen[word])) for word in asked}
    wants_number = bool(A_NUMBER.search(question))

    def score(unit: AnswerCandidate, row: set[str]) -> float:
        points = sum(weights[word] * likeness(word, row) for word in asked)
        text = restore_letters(unit.text)
        for meant, weight in subjects:
            count = min(3, len(meant.findall(text)))
            if count or meant.search(unit.context):
                points += weight * (1.0 if count else 0.5) + AGAIN_WEIGHT * count
        points += NUMBER_WEIGHT if points and wants_number and _NUMBER.search(unit.text) else 0.0
        return points * (HEAD_SHARE if unit.is_head else 1.0)

    alone = [set(words_of(unit.text)) for unit in units]
    nearest = max((likeness(word, row) for row in alone for word in asked), default=0.0)
    named = [nearest > 0 and any(likeness(word, row) >= nearest for word in asked) for row in alone]
    if COUNTED.search(question) and not any(named):
        return ()  # a line with any number counts nothing
    scores = [
        score(unit, row) if is_named or not any(named) else 0.0
        for unit, row, is_named in zip(units, rows, named, strict=True)
    ]
    least = max(ENOUGH, NEAR_BEST * max(scores, default=0.0))
    ranked = sorted((at for at in range(len(units)) if scores[at] >= least), key=lambda at: (-scores[at], at))
    return tuple(units[at] for at in ranked[:MOST_LINES])


# the answer


@dataclass(frozen=True, slots=True)
class LocalAnswerWords:
    """The sentences of an answer, in the language of whoever asks. Those that end in "s" or "many" are for several.

    `tasks` are the sentences that decline what only a model can do. `count` and `picture` have a placeholder,
    "{number}", and `barcode` has "{kind}".
    """

    note: str
    ask_for_all: str
    no_picture: str
    no_text: str
    no_text_in_many: str
    unread: str
    not_reached: str
    no_table: str
    unsure_table: str
    no_match: str
    line: str
    lines: str
    cell: str
    cells: str
    count: str
    picture: str
    barcode: str
    tasks: Mapping[ModelTask, str]


def answer_from_ocr(question: str, ocr_results: Sequence[OcrResult], words: LocalAnswerWords) -> Iterator[str]:
    """Yields the answer as Markdown, in pieces: the lines that match, or everything that was read."""
    note = f"*{words.note}*\n"
    unread = _unread(ocr_results, words)
    if not any(ocr_result.lines or ocr_result.barcodes for ocr_result in ocr_results):
        nothing = (words.no_picture, words.no_text, words.no_text_in_many)[min(2, len(ocr_results))]
        yield unread + note if unread else f"{nothing}\n\n{note}"
        return
    yield unread
    task = next((task for wanted, task in TASKS_OF_A_MODEL if wanted.search(question)), None)
    if task:
        yield f"{words.tasks[task]}\n\n"
    if AS_CSV.search(question):
        tables = list(_tables(ocr_results, words))
        yield from tables
        if tables:
            yield note
            return
        yield f"{words.no_table}\n\n"
    counts = [counted_rows(question, read) for read in ocr_results] if not task else []
    if any(counts):
        yield from _counts(counts, words)
        yield note
        return
    cells = [matching_cells(question, read) for read in ocr_results] if not task else []
    if any(cells):
        yield from _cells(cells, words)
        yield note
        return
    matches = [best_candidates(question, read) for read in ocr_results] if not _is_for_all(question) else []
    if any(matches):
        yield from _lines(matches, words)
        yield f"*{words.note} {words.ask_for_all}*\n"
        return
    specific = matches and asked_words(question) and not task and not AS_CSV.search(question)
    yield f"{words.no_match}\n\n" if specific else ""
    for number, ocr_result in enumerate(ocr_results, 1):
        yield f"## {words.picture.format(number=number)}\n\n" if len(ocr_results) > 1 else ""
        for part in markdown(ocr_result).split("\n\n"):
            yield f"{part}\n\n"
    yield note


def _unread(ocr_results: Sequence[OcrResult], words: LocalAnswerWords) -> str:
    scripts = {line.script for ocr_result in ocr_results for line in ocr_result.unread}
    in_script = f"{words.unread}\n\n" if scripts - {NOT_REACHED} else ""
    return in_script + (f"{words.not_reached}\n\n" if NOT_REACHED in scripts else "")


def _is_for_all(question: str) -> bool:
    return bool(EVERYTHING.search(question) or AS_CSV.search(question))


def _tables(ocr_results: Sequence[OcrResult], words: LocalAnswerWords) -> Iterator[str]:
    for read in ocr_results:
        for table in read.blocks:
            if table.kind is TextBlockKind.TABLE:
                yield f"{words.unsure_table}\n\n" if is_doubtful(table, read) else ""
                yield fenced(as_csv(tuple(tuple(row) for row in cells_of(table))), "csv") + "\n\n"


def _counts(counts: list[RowCount | None], words: LocalAnswerWords) -> Iterator[str]:
    for number, count in enumerate(counts, 1):
        if count is None:
            continue
        yield f"{words.picture.format(number=number)}:\n\n" if len(counts) > 1 else ""
        yield f"{words.count.format(number=len(count.names))}\n\n"
        for name in count.names:
            yield f"- {code(strip_control_characters(name))}\n"
        yield "\n"


def _lines(matches: list[tuple[AnswerCandidate, ...]], words: LocalAnswerWords) -> Iterator[str]:
    yield f"{words.line if sum(map(len, matches)) == 1 else words.lines}\n\n"
    for number, units in enumerate(matches, 1):
        if units and len(matches) > 1:
            yield f"{words.picture.format(number=number)}:\n\n"
        for unit in units:
            kind = strip_control_characters(unit.context.removesuffix(" code"))
            head = f" ({words.barcode.format(kind=kind)})" if unit.context.endswith(" code") else ""
            yield f"- {code(strip_control_characters(unit.text))}{head}\n"
        yield "\n" if units else ""


def _cells(answers: list[tuple[CellAnswer, ...]], words: LocalAnswerWords) -> Iterator[str]:
    yield f"{words.cell if sum(map(len, answers)) == 1 else words.cells}\n\n"
    for number, cells in enumerate(answers, 1):
        if cells and len(answers) > 1:
            yield f"{words.picture.format(number=number)}:\n\n"
        for cell in cells:
            names = ", ".join(code(strip_control_characters(name)) for name in (cell.row, cell.head) if name)
            yield f"- {names}: {code(strip_control_characters(cell.value))}\n"
        yield "\n" if cells else ""
