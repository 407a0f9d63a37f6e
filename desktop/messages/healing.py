"""The sentences of the notice about a history that was healed."""

from datetime import date

from desktop.core.conversation.healing_report import DamageCause, HealingReport
from desktop.core.errors import ProblemKind
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted, day_in_words, sentences

_FOUND = {
    DamageCause.DAMAGED: N_("The history was damaged."),
    DamageCause.MISSING: N_("The history was gone."),
    DamageCause.EMPTY: N_("The history was empty, though there were copies or pictures of it."),
}


def healing_message(report: HealingReport) -> str:
    """Returns sentences that say what came from where, what is missing, and the next step."""
    old_file = _("The old file is kept as “{name}”.").format(name=untrusted_line(report.name, 80))
    if report.kind is ProblemKind.STORE_RESET:
        return sentences(_(_FOUND[report.cause]), _starts_empty(report), _backup(), old_file if report.name else "")
    return sentences(_(_FOUND[report.cause]), _sources(report), *_losses(report), old_file if report.name else "")


def _backup() -> str:
    return _("If you have a backup, choose File, “Restore backup…”.")


def _starts_empty(report: HealingReport) -> str:
    if report.copy_day:
        return _("The latest copy has no conversations and nothing could be read from it, so it starts empty.")
    return _("No good copy was found and nothing could be read from it, so it starts empty.")


def _sources(report: HealingReport) -> str:
    sources = []
    if report.copy_day:
        sources.append(
            counted(
                "{count} conversation from the copy of {day}",
                "{count} conversations from the copy of {day}",
                report.from_copy,
                day=_day(report.copy_day),
            )
        )
    if report.salvaged or not report.copy_day:
        sources.append(
            counted(
                "{count} conversation from the damaged file itself",
                "{count} conversations from the damaged file itself",
                report.salvaged,
            )
        )
    if len(sources) > 1:
        return _("Back in use: {first} and {second}.").format(first=sources[0], second=sources[1])
    return _("Back in use: {first}.").format(first=sources[0])


def _losses(report: HealingReport) -> tuple[str, ...]:
    losses = []
    in_part, lost = report.turns_in_part, report.turns_lost
    if in_part:
        losses.append(
            counted(
                "Only part of {count} question could be read.",
                "Only parts of {count} questions could be read.",
                in_part,
            )
        )
    if lost and report.lost_count_known:
        losses.append(counted("{count} question could not be read.", "{count} questions could not be read.", lost))
    elif lost:
        losses.append(
            counted(
                "At least {count} question could not be read.", "At least {count} questions could not be read.", lost
            )
        )
    if losses:
        return (*losses, _backup())
    if report.lost_count_known and report.changes_lost:
        return _("No question is missing, but the last changes may be."), _backup()
    if report.lost_count_known:
        return (_("Nothing is missing."),)
    if report.copy_day:
        return _("Questions after the copy of {day} may be missing.").format(day=_day(report.copy_day)), _backup()
    return _("Some questions may be missing."), _backup()


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text))
