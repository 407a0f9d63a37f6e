"""Sentences about a run over many pictures: what its sample measured, what it waits for, and where its money is."""

from collections.abc import Sequence

from desktop.core.many.run import PictureRun, RunTotals, Sample, Spread
from desktop.messages.finding_words import summarize_names
from desktop.messages.formatting import amount_spent, counted_images, duration, money
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, number, sentences
from desktop.messages.many.batch_words import sampled_at_once_words


def run_about(run: PictureRun, host: str) -> str:
    """Returns one line about a run: its pictures, its columns, and who answers."""
    columns = counted("{count} column", "{count} columns", len(run.plan.columns))
    return " · ".join((counted_images(len(run.rows)), columns, host, run.plan.model))


def money_words(totals: RunTotals, budget_usd: float) -> str:
    """Returns what a run has cost, will cost and may cost: “$0.11 so far · about $0.18 in all · budget $1.00”."""
    parts = []
    if totals.spent_usd or totals.ended:
        parts.append(_("{amount} so far").format(amount=amount_spent(totals.spent_usd)))
    if totals.unsure_usd:
        parts.append(_("perhaps {amount} more").format(amount=money(totals.unsure_usd)))
    if totals.expected_usd is not None:
        parts.append(_("about {amount} in all").format(amount=amount_spent(totals.expected_usd)))
    if budget_usd:
        parts.append(_("budget {amount}").format(amount=money(budget_usd)))
    return " · ".join(parts)


def time_words(totals: RunTotals) -> str:
    """Returns how long a run will still take; empty where nobody knows."""
    if totals.seconds_left is None or not (totals.planned or totals.claimed):
        return ""
    return _("about {time} left").format(time=duration(max(1.0, totals.seconds_left)))


def sample_words(sample: Sample) -> str:
    """Returns what the first rows have measured, and what is expected of those that are left."""
    measured = counted(
        "{count} picture was asked about: {tokens} tokens.",
        "{count} pictures were asked about: {tokens} tokens each.",
        sample.asked,
        tokens=_spread(sample.tokens),
    )
    left, time = sample.left_usd, duration(max(1.0, sample.seconds))
    if not sample.rows_left:
        return measured
    if sample.as_batch:
        measured = sentences(measured, sampled_at_once_words())
    if left is None:
        rest = counted(
            "The {count} that is left will take about {time}. Its price isn't known.",
            "The {count} that are left will take about {time}. Their price isn't known.",
            sample.rows_left,
            time=time,
        )
        return sentences(measured, rest)
    rest = counted(
        "The {count} that is left will cost about {price} ({least} to {most}) and take about {time}.",
        "The {count} that are left will cost about {price} ({least} to {most}) and take about {time}.",
        sample.rows_left,
        price=amount_spent(left.middle),
        least=amount_spent(left.least),
        most=amount_spent(left.most),
        time=time,
    )
    return sentences(measured, rest)


def _spread(spread: Spread) -> str:
    if round(spread.least) == round(spread.most):
        return number(spread.middle)
    return _("about {middle} ({least} to {most})").format(
        middle=number(spread.middle), least=number(spread.least), most=number(spread.most)
    )


def waiting_words(name: str, rows: int) -> str:
    """Returns that rows wait for a decision about one kind of finding."""
    return counted(
        "{count} picture waits: it shows {finding}. The others go on.",
        "{count} pictures wait: each shows {finding}. The others go on.",
        rows,
        finding=summarize_names((name,)),
    )


def lost_words(names: Sequence[str], count: int) -> str:
    """Returns that pictures could not be opened; `names` are the first of them."""
    return counted(
        "{count} picture couldn't be opened and won't be asked about: {names}.",
        "{count} pictures couldn't be opened and won't be asked about, such as {names}.",
        count,
        names=", ".join(f"“{name}”" for name in names),
    )


def kept_in_words(name: str) -> str:
    """Returns that a run is kept in a file, though history is off."""
    return _("History is off. The run is saved in “{name}”, and can be resumed from it.").format(name=name)


def not_kept_words(may_choose: bool = False) -> str:
    """Returns that a run lives in memory; `may_choose` where it can still be saved in a file."""
    if may_choose:
        return _("History is off, so this run can't be resumed after you close it, unless you save it in a file.")
    return _("History is off, so this run can't be resumed after you close it. Export the table before you do.")
