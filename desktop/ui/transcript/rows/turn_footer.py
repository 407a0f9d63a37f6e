"""The foot of a turn: what it waits for, what went wrong and what to do, or what it took and cost."""

from dataclasses import dataclass

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.model_catalog import model_at, successor_of
from desktop.core.usage.estimate import cost_of
from desktop.messages.errors import Offer, duration, money, offer_label, said

Place = tuple[int, int]  # which version of a turn it is, counted from 1, and how many there are


@dataclass(frozen=True, slots=True)
class Foot:
    """The words under an answer. `alarm` when something went wrong; `offers` are next steps with their labels."""

    words: str
    alarm: bool = False
    offers: tuple[tuple[Offer, str], ...] = ()
    finished: bool = False


def foot_of(turn: Turn, place: Place = (1, 1)) -> Foot:
    """What stands under `turn` as it is now."""
    if turn.retry_s > 0 and turn.trouble is not None:
        return Foot(f"{said(turn.trouble).text} Trying again in {duration(max(1, round(turn.retry_s)))}.")
    if turn.stage is Stage.PREPARING:
        return Foot("Preparing the pictures…")
    if turn.stage is Stage.WAITING:
        return Foot("Reading the text…" if turn.read_here else f"Waiting for {turn.model}…")
    if turn.stage is Stage.ANSWERING:
        return Foot(f"{turn.model} is answering. Esc stops it.")
    if turn.stage is Stage.FAILED and turn.trouble is not None:
        offers = said(turn.trouble).offers or (Offer.AGAIN,)
        return Foot(said(turn.trouble).text, alarm=True, offers=_labelled(turn, offers), finished=bool(turn.answer))
    if turn.stage is Stage.STOPPED:
        if turn.trouble is not None:
            told = said(turn.trouble)
            return Foot(told.text, offers=_labelled(turn, told.offers), finished=bool(turn.answer))
        if turn.answer:
            return Foot("Stopped. What came is kept.", offers=_labelled(turn, (Offer.CONTINUE,)), finished=True)
        return Foot("Stopped before the first word.", finished=True)
    return Foot(_took(turn, place), finished=True)


def _labelled(turn: Turn, offers: tuple[Offer, ...]) -> tuple[tuple[Offer, str], ...]:
    return tuple((offer, offer_label(offer, turn.trouble, successor_of(turn.model))) for offer in offers)


def _took(turn: Turn, place: Place) -> str:
    parts = ["Pinned"] if turn.pinned else []
    if place[1] > 1:
        parts.append(f"{place[0]} / {place[1]}")
    if turn.read_here:
        return "   ".join([*parts, "Read here, nothing sent"])
    if turn.first_word_s is not None:
        parts.append(f"{duration(round(turn.first_word_s, 1))} to first word")
    if turn.usage is not None:
        expected = f" ({turn.expected:,} expected)" if _surprising(turn.expected, turn.usage.read) else ""
        parts.append(f"{turn.usage.read:,} in{expected} · {turn.usage.written:,} out")
    cost = cost_of(turn, model_at(turn.model, turn.host))
    if cost is not None:
        parts.append(money(cost))
    details = dict.fromkeys(picture.detail for picture in turn.pictures)
    return "   ".join([*parts, ", ".join([turn.model, *(f"{detail} detail" for detail in details)])])


def _surprising(expected: int, read: int) -> bool:
    """Whether the endpoint counted otherwise than was forecast by more than people would shrug at."""
    return bool(expected) and abs(read - expected) > max(30, 0.1 * expected)
