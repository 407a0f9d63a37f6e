"""The foot of a turn: its progress, or its problem with the next steps, or its model, price, time and tokens."""

from dataclasses import dataclass

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.model_catalog import model_at, successor_at
from desktop.core.untrusted_text import make_controls_visible
from desktop.messages.formatting import duration, money
from desktop.messages.language.catalogue import _, plural_forms
from desktop.messages.language.isolation import isolated
from desktop.messages.language.locale_forms import counted, number, sentences
from desktop.messages.problems import message_for
from desktop.messages.suggested_actions import SuggestedAction, offer_label

VersionPosition = tuple[int, int]  # the number of a version of a turn, from 1, and how many there are


@dataclass(frozen=True, slots=True)
class TurnFooter:
    """The text under an answer, with an icon before it. `alarm` marks a problem, `is_message` a text that is shown
    whole and not cut at the end of the line; `offers` are next steps with their labels.

    `text` is all of it, `line` is shorter and without the place among the versions, which stands between their buttons.
    """

    text: str
    line: str = ""
    icon: str = ""
    alarm: bool = False
    is_message: bool = False
    offers: tuple[tuple[SuggestedAction, str], ...] = ()
    finished: bool = False

    @property
    def shown(self) -> str:
        """The text that is painted."""
        return self.line or self.text


def footer_for(turn: Turn, version: VersionPosition = (1, 1), waited_s: int = 0) -> TurnFooter:
    """Returns the foot of a turn in its present state; `waited_s` counts the seconds since Enter."""
    if turn.retry_s > 0 and turn.problem is not None:
        again = _("Trying again in {time}.").format(time=duration(max(1, round(turn.retry_s))))
        text = sentences(message_for(turn.problem).text, again)
        return TurnFooter(make_controls_visible(text), icon="again", is_message=True)
    if not turn.stage.ended:
        return TurnFooter(_progress(turn, waited_s), icon="again" if turn.stage is Stage.ANSWERING else "clock")
    if turn.stage is Stage.FAILED and turn.problem is not None:
        message = message_for(turn.problem, has_answer=turn.has_answer)
        offers = _labelled(turn, message.offers) or _labelled(turn, (SuggestedAction.AGAIN,))
        text = make_controls_visible(message.text)
        return TurnFooter(text, icon="close", alarm=True, is_message=True, offers=offers, finished=bool(turn.answer))
    if turn.stage is Stage.STOPPED:
        return _stopped(turn)
    place = (version_words(version),) if version[1] > 1 else ()
    pinned = (_("Pinned"),) if turn.pinned else ()
    text = " · ".join((*pinned, *place, *_summary(turn, is_short=False)))
    return TurnFooter(text, " · ".join((*pinned, *_summary(turn, is_short=True))), finished=True)


def version_words(version: VersionPosition) -> str:
    """Returns the place of an answer among its versions: “2 of 2”."""
    return _("{place} of {count}").format(place=version[0], count=version[1])


def _stopped(turn: Turn) -> TurnFooter:
    if turn.problem is not None:
        message = message_for(turn.problem, has_answer=bool(turn.answer))
        text, offers = make_controls_visible(message.text), _labelled(turn, message.offers)
    elif turn.answer:
        text, offers = _("Stopped. The partial answer is kept."), _labelled(turn, (SuggestedAction.CONTINUE,))
    else:
        text, offers = _("Stopped before the answer began."), _labelled(turn, (SuggestedAction.AGAIN,))
    return TurnFooter(text, icon="stop", is_message=True, offers=offers, finished=bool(turn.answer))


def _progress(turn: Turn, waited_s: int) -> str:
    model = _isolated(turn.model)
    if turn.stage is Stage.PREPARING:
        return _("Preparing the pictures…")
    if turn.stage is Stage.ANSWERING:
        if turn.thinking and not turn.answer:
            return _("{model} is thinking · Esc stops").format(model=model)
        return _("{model} is answering · Esc stops").format(model=model)
    if turn.answered_locally:
        return _("Reading the text…")
    if waited_s < 1:
        return _("Waiting for {model}… · Esc stops").format(model=model)
    return _("Waiting for {model}… {time} · Esc stops").format(model=model, time=duration(waited_s))


def _isolated(name: str) -> str:
    """Returns a name as it is shown, kept apart from the words around it."""
    return isolated(make_controls_visible(name))


def _labelled(turn: Turn, offers: tuple[SuggestedAction, ...]) -> tuple[tuple[SuggestedAction, str], ...]:
    """Returns the steps that can help this turn, with their labels."""
    other_model = successor_at(turn.model, turn.host)
    return tuple((offer, offer_label(offer, turn.problem, other_model)) for offer in offers if _is_open_to(turn, offer))


def _is_open_to(turn: Turn, offer: SuggestedAction) -> bool:
    if offer is SuggestedAction.SHORTER:
        return bool(turn.parent)
    return bool(turn.images) if offer is SuggestedAction.SMALLER else True


def _summary(turn: Turn, is_short: bool) -> list[str]:
    """Returns the facts about a finished answer: model, price, time and tokens."""
    if turn.answered_locally:
        return [_("Found on this computer, nothing sent")]
    details = () if is_short else dict.fromkeys(image.detail for image in turn.images)
    parts = [", ".join([_isolated(turn.model), *(_("{detail} detail").format(detail=detail) for detail in details)])]
    cost = cost_of(turn, model_at(turn.model, turn.host))
    if cost is not None:
        parts.append(money(cost))
    if turn.first_token_s is not None:
        time = duration(round(turn.first_token_s, 1))
        parts.append(time if is_short else _("first word after {time}").format(time=time))
    if turn.usage is not None:
        tokens, expected = turn.usage.input_tokens, turn.estimated_tokens
        if _is_surprising(expected, tokens):
            estimate = number(expected)
            one, many = plural_forms(
                "{count} token in (estimate {estimate})", "{count} tokens in (estimate {estimate})"
            )
            parts.append(counted(one, many, tokens, estimate=estimate))
        else:
            parts.append(counted("{count} token in", "{count} tokens in", tokens))
        parts.append(_("{count} out").format(count=number(turn.usage.output_tokens)))
    return parts


def _is_surprising(estimated: int, counted: int) -> bool:
    """Returns True if the endpoint counted noticeably other than was estimated: by over 30 tokens and 10 %."""
    return bool(estimated) and abs(counted - estimated) > max(30, 0.1 * estimated)
