"""Dates as they stand on papers, and none where it might be another day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.many.said.dates import said_date


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-28", "2026/11/28", "2026.11.28", "20261128", "2026-11-28T10:00:00Z", "2026-11-28 09:12"),
        *("2026-11-28T10:00:00.123+01:00", "28.11.2026", "28. 11. 2026", "28/11/2026", "11/28/2026", "28-11-2026"),
        *(
            "28.11.2026 09:12",
            "28 November 2026",
            "28. November 2026",
            "November 28, 2026",
            "Nov 28 2026",
            "28-Nov-2026",
        ),
        *("28 nov. 2026", "28 novembre 2026", "28 de noviembre de 2026", "٢٠٢٦/١١/٢٨", "28 نوفمبر ٢٠٢٦"),
        *("Sat, 28 Nov 2026", "Samstag, 28. November 2026", "the 28th of November, 2026", "28 NOV 2026", "2026 Nov 28"),
        *("2026年11月28日", "28 نوفمبر 2026", "November 28, 2026, 9:12 am"),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert said_date(text) == "2026-11-28"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("1er mars 2026", "2026-03-01"), ("3 août 2026", "2026-08-03"), ("5. März 2026", "2026-03-05")),
        *(("1 stycznia 2026", "2026-01-01"), ("05/05/2026", "2026-05-05"), ("1 Sept 2026", "2026-09-01")),
        *(("2 juil. 2026", "2026-07-02"), ("2 lipca 2026 r.", "2026-07-02")),
    ],
)
def test_months_are_known_by_their_names(text: str, day: str) -> None:
    assert said_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            "2026",
            "2026-11",
            "November 2026",
            "28 November",
            "03/04/2026",
            "03-04-2026",
            "28.11.26",
            "26-11-28",
        ),
        *("2026-02-30", "30 February 2026", "2026-11-28 or 29", "2026-11-28abc", "2026-W48-6", "0000-00-00"),
        *("28 Ju 2026", "28 jui 2026", "28 Nov 2026 - 3 Dec 2026", "28 November 2026 (?)", "about 28 November 2026"),
        *("5. listopada 2026", "5 lis 2026", "5. lip 2026"),  # another month in Croatian than in Polish
        *("25/08/2569", "31.12.2569", "1405-03-04", "١٤٤٥/٠٣/٠٤", "14 مارس 1445", "२०८३/०३/०४"),  # of other eras
        *("2026-11/28", "32.11.2026", "13/13/2026", "28² November 2026", "9" * 5000, "Nov " * 5000, "not 28 Nov 2026"),
    ],
)
def test_what_is_none_or_might_be_another_is_none(text: str) -> None:
    assert said_date(text) is None


@given(st.text())
def test_no_text_stops_the_reading(text: str) -> None:
    said_date(text)


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_is_read_from_each_form(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y", "%A, %d %B %Y"):
        assert said_date(day.strftime(form)) == day.isoformat()
