"""A page's own text against what is read on its picture."""

from dataclasses import replace

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, TextBlock, TextBlockKind, UnreadLine
from desktop.core.privacy.pages.page_comparison import DIFFERING_TEXT, differing_text
from desktop.messages.finding_words import finding_name
from tests.services.fakes import line_at

SIZE = (900, 300)


def result(*lines: OcrLine) -> OcrResult:
    return OcrResult(SIZE, (TextBlock(TextBlockKind.TEXT, tuple((line,) for line in lines)),))


def page(*texts: str, shift: int = 0) -> OcrResult:
    return result(*(line_at(text, 20 + shift, 20 + 40 * at + shift) for at, text in enumerate(texts)))


OWN = page("Pay 100 euros to Ada Sorel", "The rest is as it was agreed", "Total: 120")


def test_a_line_that_people_see_as_another_one_is_told_with_its_text() -> None:
    seen = page("Cnl 900 rhebf gb Nqn Fbery", "The rest is as it was agreed", "Total: 120")
    (finding,) = differing_text(OWN, seen)
    assert finding.text == "Pay 100 euros to Ada Sorel" and finding.rects == (OWN.lines[0].rect,)
    assert finding.name == DIFFERING_TEXT and not finding.must_be_covered
    assert finding_name(finding) == "text of a page that differs from what is seen on it"


def test_a_single_word_is_told_too() -> None:
    (finding,) = differing_text(OWN, page("Pay 100 euros to Ada Sorel", "The rest is as it was kzzidpm", "Total: 120"))
    assert finding.text == "The rest is as it was agreed"


@pytest.mark.parametrize(
    "seen",
    [
        OWN,
        page("Pay l00 eur0s to Ada Sore!", "The rest is as lt was agreed", "Tota1: 120", shift=2),
        page("PAY 100 EUROS TO ADA SOREL", "Thè rést is as it was agreed"),
        page("Pay 100 eurostoAdaSorel", "The", "Total: 120"),
        OcrResult(SIZE),
        replace(page("xxxxx xxx"), unread=(UnreadLine(Rect(0, 0, 900, 90), "thai"),)),
    ],
)
def test_what_a_reader_misreads_or_cannot_read_is_not_told(seen: OcrResult) -> None:
    assert differing_text(OWN, seen) == ()
