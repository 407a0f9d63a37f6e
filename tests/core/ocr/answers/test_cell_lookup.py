"""Cells by their row and their column, however the table came apart in reading."""

from collections.abc import Callable

import pytest

from desktop.core.ocr.answers.cell_lookup import CellAnswer, matching_cells
from desktop.core.ocr.answers.local_answer import answer_from_ocr
from desktop.core.ocr.ocr_result import OcrResult, TextBlock, TextBlockKind
from desktop.messages.local_answers import local_answer_words
from tests.services.fakes import line_at, lines_of

WORDS = local_answer_words()


def grid(*rows: tuple[str, ...], kind: TextBlockKind = TextBlockKind.TABLE) -> OcrResult:
    """Returns a table whose columns are 160 pixels wide; a cell without text is no line."""
    lines = (
        tuple(line_at(cell, 10 + 160 * at, 24 * number) for at, cell in enumerate(row) if cell)
        for number, row in enumerate(rows)
    )
    return OcrResult((1000, 400), (TextBlock(kind, tuple(row for row in lines if row)),))


def apart(whole: OcrResult) -> OcrResult:
    """Returns the same lines, each in a block of its own, column after column, as ruled tables are often read."""
    lines = sorted(whole.lines, key=lambda line: (line.rect.left, line.rect.top))
    return OcrResult(whole.size, tuple(TextBlock(TextBlockKind.TEXT, ((line,),)) for line in lines))


INVOICES = grid(
    ("Invoice", "Date", "Customer", "Total"),
    ("1001", "2026-03-02", "Acorn Ltd", "$310.40"),
    ("1002", "2026-03-05", "Birch & Co", "$1,250.00"),
    ("1003", "2026-03-09", "Cedar Inc", "$87.20"),
    ("1004", "2026-03-11", "Dune & Co", ""),
)
ACCOUNTS = grid(
    ("Account", "Type", "Unit", "Balance"),
    ("Costs", "Cost", "US Dollar", "402.75"),
    ("Clothes", "Cost", "US Dollar", "60.10"),
    ("Groceries", "Cost", "US Dollar", "120.21"),
)
PLANS = grid(
    ("", "Basic", "Pro", "Enterprise"),
    ("Price", "$5", "$10", "ask us"),
    ("Users", "1", "25", "unlimited"),
)
YEARS = grid(("", "2024", "2025"), ("Revenue", "1,204", "1,377"), ("Net income", "88", "-12"))
ORDERS = grid(
    ("Order", "Item", "Unit price", "Price", "Ship date"),
    ("A-17", "lamp", "3.00", "9.00", "3 May"),
    ("A-18", "rope", "1.50", "6.00", "4 May"),
    ("A-19", "lamp", "3.10", "3.10", "7 May"),
)
FLIGHTS = grid(
    ("Flight", "Destination", "Gate", "Time"),
    ("BA 902", "London", "A4", "15:05"),
    ("AF 1181", "Paris", "C7", "15:40"),
)
GERMAN = grid(("Posten", "Menge", "Betrag"), ("Miete", "1", "800,00 €"), ("Strom", "2", "61,20 €"))


@pytest.mark.parametrize("shape", [lambda table: table, apart], ids=["whole", "apart"])
@pytest.mark.parametrize(
    ("table", "question", "values"),
    [
        (INVOICES, "What is the total of Birch & Co?", ["$1,250.00"]),
        (INVOICES, "total for Cedar?", ["$87.20"]),
        (INVOICES, "Which customer has invoice 1003?", ["Cedar Inc"]),
        (INVOICES, "When was Acorn invoiced?", ["2026-03-02"]),
        (INVOICES, "What are the date and the total of Birch?", ["2026-03-05", "$1,250.00"]),
        (INVOICES, "How much does Birch & Co owe?", ["$1,250.00"]),
        (ACCOUNTS, "How much did I spend on groceries?", ["120.21"]),
        (ACCOUNTS, "What is the balance of clothes?", ["60.10"]),
        (ACCOUNTS, "What is the cost of groceries?", ["120.21"]),
        (ACCOUNTS, "Which unit is Groceries in?", ["US Dollar"]),
        (PLANS, "What is the price of Pro?", ["$10"]),
        (PLANS, "How many users does Enterprise allow?", ["unlimited"]),
        (YEARS, "What was the revenue in 2025?", ["1,377"]),
        (YEARS, "net income 2025", ["-12"]),
        (ORDERS, "What is the unit price of A-18?", ["1.50"]),
        (ORDERS, "What is the ship date of the rope?", ["4 May"]),
        (ORDERS, "unit price of the lamp", ["3.00", "3.10"]),
        (FLIGHTS, "When does the London flight leave?", ["15:05"]),
        (FLIGHTS, "Which flight goes to Paris?", ["AF 1181"]),
        (GERMAN, "Was ist der Betrag für Strom?", ["61,20 €"]),
        (GERMAN, "Wie ist die Summe für Miete?", ["800,00 €"]),
    ],
)
def test_a_question_about_a_row_is_answered_by_its_cell(
    shape: Callable[[OcrResult], OcrResult], table: OcrResult, question: str, values: list[str]
) -> None:
    assert [cell.value for cell in matching_cells(question, shape(table))] == values


def test_an_answer_names_the_row_and_the_head() -> None:
    assert matching_cells("total of Birch", INVOICES) == (CellAnswer("$1,250.00", "Birch & Co", "Total"),)
    answer = "".join(answer_from_ocr("total of Birch", [INVOICES], WORDS))
    assert answer.startswith("Best match:\n\n- `Birch & Co`, `Total`: `$1,250.00`\n\n")


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (INVOICES, "What is the total?"),  # no row is named
        (INVOICES, "What is the total of Dune?"),  # the cell is empty
        (INVOICES, "What is the total of Elm & Co?"),  # “Co” alone names no row
        (INVOICES, "Is the giraffe happy?"),
        (lines_of("Invoice 4711", "Total: 82.50 EUR"), "What is the total of the invoice?"),
    ],
)
def test_where_no_cell_answers_none_is_given(table: OcrResult, question: str) -> None:
    assert matching_cells(question, table) == ()


def test_several_pictures_have_their_numbers() -> None:
    assert "Picture 2:\n\n- `Birch & Co`" in "".join(answer_from_ocr("total of Birch", [PLANS, INVOICES], WORDS))
