"""Sentences about batches: what is on its way, what lies at an endpoint, and until when."""

from datetime import UTC, datetime

from desktop.core.many.batch.batch_standing import BatchStanding
from desktop.core.many.run import PictureRun
from desktop.core.provider_capabilities import BatchRules
from desktop.messages.formatting import size
from desktop.messages.language.catalogue import _, plural_forms
from desktop.messages.language.locale_forms import counted, day_in_words, number, sentences


def batch_words(standing: BatchStanding) -> str:
    """Returns one line about what happens to the batches of a run."""
    if standing.size:
        sent, whole = size(standing.sent), size(standing.size)
        return _("uploading {sent} of {size} to {host}").format(sent=sent, size=whole, host=standing.host)
    if standing.rows:
        return _("{host} works on a batch: {done} of {rows}").format(
            host=standing.host, done=number(standing.done), rows=number(standing.rows)
        )
    return left_words(standing)


def sampled_at_once_words() -> str:
    """Returns how a sample is asked where the rest goes as a batch."""
    return _("The first ones are answered at once, at the full price; only the others go as a batch.")


def waiting_batch_words(standing: BatchStanding) -> str:
    """Returns what a run that does not run at the moment has at its endpoint."""
    if not standing.rows:
        return left_words(standing)
    forms = plural_forms("{count} picture is in a batch at {host}.", "{count} pictures are in a batch at {host}.")
    fetch = _("Resume the run to fetch the answers; nothing is paid twice.")
    return sentences(counted(*forms, standing.rows, host=standing.host), fetch)


def strange_batch_words(run: PictureRun) -> str:
    """Returns that batches in the file of a run are left alone, nothing where there are none."""
    if not run.strange_batches:
        return ""
    return counted(
        "{count} batch in this file was not sent from this computer, so it is left alone.",
        "{count} batches in this file were not sent from this computer, so they are left alone.",
        run.strange_batches,
    )


def left_words(standing: BatchStanding) -> str:
    """Returns that files still lie at an endpoint, and until when."""
    forms = plural_forms(
        "{count} file of the batch couldn't be deleted at {host}. Resume the run to try again.",
        "{count} files of the batch couldn't be deleted at {host}. Resume the run to try again.",
    )
    left = counted(*forms, standing.files, host=standing.host)
    if not standing.files_until:
        return left
    day = day_in_words(datetime.fromtimestamp(standing.files_until, UTC).date())
    return sentences(left, _("It deletes them by itself on {day}.").format(day=day))


def lies_words(rules: BatchRules, host: str) -> str:
    """Returns where a request lies that is part of a batch, and until when."""
    forms = plural_forms(
        "This goes to {host} in a file. It lies there until the answers are in, for {count} day at most.",
        "This goes to {host} in a file. It lies there until the answers are in, for {count} days at most.",
    )
    if rules.files_lie_s:
        return counted(*forms, rules.files_lie_s // 86_400, host=host)
    words = _("This goes to {host} in a file. It lies there until the answers are in and Askance deletes it.")
    return words.format(host=host)
