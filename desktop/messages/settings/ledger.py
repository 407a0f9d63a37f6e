"""The lines that `askance ledger` prints for people."""

from collections.abc import Sequence

from desktop.core.ledger.entries import LedgerEntry, LedgerSum
from desktop.core.ledger.lines import Outcome
from desktop.messages.formatting import counted_images, money, size
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted

_OUTCOMES: dict[str, str] = {
    Outcome.ANSWERED: N_("answered"),
    Outcome.REFUSED: N_("refused"),
    Outcome.BROKEN: N_("broke off"),
    Outcome.STOPPED: N_("stopped"),
    Outcome.EXPIRED: N_("expired"),
    Outcome.CANCELLED: N_("cancelled"),
    Outcome.NOT_SENT: N_("not sent"),
    Outcome.UNKNOWN: N_("end unknown"),
}


def entry_words(entry: LedgerEntry) -> str:
    """Returns a request in one line."""
    parts = [entry.at, entry.host, entry.model, _(_OUTCOMES.get(entry.outcome, entry.outcome))]
    if entry.pictures:
        parts.append(f"{counted_images(len(entry.pictures))}, {size(entry.picture_bytes)}")
    if entry.input_tokens is not None:
        parts.append(_tokens(entry.input_tokens, entry.output_tokens or 0))
    if entry.cost_usd is not None:
        parts.append(money(entry.cost_usd))
    return "  ".join(parts)


def sum_words(sums: Sequence[LedgerSum]) -> tuple[str, ...]:
    """Returns each sum in one line."""
    width = max((len(total.name) for total in sums), default=0)
    return tuple(_sum_line(total, width) for total in sums)


def damaged_words(count: int) -> str:
    """Returns the sentence about lines that cannot be read."""
    return counted(
        "{count} line of the ledger is damaged and left out.",
        "{count} lines of the ledger are damaged and left out.",
        count,
    )


def _sum_line(total: LedgerSum, width: int) -> str:
    requests = counted("{count} request", "{count} requests", total.requests)
    tokens = _tokens(total.input_tokens, total.output_tokens)
    parts = [f"{total.name:{width}}", requests, counted_images(total.pictures), tokens, money(total.cost_usd)]
    if total.unpriced:
        parts.append(counted("{count} without a known cost", "{count} without a known cost", total.unpriced))
    return "  ".join(parts)


def _tokens(read: int, written: int) -> str:
    return _("{read} tokens in, {written} out").format(read=read, written=written)
