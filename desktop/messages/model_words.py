"""Words about models: what is known of one in a list, and what a test has shown."""

from datetime import date
from typing import TYPE_CHECKING

from desktop.core.models.answer_parameters import EFFORTS, parameters_of
from desktop.core.models.offered_parameters import OfferedParameters
from desktop.core.models.sight import Sight, SightResult
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import day_in_words, dollars, sentences
from desktop.messages.problems import message_for

if TYPE_CHECKING:
    from desktop.core.models.model_offer import ModelOffer


def about_offer(offer: "ModelOffer") -> str:
    """Returns “$2.50 in, $10.00 out · retires 14 January 2027 · sees pictures · recommended”, or what is known of it.

    Prices are for a million tokens.
    """
    parts = []
    if offer.price is not None:
        prices = {"input": _usd(offer.price.input_usd), "output": _usd(offer.price.output_usd)}
        parts.append(_("{input} in, {output} out").format(**prices))
    if offer.last_day is not None:
        parts.append(_("retires {day}").format(day=day_in_words(offer.last_day)))
    if offer.sees is not None:
        parts.append(_("sees pictures") if offer.sees else _("sees no pictures"))
    if offer.is_recommended:
        parts.append(_("recommended"))
    return " · ".join(parts)


def shutdown_words(name: str, last_day: date, instead: str, today: date) -> str:
    """Returns “gpt-4o retires on 14 January 2027. x can replace it.”"""
    retires = _("{model} retires on {day}.") if last_day >= today else _("{model} was retired on {day}.")
    replaced = _("{model} can replace it.").format(model=untrusted_line(instead, 80)) if instead else ""
    return sentences(retires.format(model=name, day=day_in_words(last_day)), replaced)


def rule_unknown() -> str:
    """Returns the remark on a model that may look at less than it gets."""
    return _("how this model shrinks pictures is not known")


def as_seen_words(name: str, width: int, height: int, scale: float, has_known_rule: bool) -> str:
    """Returns the label of an image that is shown at the size at which a model gets it."""
    words = _("As {model} sees it: {width} × {height}, {percent}")
    if not has_known_rule:
        words = _(
            "As {model} gets it: {width} × {height}, {percent}. It may see less: how this model shrinks pictures "
            "is not known"
        )
    return words.format(model=name, width=width, height=height, percent=percent(scale))


def illegible_words(name: str, scale: float, is_unreadable: bool) -> str:
    """Returns a sentence about the smallest text of an image of which a model sees too little."""
    words = _("{model} sees this at {percent}. It may misread the smallest text.")
    if is_unreadable:
        words = _("{model} sees this at {percent}. It can't read the smallest text.")
    return words.format(model=untrusted_line(name, 80), percent=percent(scale))


def looking_words(model: str) -> str:
    """Returns the words while the model is shown a test picture."""
    return _("Showing “{model}” a test picture…").format(model=untrusted_line(model, 80))


def sight_words(result: SightResult) -> str:
    """Returns what a test picture has shown of a model."""
    name = untrusted_line(result.model, 80)
    if result.problem is not None:
        words = _("Couldn't test “{model}” with a picture. {problem}")
        return words.format(model=name, problem=message_for(result.problem).statement)
    if result.sight is Sight.SEES:
        return _("“{model}” sees pictures: it read the word in a test picture.").format(model=name)
    return _("“{model}” doesn't see pictures: it couldn't read the word in a test picture.").format(model=name)


def refused_words(host: str, model: str, name: str) -> str:
    """Returns the sentence about a parameter, by the server's name for it, that is left out from now on."""
    words = _("{host} doesn't take “{name}” for {model}. Your question was sent without it.")
    names = {"host": host, "name": untrusted_line(name, 80), "model": untrusted_line(model, 80)}
    return words.format(**names)


def parameters_words(text: str) -> str:
    """Returns parameters in their stored form as one line, “temperature 0.2 · at most 500 tokens”; "" for none."""
    shown = parameters_of(text)
    parts = []
    if shown.temperature is not None:
        parts.append(_("temperature {degree}").format(degree=f"{shown.temperature:g}"))
    if shown.tokens:
        parts.append(_("at most {count} tokens").format(count=shown.tokens))
    if shown.effort:
        parts.append(_("reasoning effort {effort}").format(effort=shown.effort))
    if shown.store is False:
        parts.append(_("not to be stored"))
    if shown.extra:
        parts.append(untrusted_line(shown.extra, 80))
    return " · ".join(parts)


def efforts_words(model: str, offered: OfferedParameters) -> str:
    """Returns the sentence about the reasoning efforts that a model takes; "" where nothing is known against any."""
    if offered.efforts == EFFORTS:
        return ""
    name = untrusted_line(model, 80)
    if offered.efforts:
        listed = ", ".join(offered.efforts)
        return _("For {model}, the server takes: {efforts}").format(model=name, efforts=listed)
    if offered.was_refused:
        return _("Refused for {model}: it takes no reasoning effort.").format(model=name)
    return _("By the server's list, {model} takes no reasoning effort.").format(model=name)


def unlisted_words(model: str) -> str:
    """Returns the sentence about a parameter that a server's list of models leaves out."""
    return _("By the server's list, {model} doesn't take this.").format(model=untrusted_line(model, 80))


def _usd(amount: float) -> str:
    return dollars(amount, 2 if amount == round(amount, 2) else 4)
