"""Prices as the user types them."""

import pytest

from desktop.core.models.model import Price
from desktop.core.models.price_list import are_prices, price_in, prices_of


def test_input_and_output_or_the_servers_cache_too() -> None:
    prices = prices_of("llama3:8b: $0.20, 0.60\ngpt-4o: 2.5, 1.25, 10; *: 1, 2")
    assert price_in(prices, "llama3:8b") == Price(0.2, 0.2, 0.6)
    assert price_in(prices, "gpt-4o") == Price(2.5, 1.25, 10.0)
    assert price_in(prices, "another") == Price(1.0, 1.0, 2.0)
    assert price_in({}, "another") is None


@pytest.mark.parametrize("text", ["gpt-4o", "gpt-4o: 1", "gpt-4o: 1, 2, 3, 4", ": 1, 2", "m: -1, 2", "m: 1, nan"])
def test_what_is_no_price_is_known(text: str) -> None:
    assert not are_prices(text)
    assert prices_of(text) == {}


@pytest.mark.parametrize("text", ["", "\n", "m: 0, 0;", "m: 1,2\n\nn: 3, 4"])
def test_what_is_one_is_known_too(text: str) -> None:
    assert are_prices(text)
