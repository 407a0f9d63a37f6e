"""A packed request → what the window "What is sent" shows of it."""

import json
from typing import Any

from desktop.adapters.providers.registry import called_url, request_body
from desktop.controllers.usage.price_labels import saving_of
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.number_badges import circled_digit
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import strip_control_characters
from desktop.core.usage.calibration import TokenCalibration
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.spending_limits import Spending
from desktop.messages.formatting import amount_spent, counted_tokens, money, size
from desktop.messages.images.remarks import remark_facts
from desktop.messages.model_words import RULE_UNKNOWN
from desktop.ui.dialogs.request_preview_model import RequestPreview, RequestPreviewImage

SHOWN_OF_DATA = 48


def build_request_preview(
    prepared: PreparedRequest,
    settings: Settings,
    estimate: RequestEstimate,
    spent: Spending,
    can_ask: bool,
    looked_at: str = "",
) -> RequestPreview:
    """Returns the content of the preview; its bytes and hashes are those of the request itself.

    `looked_at` is the id of the workspace image to show first.
    """
    parts = [f"request, {size(estimate.sent_bytes)}", counted_tokens(estimate.tokens, estimate.exact)]
    if estimate.cost_usd is not None:
        parts.append(f"about {money(estimate.cost_usd)} before the answer")
    if spent.month_usd:
        parts.append(f"{amount_spent(spent.today_usd)} today, ")
        parts[-1] += f"{money(spent.month_usd)} this month"
    shown = json.dumps(_shortened(request_body(prepared.request)), indent=1, ensure_ascii=False)
    items = tuple(_item(parcel, settings, estimate.calibration) for parcel in prepared.images)
    images = [parcel.annotated.id if parcel.annotated is not None else "" for parcel in prepared.images]
    first = images.index(looked_at) if looked_at in images else len(items) - 1
    return RequestPreview(
        called_url(prepared.request.endpoint), items, strip_control_characters(shown), " · ".join(parts), can_ask, first
    )


def _shortened(value: Any) -> Any:
    """Returns a JSON value with the data of each image cut short."""
    if isinstance(value, dict):
        return {name: _shortened(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_shortened(inside) for inside in value]
    if isinstance(value, str) and value.startswith("data:image/") and len(value) > SHOWN_OF_DATA:
        return f"{value[:SHOWN_OF_DATA]}… ({size(len(value))})"
    return value


def _item(parcel: RequestImage, settings: Settings, calibration: TokenCalibration) -> RequestPreviewImage:
    prepared, model = parcel.encoded, model_at(settings.model, settings.host)
    seen = calibration.corrected(model.view_of(prepared.size, prepared.detail))
    form = "PNG" if prepared.mime == "image/png" else "JPEG"
    facts = [("Format", f"{form}, {_by(prepared.size)}")]
    if parcel.annotated is not None:
        facts += _facts_of_image(parcel.annotated, len(prepared.data))
    else:
        facts += [("From", "an earlier question"), ("Size", size(len(prepared.data)))]
        if parcel.previously_sent is not None and parcel.previously_sent.covers:
            count = len(parcel.previously_sent.covers)
            facts.append(("Covered", f"{count} area{'' if count == 1 else 's'} since it was sent, removed"))
    facts.append(("Tokens", f"{'' if seen.exact else '≈ '}{seen.tokens:,} · detail {prepared.detail}"))
    if not model.has_known_rule:
        facts.append(("Seen", f"perhaps smaller: {RULE_UNKNOWN}"))
    if prepared.badges:
        facts.append(("Marks", " ".join(circled_digit(place.number) for place in prepared.badges) + ", named in words"))
    facts.append(("SHA-256", f"{prepared.id[:16]}…"))
    resend_policies = tuple(
        (resend_policy, saving_of(resend_policy, prepared.size, prepared.detail, model))
        for resend_policy in ResendPolicy
    )
    return RequestPreviewImage(prepared.data, prepared.id, tuple(facts), parcel.resend_policy, resend_policies)


def _facts_of_image(image: AnnotatedImage, sent_bytes: int) -> list[tuple[str, str]]:
    picture = image.source
    name = f", {strip_control_characters(picture.name)[:60]}" if picture.name else ""
    page = f", {picture.page_index + 1} of {picture.page_count}" if picture.page_count > 1 else ""
    covered = len(image.redacted_rects)
    gone = "nothing"
    if covered:
        gone = f"{covered} area{'' if covered == 1 else 's'}, removed"
        if not picture.compression.is_exact:
            gone += "; widened generously, but this format may leave faint traces further away"
        elif not picture.compression.is_lossless:
            gone += "; widened, because this format spreads every pixel over its block"
    facts = [
        ("From", f"{_by(picture.size)}{name}{page}"),
        ("Size", f"{size(sent_bytes)} (was {size(len(picture.data))})"),
        ("Covered", gone),
    ]
    if image.crop is not None:
        facts.append(("Crop", f"{_by(image.view.size)} of it"))
    facts += remark_facts(picture)
    came = f" (came with: {', '.join(picture.metadata)})" if picture.metadata else ""
    return [*facts, ("Metadata", f"none leaves{came}")]


def _by(size_px: Size) -> str:
    return f"{size_px[0]} × {size_px[1]}"
