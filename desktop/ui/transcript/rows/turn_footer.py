"""The foot of a turn: what it waits for, what went wrong and what to do, or what it took and cost."""

from dataclasses import dataclass

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.model_catalog import model_at, successor_of
from desktop.messages.formatting import duration, money
from desktop.messages.problems import message_for
from desktop.messages.suggested_actions import SuggestedAction, offer_label

VersionPosition = tuple[int, int]  # which version of a turn it is, counted from 1, and how many there are


@dataclass(frozen=True, slots=True)
class TurnFooter:
    """The words under an answer. `alarm` when something went wrong; `offers` are next steps with their labels."""

    words: str
    alarm: bool = False
    offers: tuple[tuple[SuggestedAction, str], ...] = ()
    finished: bool = False


def footer_for(turn: Turn, place: VersionPosition = (1, 1)) -> TurnFooter:
    """What stands under `turn` as it is now."""
    if turn.retry_s > 0 and turn.problem is not None:
        return TurnFooter(f"{message_for(turn.problem).text} Trying again in {duration(max(1, round(turn.retry_s)))}.")
    if turn.stage is Stage.PREPARING:
        return TurnFooter("Preparing the pictures…")
    if turn.stage is Stage.WAITING:
        return TurnFooter("Reading the text…" if turn.answered_locally else f"Waiting for {turn.model}…")
    if turn.stage is Stage.ANSWERING:
        return TurnFooter(f"{turn.model} is answering. Esc stops it.")
    if turn.stage is Stage.FAILED and turn.problem is not None:
        offers = message_for(turn.problem).offers or (SuggestedAction.AGAIN,)
        return TurnFooter(
            message_for(turn.problem).text, alarm=True, offers=_labelled(turn, offers), finished=bool(turn.answer)
        )
    if turn.stage is Stage.STOPPED:
        if turn.problem is not None:
            told = message_for(turn.problem)
            return TurnFooter(told.text, offers=_labelled(turn, told.offers), finished=bool(turn.answer))
        if turn.answer:
            return TurnFooter(
                "Stopped. What came is kept.", offers=_labelled(turn, (SuggestedAction.CONTINUE,)), finished=True
            )
        return TurnFooter("Stopped before the first word.", finished=True)
    return TurnFooter(_took(turn, place), finished=True)


def _labelled(turn: Turn, offers: tuple[SuggestedAction, ...]) -> tuple[tuple[SuggestedAction, str], ...]:
    return tuple((offer, offer_label(offer, turn.problem, successor_of(turn.model))) for offer in offers)


def _took(turn: Turn, place: VersionPosition) -> str:
    parts = ["Pinned"] if turn.pinned else []
    if place[1] > 1:
        parts.append(f"{place[0]} / {place[1]}")
    if turn.answered_locally:
        return "   ".join([*parts, "Read here, nothing sent"])
    if turn.first_token_s is not None:
        parts.append(f"{duration(round(turn.first_token_s, 1))} to first word")
    if turn.usage is not None:
        expected = (
            f" ({turn.estimated_tokens:,} expected)"
            if _surprising(turn.estimated_tokens, turn.usage.input_tokens)
            else ""
        )
        parts.append(f"{turn.usage.input_tokens:,} in{expected} · {turn.usage.output_tokens:,} out")
    cost = cost_of(turn, model_at(turn.model, turn.host))
    if cost is not None:
        parts.append(money(cost))
    details = dict.fromkeys(image.detail for image in turn.images)
    return "   ".join([*parts, ", ".join([turn.model, *(f"{detail} detail" for detail in details)])])


def _surprising(expected: int, read: int) -> bool:
    """Whether the endpoint counted otherwise than was forecast by more than people would shrug at."""
    return bool(expected) and abs(read - expected) > max(30, 0.1 * expected)
