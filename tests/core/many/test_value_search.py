"""Values of a table, looked for in the text of their picture."""

from decimal import Decimal

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.many.field import CellValue, Field, FieldType
from desktop.core.many.value_search import find_value, stands_there
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.ocr.quote_matching import QuoteIndex


def index_of(*lines: str) -> QuoteIndex:
    rows = []
    for at, text in enumerate(lines):
        words, left = [], 0
        for word in text.split():
            words.append(OcrWord(word, Rect(left, 20 * at, left + 10 * len(word), 20 * at + 15)))
            left += 10 * (len(word) + 1)
        rows.append(OcrLine(tuple(words)))
    blocks = tuple(TextBlock(TextBlockKind.TEXT, ((line,),)) for line in rows)
    return QuoteIndex((OcrResult((600, 400), blocks),))


RECEIPT = index_of("CAFÉ LUMEN", "28.11.2026 09:12", "TOTAL EUR 1,015.90", "VISA 4471", "2 Flat white 7.80")
TEXT, NUMBER, DATE = Field("a"), Field("b", FieldType.NUMBER), Field("c", FieldType.DATE)
CHOICE, LIST, YES_NO = Field("d", FieldType.CHOICE), Field("e", FieldType.LIST), Field("f", FieldType.YES_NO)


@pytest.mark.parametrize(
    ("value", "field", "stands"),
    [
        ("Café Lumen", TEXT, True),
        ("Kite School", TEXT, False),
        ("x", TEXT, None),  # a single letter stands anywhere
        ("It was bought early in the day, by somebody who likes coffee and does not like to wait for it.", TEXT, None),
        (Decimal("1015.9"), NUMBER, True),
        (Decimal("1015.90"), NUMBER, True),
        (Decimal("7.8"), NUMBER, True),
        (Decimal("4471"), NUMBER, True),
        (Decimal("-4471"), NUMBER, True),
        (Decimal("447"), NUMBER, False),  # a part of a longer number is another number
        (Decimal("260"), NUMBER, False),
        ("2026-11-28", DATE, True),
        ("2026-11-27", DATE, None),  # it may be written in a way that is not known
        ("EUR", CHOICE, None),
        (True, YES_NO, None),
        (("Flat white", "VISA"), LIST, True),
        (("Flat white", "Toast"), LIST, False),
        ((), LIST, None),
        (None, TEXT, None),
        ("", TEXT, None),
    ],
)
def test_a_value_stands_there_or_not_or_that_means_nothing(value: CellValue, field: Field, stands: bool | None) -> None:
    assert stands_there(RECEIPT, value, field) is stands


def test_nothing_is_missing_where_nothing_was_read() -> None:
    assert stands_there(QuoteIndex(()), "Kite School", TEXT) is None


def test_a_place_is_found_for_what_stands_there() -> None:
    match = find_value(RECEIPT, Decimal("1015.90"))
    assert match is not None and match.rect.top >= 40 and match.rect.bottom <= 60
    assert find_value(RECEIPT, ("Toast", "VISA")) == find_value(RECEIPT, "VISA")
    assert find_value(RECEIPT, None) is None and find_value(RECEIPT, True) is None
