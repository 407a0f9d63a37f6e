"""Prices of models as the user types them: what a connection's server charges, where the table does not know it."""

import re
from collections.abc import Mapping

from desktop.core.models.image_cap import EVERY_MODEL
from desktop.core.models.model import Price

_AMOUNT = r"\$?\s*(\d{1,6}(?:\.\d{1,8})?)"
_PRICES = re.compile(rf"{_AMOUNT}\s*,\s*{_AMOUNT}(?:\s*,\s*{_AMOUNT})?", re.ASCII)
PriceList = Mapping[str, Price]
"""Prices by the names of models; `EVERY_MODEL` stands for all others."""


def prices_of(text: str) -> PriceList:
    """Returns the prices of “gpt-4o: 2.50, 10; *: 1, 0.1, 4” in US dollars per million tokens.

    The amounts are input and output, or input, input from the server's cache, and output. Entries stand on lines of
    their own or are parted by semicolons; those that are none are left out.
    """
    prices = {}
    for part in re.split(r"[;\n]", text):
        name, separator, words = part.rpartition(":")
        found = _PRICES.fullmatch(words.strip())
        if separator and name.strip() and found is not None:
            amounts = [float(amount) for amount in found.groups() if amount is not None]
            prices[name.strip()] = Price(amounts[0], amounts[-2], amounts[-1])
    return prices


def are_prices(text: str) -> bool:
    """Returns True if `prices_of` understands every part of a text."""
    return len(prices_of(text)) == sum(1 for part in re.split(r"[;\n]", text) if part.strip())


def price_in(prices: PriceList, model: str) -> Price | None:
    """Returns the price of a model in a list, or None."""
    return prices.get(model) or prices.get(EVERY_MODEL)
