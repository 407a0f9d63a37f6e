"""The foot of a turn: its progress, or its problem with the next steps, or its time, tokens and price."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.model_catalog import model_at, successor_at
from desktop.core.untrusted_text import make_controls_visible
from desktop.messages.formatting import duration, money
from desktop.messages.problems import message_for
from desktop.messages.suggested_actions import SuggestedAction, offer_label
from desktop.ui.theme import Theme

VersionPosition = tuple[int, int]  # the number of a version of a turn, from 1, and how many there are
FOOT_HEIGHT, TEXT_GAP = 40.0, 4.0
TEXT_WRAPS = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class TurnFooter:
    """The text under an answer. `alarm` marks a problem; `offers` are next steps with their labels."""

    text: str
    alarm: bool = False
    offers: tuple[tuple[SuggestedAction, str], ...] = ()
    finished: bool = False


def footer_for(turn: Turn, version: VersionPosition = (1, 1)) -> TurnFooter:
    """Returns the foot of a turn in its present state."""
    if turn.retry_s > 0 and turn.problem is not None:
        return TurnFooter(f"{message_for(turn.problem).text} Trying again in {duration(max(1, round(turn.retry_s)))}.")
    if turn.stage is Stage.PREPARING:
        return TurnFooter("Preparing the pictures…")
    if turn.stage is Stage.WAITING:
        return TurnFooter("Reading the text…" if turn.answered_locally else f"Waiting for {turn.model}…")
    if turn.stage is Stage.ANSWERING:
        return TurnFooter(
            f"{turn.model} is {'thinking' if turn.thinking and not turn.answer else 'answering'}. Esc stops it."
        )
    if turn.stage is Stage.FAILED and turn.problem is not None:
        message = message_for(turn.problem, has_answer=turn.has_answer)
        offers = _labelled(turn, message.offers) or _labelled(turn, (SuggestedAction.AGAIN,))
        return TurnFooter(message.text, alarm=True, offers=offers, finished=bool(turn.answer))
    if turn.stage is Stage.STOPPED:
        if turn.problem is not None:
            message = message_for(turn.problem, has_answer=bool(turn.answer))
            return TurnFooter(message.text, offers=_labelled(turn, message.offers), finished=bool(turn.answer))
        if turn.answer:
            return TurnFooter(
                "Stopped. What came is kept.", offers=_labelled(turn, (SuggestedAction.CONTINUE,)), finished=True
            )
        return TurnFooter("Stopped before the first word.", finished=True)
    return TurnFooter(_summary(turn, version), finished=True)


def footer_font(theme: Theme) -> QFont:
    """Returns the font of a foot's text."""
    font = QFont(theme.font)
    font.setPointSizeF(theme.points * 0.88)
    return font


def footer_text_height(footer: TurnFooter, theme: Theme, width: float) -> float:
    """Returns the height of a problem's text, which stands above its buttons; 0 where the text stands beside them."""
    if not footer.offers:
        return 0.0
    metrics = QFontMetricsF(footer_font(theme))
    bounds = metrics.boundingRect(QRectF(0, 0, width, 10_000), TEXT_WRAPS, make_controls_visible(footer.text))
    return float(bounds.height()) + TEXT_GAP


def _labelled(turn: Turn, offers: tuple[SuggestedAction, ...]) -> tuple[tuple[SuggestedAction, str], ...]:
    """Returns the steps that can help this turn, with their labels."""
    other_model = successor_at(turn.model, turn.host)
    return tuple((offer, offer_label(offer, turn.problem, other_model)) for offer in offers if _is_open_to(turn, offer))


def _is_open_to(turn: Turn, offer: SuggestedAction) -> bool:
    if offer is SuggestedAction.SHORTER:
        return bool(turn.parent)
    return bool(turn.images) if offer is SuggestedAction.SMALLER else True


def _summary(turn: Turn, version: VersionPosition) -> str:
    parts = ["Pinned"] if turn.pinned else []
    if version[1] > 1:
        parts.append(f"{version[0]} / {version[1]}")
    if turn.answered_locally:
        return "   ".join([*parts, "Read here, nothing sent"])
    if turn.first_token_s is not None:
        parts.append(f"{duration(round(turn.first_token_s, 1))} to first word")
    if turn.usage is not None:
        expected = (
            f" ({turn.estimated_tokens:,} expected)"
            if _is_surprising(turn.estimated_tokens, turn.usage.input_tokens)
            else ""
        )
        parts.append(f"{turn.usage.input_tokens:,} in{expected} · {turn.usage.output_tokens:,} out")
    cost = cost_of(turn, model_at(turn.model, turn.host))
    if cost is not None:
        parts.append(money(cost))
    details = dict.fromkeys(image.detail for image in turn.images)
    return "   ".join([*parts, ", ".join([turn.model, *(f"{detail} detail" for detail in details)])])


def _is_surprising(estimated: int, counted: int) -> bool:
    """Returns True if the endpoint counted noticeably other than was estimated: by over 30 tokens and 10 %."""
    return bool(estimated) and abs(counted - estimated) > max(30, 0.1 * estimated)
