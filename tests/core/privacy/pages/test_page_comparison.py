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


def page(*texts: str, shift: int = 0, height: int = 20, sure: float = 1.0) -> OcrResult:
    lines = [line_at(text, 20 + shift, 20 + 40 * at + shift, height) for at, text in enumerate(texts)]
    return result(*(OcrLine(tuple(replace(word, confidence=sure) for word in line.words)) for line in lines))


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
        page("Pay 100 eurostoAdaSorel", "The rest", "Total: 120"),
        page("Рау 100 еuгоs tо Аdа Sогеl", "Тhе геst is аs it wаs аgгееd"),  # letters of another script that look alike
        page("Pay 100 eur to Ada Sorel", "The rest is as it was kzzidpm", sure=0.4),
        replace(page("xxxxx xxx"), unread=(UnreadLine(Rect(0, 0, 900, 90), "thai"),)),
    ],
)
def test_what_a_reader_misreads_or_cannot_read_is_not_told(seen: OcrResult) -> None:
    assert differing_text(OWN, seen) == ()


@pytest.mark.parametrize("seen", [OcrResult(SIZE), page("..... ... a", "o o o o o")])
def test_a_line_of_which_hardly_a_letter_is_seen_is_told(seen: OcrResult) -> None:
    (finding,) = differing_text(OWN, seen)
    assert finding.rects == (OWN.lines[0].rect, OWN.lines[1].rect)


def test_tiny_and_letterspaced_lines_are_not_compared() -> None:
    tiny = ("The rest is as it was agreed",)
    assert differing_text(page(*tiny, height=9), page("Xmw gzgd kn bu pf qvu bxzwwk", height=9)) == ()
    assert differing_text(page(*tiny, height=10), page("Xmw gzgd kn bu pf qvu bxzwwk", height=10))
    assert differing_text(page("T h e r e s t i s a g r e e d"), page("XMWGZGDKNBUPFQVU")) == ()


def test_words_taken_for_another_script_are_left_out_where_scripts_are_mixed() -> None:
    own = page("Пункт 13: payment of 1300 EUR по договору между", "The rest is as it was agreed")
    assert differing_text(own, page("      13:     ynt of 1300 bw  d", "The rest is as it was agreed")) == ()
    assert differing_text(own, page("Пункт 13: qvudzwk xx 1300 EUR по договору между", "The rest is as it was agreed"))


def test_repetitive_lines_take_no_longer_than_others_and_what_is_left_over_is_told() -> None:
    own = result(*(line_at("abababab " * 22, 0, 16 * at, 14) for at in range(1500)))
    seen = result(*(line_at("babababa " * 22, 0, 16 * at, 14) for at in range(1500)))
    (finding,) = differing_text(own, seen)
    assert 1000 < len(finding.rects) < 1500  # the first are compared, then no work is left
