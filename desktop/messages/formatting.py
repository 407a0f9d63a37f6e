"""Durations, dates, sizes, money and counts as people read them."""

from datetime import date
from math import inf


def duration(seconds: float) -> str:
    """Returns a time in its two largest units: “0.6 s”, “12 s”, “3 min 5 s”. More than a day counts as a day."""
    seconds = min(seconds, 86_400)
    if seconds < 10:
        return f"{seconds:.1f} s" if seconds != int(seconds) else f"{int(seconds)} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min" + (f" {rest} s" if rest else "")


def day_in_words(day: date) -> str:
    """Returns a date: “14 January 2027”."""
    return f"{day.day} {day.strftime('%B %Y')}"


def size(count: int) -> str:
    """Returns a number of bytes in decimal units: “143 KB”, “1.2 MB”."""
    if count < 1000:
        return f"{count} bytes"
    return f"{round(count / 1000)} KB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def money(usd: float) -> str:
    """Returns US dollars with as many decimal places as they need: “$0.0060”, “$1.25”."""
    if usd < 0.0001:
        return "under $0.0001"
    return f"${usd:.2f}" if usd >= 1 else f"${usd:.3f}" if usd >= 0.1 else f"${usd:.4f}"


def amount_spent(usd: float) -> str:
    """Returns US dollars that were spent, or “nothing”; for infinitely many that nobody knows how many there are."""
    if usd == inf:
        return "an unknown amount"
    return money(usd) if usd else "nothing"


def counted_tokens(count: int, exact: bool = True) -> str:
    """Returns a number of tokens: “1,020 tokens”, or “≈ 1,020 tokens” if it is not exact."""
    return f"{'' if exact else '≈ '}{count:,} tokens"


def tokens_and_price(count: int, cost_usd: float | None) -> str:
    """Returns “595 tokens, $0.0015”, or only the tokens if the price is not known."""
    return counted_tokens(count) + (f", {money(cost_usd)}" if cost_usd is not None else "")


def counted_images(count: int) -> str:
    """Returns a number of images: “No picture”, “1 picture”, “2 pictures”."""
    return {0: "No picture", 1: "1 picture"}.get(count, f"{count} pictures")
