"""The bar of `askance many`, and what it says of money."""

from desktop.cli.many.progress import bar, spent_words, summary
from desktop.core.many.run import RunTotals

TOTALS = RunTotals(64, 24, 2, 35, 0, 1, 1, 1, 0.11, 0.004, 0.18, 125.0)


def test_the_bar_says_how_far_it_is_what_it_cost_and_how_long_it_takes() -> None:
    words = bar(TOTALS)
    assert words.startswith("[##################............] · 38 of 64: 35 done, 1 failed, 1 held back")
    assert words.endswith("· $0.110 · perhaps $0.0040 more · about $0.180 in all · about 2 min 5 s left")


def test_nothing_is_said_of_money_where_no_price_is_known() -> None:
    assert spent_words(RunTotals(3, answered=3)) == ()
    assert summary(RunTotals(3, answered=3)) == "3 of 3: 3 done"
    assert bar(RunTotals()) == "[..............................] · 0 of 0"
