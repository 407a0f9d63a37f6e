"""Words about models: what is known of one in a list, and what a test has shown."""

from datetime import date
from typing import TYPE_CHECKING

from desktop.core.models.sight import Sight, SightResult
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.locale_forms import day_in_words
from desktop.messages.problems import message_for, without_question

if TYPE_CHECKING:
    from desktop.core.models.model_offer import ModelOffer

RULE_UNKNOWN = "how this model shrinks pictures is not known"


def about_offer(offer: "ModelOffer") -> str:
    """Returns “$2.50 in, $10.00 out · until 14 January 2027 · sees pictures · recommended”, or what is known of it.

    Prices are for a million tokens.
    """
    parts = []
    if offer.price is not None:
        parts.append(f"{_usd(offer.price.input_usd)} in, {_usd(offer.price.output_usd)} out")
    if offer.last_day is not None:
        parts.append(f"until {day_in_words(offer.last_day)}")
    if offer.sees is not None:
        parts.append("sees pictures" if offer.sees else "sees no pictures")
    if offer.is_recommended:
        parts.append("recommended")
    return " · ".join(parts)


def shutdown_words(name: str, last_day: date, instead: str, today: date) -> str:
    """Returns “gpt-4o will be shut down on 14 January 2027. x can take its place.”"""
    when = "will be shut down" if last_day >= today else "was shut down"
    place = f" {untrusted_line(instead, 80)} can take its place." if instead else ""
    return f"{name} {when} on {day_in_words(last_day)}.{place}"


def as_seen_words(name: str, width: int, height: int, scale: float, has_known_rule: bool) -> str:
    """Returns the label of an image that is shown at the size at which a model gets it."""
    if has_known_rule:
        return f"As {name} sees it: {width} × {height}, {scale:.0%}"
    return f"As {name} gets it: {width} × {height}, {scale:.0%}. It may look at less: {RULE_UNKNOWN}"


def illegible_words(name: str, scale: float, is_unreadable: bool) -> str:
    """Returns a sentence about the smallest text of an image of which a model sees too little."""
    would = "would not be readable" if is_unreadable else "may be hard to read"
    return f"{untrusted_line(name, 80)} sees this at {scale:.0%}: its smallest text {would}."


def looking_words(model: str) -> str:
    """Returns the words while the model is shown a test picture."""
    return f"“{untrusted_line(model, 80)}” is being shown a test picture…"


def sight_words(result: SightResult) -> str:
    """Returns what a test picture has shown of a model."""
    name = untrusted_line(result.model, 80)
    if result.problem is not None:
        return f"“{name}” was shown a test picture, but: {without_question(message_for(result.problem).text)}"
    if result.sight is Sight.SEES:
        return f"“{name}” sees pictures: it read the word in a test picture."
    return f"“{name}” does not see pictures: it could not read the word in a test picture."


def _usd(amount: float) -> str:
    return f"${amount:.2f}" if amount == round(amount, 2) else f"${amount:g}"
