"""The sentences of the notice about a history that was healed."""

from datetime import date

from desktop.core.conversation.healing_report import DamageCause, HealingReport
from desktop.core.errors import ProblemKind
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.locale_forms import day_in_words

_FOUND = {
    DamageCause.DAMAGED: "The history was damaged.",
    DamageCause.MISSING: "The history was gone.",
    DamageCause.EMPTY: "The history was empty, though there were copies or pictures of it.",
}
_BACKUP = "If you have made a backup, choose File, “Bring a backup back…”."


def healing_message(report: HealingReport) -> str:
    """Returns sentences that say what came from where, what is missing, and the next step."""
    parts = [_FOUND[report.cause], _sources(report), _losses(report)]
    if report.name:
        parts.append(f"The old file is kept as “{untrusted_line(report.name, 80)}”.")
    return " ".join(part for part in parts if part)


def _sources(report: HealingReport) -> str:
    if report.kind is ProblemKind.STORE_RESET:
        copy = "There was no good copy" if not report.copy_day else "The copy held no conversation"
        return f"{copy}, and nothing could be read from it, so it starts empty. {_BACKUP}"
    sources = []
    if report.copy_day:
        sources.append(f"{_conversations(report.from_copy)} from the copy of {_day(report.copy_day)}")
    if report.salvaged or not report.copy_day:
        sources.append(f"{_conversations(report.salvaged)} from the damaged file itself")
    return f"Back in use: {' and '.join(sources)}."


def _losses(report: HealingReport) -> str:
    if report.kind is ProblemKind.STORE_RESET:
        return ""
    losses = []
    if report.turns_in_part:
        losses.append(f"{_questions(report.turns_in_part)} could be read only in part.")
    if report.turns_lost:
        more = "" if report.lost_count_known else " at least"
        losses.append(f"{_questions(report.turns_lost)}{more} could not be read.")
    if losses:
        return " ".join((*losses, _BACKUP))
    if not report.lost_count_known:
        newer = f"Questions after the copy of {_day(report.copy_day)}" if report.copy_day else "More"
        return f"{newer} may be missing. {_BACKUP}"
    return "Nothing is missing."


def _conversations(count: int) -> str:
    return "1 conversation" if count == 1 else f"{count} conversations"


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text))
