"""Rows that are counted, and where none are, because the number might be wrong."""

import pytest

from desktop.core.ocr.answers.local_answer import answer_from_ocr
from desktop.core.ocr.answers.row_count import counted_rows
from desktop.core.ocr.ocr_result import OcrResult, TextBlock, TextBlockKind
from desktop.messages.local_answers import local_answer_words
from tests.core.ocr.screens import SCREEN
from tests.services.fakes import line_at

WORDS = local_answer_words()


def table(*rows: tuple[str, ...]) -> OcrResult:
    lines = (
        tuple(line_at(cell, 10 + 160 * at, 24 * number) for at, cell in enumerate(row))
        for number, row in enumerate(rows)
    )
    return OcrResult((1000, 400), (TextBlock(TextBlockKind.TABLE, tuple(lines)),))


FLIGHTS = table(
    ("Flight", "Destination", "Status"),
    ("LH 471", "Oslo", "On time"),
    ("BA 902", "London", "Delayed"),
    ("KL 77", "Amsterdam", "On time"),
)
PAID = table(("Invoice", "State"), ("A1", "Paid"), ("A2", "Not paid"), ("A3", "Paid"))
SPICES = table(("Item", "Price"), ("Sumac", "3"), ("Total care shampoo", "7"), ("Salt", "2"), ("Total", "12"))
GERMAN = table(("Artikel", "Menge"), ("Lampe", "3"), ("Seil", "12"), ("Summe", "15"))


@pytest.mark.parametrize(
    ("ocr_result", "question", "names"),
    [
        (FLIGHTS, "How many flights are there?", ("LH 471", "BA 902", "KL 77")),
        (FLIGHTS, "How many flights are on time?", ("LH 471", "KL 77")),
        (FLIGHTS, "how many rows does the table have", ("LH 471", "BA 902", "KL 77")),
        (GERMAN, "Wie viele Artikel gibt es?", ("Lampe", "Seil")),
        (SPICES, "how many rows does the table have", ("Sumac", "Total care shampoo", "Salt")),
    ],
)
def test_rows_are_counted_without_their_head_and_their_sum(
    ocr_result: OcrResult, question: str, names: tuple[str, ...]
) -> None:
    count = counted_rows(question, ocr_result)
    assert count is not None and count.names == names
    answer = "".join(answer_from_ocr(question, [ocr_result], WORDS))
    assert answer.startswith(f"Rows of the table that match: {len(names)}\n\n- `{names[0]}`\n")


@pytest.mark.parametrize(
    ("ocr_result", "question"),
    [
        (FLIGHTS, "How many passengers are there?"),
        (FLIGHTS, "How many flights were cancelled?"),
        (FLIGHTS, "Which flights are on time?"),
        (GERMAN, "Wie viele Lampen?"),
        (PAID, "How many rows are paid?"),
        (SCREEN, "How many rows does the table have?"),
        (table(("Soup", "$4.50"), ("Salad", "$6.00"), ("Fish", "$12.80")), "How many rows are there?"),
    ],
)
def test_where_a_number_might_be_wrong_none_is_given(ocr_result: OcrResult, question: str) -> None:
    assert counted_rows(question, ocr_result) is None
