"""Quotes of an answer lead to their places."""

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.quote_matching import (
    NO_QUOTE_MATCHES,
    QuoteIndex,
    first_match,
    has_enough_text,
    match_quotes,
    quoted_spans,
)
from tests.core.ocr.screens import SCREEN, TABLE
from tests.services.fakes import lines_of


def test_what_stands_there_leads_there_and_what_does_not_is_said() -> None:
    answer = (
        'It failed at “Loading 3 tables”; port 5432 of `reports.example` refused. It says "All is well", 99,871 times.'
    )
    quote_matches = match_quotes(answer, QuoteIndex([SCREEN]), tell_missing=True)
    assert quote_matches.found == {"Loading 3 tables", "5432", "reports.example"}
    assert quote_matches.not_found == {"All is well", "99,871"}
    assert match_quotes(answer, QuoteIndex([SCREEN]), tell_missing=False).not_found == frozenset()
    assert match_quotes(answer, QuoteIndex([]), tell_missing=True) == NO_QUOTE_MATCHES
    marked = [(answer[start:end], found) for start, end, found in quoted_spans(answer, quote_matches)]
    assert marked == [("Loading 3 tables", True), ("5432", True), ("All is well", False), ("99,871", False)]


def test_commands_are_never_called_missing() -> None:
    answer = "Run `nc -vz reports.example 5432`, then:\n\n```\nsystemctl restart 98765\n```\n"
    assert match_quotes(answer, QuoteIndex([SCREEN]), tell_missing=True).not_found == frozenset()


def test_slips_of_the_reader_make_no_difference() -> None:
    places = QuoteIndex([lines_of("0PENAI_API_KEY is mlssing", "Total 1,204.50 of 31")])
    assert places.find("OPENAI_API_KEY") is not None
    assert places.find("missing") is not None
    assert places.find("1204.50") is not None
    assert places.find("204") is None, "part of a longer number"
    assert places.find("1,204") is None
    assert places.find("31") is not None
    assert places.find("x") is None


def test_a_place_is_that_of_the_words_even_across_lines() -> None:
    found = QuoteIndex([TABLE, SCREEN]).find("server refused")
    assert found is not None and found.reading == 1
    assert found.rect == Rect(10 + 8 * 11, 82, 10 + 8 * 25, 102)
    split = QuoteIndex([lines_of("the connection was", "closed by the host")]).find("connection was closed by")
    assert split is not None and split.rect.height > 40


def test_the_first_quote_that_stands_there() -> None:
    found = first_match("Not “nowhere”, but `Retry in 12 s` and 5432", QuoteIndex([SCREEN]))
    assert found is not None and found.rect.top == 10 + 4 * 24
    assert first_match("nothing", QuoteIndex([SCREEN])) is None
    assert not has_enough_text([SCREEN]) and has_enough_text([lines_of(*["a b c d e f"] * 8)])
