"""A packed request → what the window "What is sent" shows of it."""

import itertools
import json
from dataclasses import replace
from typing import Any

from desktop.adapters.providers.registry import called_url, request_body
from desktop.controllers.usage.price_labels import saving_of
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.request import ChatMessage
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import strip_control_characters
from desktop.core.usage.calibration import TokenCalibration
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.spending_limits import Spending
from desktop.messages.asking.preview_words import changes, file_words, picture_facts, request_summary, without_tokens
from desktop.messages.estimate_line import local_line
from desktop.messages.formatting import counted_tokens, size
from desktop.ui.dialogs.sent.request_preview_model import EarlierQuestion, RequestPreview, RequestPreviewImage

SHOWN_OF_DATA = 48


def build_request_preview(
    prepared: PreparedRequest,
    settings: Settings,
    estimate: RequestEstimate,
    spent: Spending,
    can_ask: bool,
    strip: tuple[AnnotatedImage, ...] = (),
    looked_at: str = "",
) -> RequestPreview:
    """Returns the content of the preview; its bytes and hashes are those of the request itself.

    `strip` are the workspace's images in their order, `looked_at` the id of the one to show first.
    """
    shown = json.dumps(_shortened(request_body(prepared.request)), indent=1, ensure_ascii=False)
    items = _items(prepared, settings, estimate.calibration, strip)
    shown_first = next((number for number, image in enumerate(strip, 1) if image.id == looked_at), 0)
    first = next((at for at, item in enumerate(items) if item.number == shown_first), len(items) - 1)
    earlier = _earlier(prepared, items)
    return RequestPreview(
        called_url(prepared.request.endpoint),
        items,
        strip_control_characters(shown),
        request_summary(estimate, spent, len(items), len(earlier)),
        can_ask,
        first,
        earlier=earlier,
    )


def nothing_is_sent(view: RequestPreview) -> RequestPreview:
    """Returns the content where this computer answers: what would leave, and that nothing does."""
    items = tuple(
        replace(
            item,
            counts=size(len(item.data)),
            facts=without_tokens(item.facts),
        )
        for item in view.items
    )
    summary = local_line(len(items))
    return replace(view, destination="", items=items, request="", summary=summary, is_sent=False, earlier=())


def _earlier(prepared: PreparedRequest, items: tuple[RequestPreviewImage, ...]) -> tuple[EarlierQuestion, ...]:
    """Returns the questions that go along with their answers. Their images come first in a request."""
    earlier: list[EarlierQuestion] = []
    numbers = iter([item.number for item in items])
    question = ChatMessage("user", "")
    for message in prepared.request.messages:
        if message.role == "user":
            question = message
        elif message.role == "assistant":
            text, answer = strip_control_characters(question.text), strip_control_characters(message.text)
            earlier.append(EarlierQuestion(text, answer, tuple(itertools.islice(numbers, len(question.images)))))
    return tuple(earlier)


def _items(
    prepared: PreparedRequest, settings: Settings, calibration: TokenCalibration, strip: tuple[AnnotatedImage, ...]
) -> tuple[RequestPreviewImage, ...]:
    """Returns the images in the order of the request, numbered as in the strip; those that are not there go on."""
    first_new = len(prepared.images) - prepared.new_count
    places = [_place_in(strip, parcel) for parcel in prepared.images]
    numbers, more = list(places), itertools.count(len(strip) + 1)
    for at in (*range(first_new, len(places)), *range(first_new)):
        numbers[at] = places[at] or next(more)
    return tuple(
        _item(parcel, settings, calibration, numbers[at], is_earlier=at < first_new and not places[at])
        for at, parcel in enumerate(prepared.images)
    )


def _place_in(strip: tuple[AnnotatedImage, ...], parcel: RequestImage) -> int:
    """Returns the number that an image has in the strip, also where it was sent before; 0 if it is not there."""
    annotated, sent = parcel.annotated, parcel.previously_sent
    for number, image in enumerate(strip, 1):
        is_this = image.id == annotated.id if annotated is not None else _is_now(sent, image)
        if is_this:
            return number
    return 0


def _is_now(sent: SentImage | None, image: AnnotatedImage) -> bool:
    """Returns True if an image of the strip is what was sent, without covers that came later."""
    return sent is not None and sent.is_unchanged(image) and not sent.covers


def _shortened(value: Any) -> Any:
    """Returns a JSON value with the data of each image cut short."""
    if isinstance(value, dict):
        return {name: _shortened(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_shortened(inside) for inside in value]
    if isinstance(value, str) and value.startswith("data:image/") and len(value) > SHOWN_OF_DATA:
        return f"{value[:SHOWN_OF_DATA]}… ({size(len(value))})"
    return value


def _item(
    parcel: RequestImage, settings: Settings, calibration: TokenCalibration, number: int, is_earlier: bool
) -> RequestPreviewImage:
    prepared, model = parcel.encoded, model_at(settings.model, settings.host)
    seen = calibration.corrected(model.view_of(prepared.size, prepared.detail))
    resend_policies = tuple(
        (resend_policy, saving_of(resend_policy, prepared.size, prepared.detail, model))
        for resend_policy in ResendPolicy
    )
    counts = f"{size(len(prepared.data))} · {counted_tokens(seen.tokens, seen.exact)}"
    before = parcel.annotated.source if parcel.annotated is not None else None
    return RequestPreviewImage(
        prepared.data,
        prepared.id,
        number,
        is_earlier,
        file_words(before.size, before.mime, len(before.data)) if before is not None else "",
        file_words(prepared.size, prepared.mime, len(prepared.data)),
        changes(parcel.annotated) if parcel.annotated is not None else "",
        counts,
        picture_facts(parcel, seen, model.has_known_rule),
        parcel.resend_policy,
        resend_policies,
    )
