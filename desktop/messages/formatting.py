"""Durations, sizes, money and counts as people read them, in the language in use."""

from math import inf

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, dollars, number


def duration(seconds: float) -> str:
    """Returns a time in its two largest units: “0.6 s”, “12 s”, “3 min 5 s”. More than a day counts as a day."""
    seconds = min(seconds, 86_400)
    if seconds < 10:
        return _("{seconds} s").format(seconds=number(seconds, 1 if seconds != int(seconds) else 0))
    whole = round(seconds)
    if whole < 60:
        return _("{seconds} s").format(seconds=whole)
    minutes, rest = divmod(whole, 60)
    if not rest:
        return _("{minutes} min").format(minutes=number(minutes))
    return _("{minutes} min {seconds} s").format(minutes=number(minutes), seconds=rest)


def size(count: int) -> str:
    """Returns a number of bytes in decimal units: “143 KB”, “1.2 MB”."""
    if count < 1000:
        return counted("{count} byte", "{count} bytes", count)
    if count < 1_000_000:
        return _("{size} KB").format(size=number(round(count / 1000)))
    return _("{size} MB").format(size=number(count / 1e6, 1))


def percent(fraction: float) -> str:
    """Returns a fraction in per cent: “40 %”."""
    return _("{number} %").format(number=number(fraction * 100))


def money(usd: float) -> str:
    """Returns US dollars with as many decimal places as they need: “$0.0060”, “$1.25”."""
    if usd < 0.0001:
        return _("under {amount}").format(amount=dollars(0.0001, 4))
    return dollars(usd, 2 if usd >= 1 else 3 if usd >= 0.1 else 4)


def amount_spent(usd: float) -> str:
    """Returns US dollars that were spent, or “$0”; for infinitely many that nobody knows how many there are."""
    if usd == inf:
        return _("an unknown amount")
    return money(usd) if usd else dollars(0, 0)


def counted_tokens(count: int, exact: bool = True) -> str:
    """Returns a number of tokens: “1,020 tokens”, or “≈ 1,020 tokens” if it is not exact."""
    if exact:
        return counted("{count} token", "{count} tokens", count)
    return counted("≈ {count} token", "≈ {count} tokens", count)


def tokens_and_price(count: int, cost_usd: float | None) -> str:
    """Returns “595 tokens, $0.0015”, or only the tokens if the price is not known."""
    tokens = counted_tokens(count)
    if cost_usd is None:
        return tokens
    return _("{tokens}, {price}").format(tokens=tokens, price=money(cost_usd))


def counted_images(count: int) -> str:
    """Returns a number of images: “No picture”, “1 picture”, “2 pictures”."""
    if not count:
        return _("No picture")
    return counted("{count} picture", "{count} pictures", count)
