"""Sizes, times and money for people."""

from desktop.messages.formatting import amount_spent, counted_tokens, duration, money, percent, size, tokens_and_price


def test_sizes_times_and_money_for_people() -> None:
    assert [size(999), size(143_200), size(1_250_000)] == ["999 bytes", "143 KB", "1.2 MB"]
    assert [duration(0.6), duration(12), duration(185), duration(60)] == ["0.6 s", "12 s", "3 min 5 s", "1 min"]
    assert [money(0.0028), money(0.25), money(1.5)] == ["$0.0028", "$0.250", "$1.50"]
    assert [percent(0), percent(0.404), percent(16)] == ["0 %", "40 %", "1,600 %"]


def test_tokens_and_what_they_cost() -> None:
    assert [counted_tokens(1020), counted_tokens(1020, exact=False)] == ["1,020 tokens", "≈ 1,020 tokens"]
    assert [tokens_and_price(595, 0.0015), tokens_and_price(595, None)] == ["595 tokens, $0.0015", "595 tokens"]
    assert [amount_spent(0), amount_spent(0.25)] == ["$0", "$0.250"]
