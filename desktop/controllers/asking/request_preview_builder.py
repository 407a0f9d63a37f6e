"""A packed request → what the window "What is sent" shows of it."""

import itertools
import json
from dataclasses import replace
from typing import Any

from desktop.adapters.providers.registry import called_url, request_body
from desktop.controllers.usage.price_labels import saving_of
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.request import ChatMessage
from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.number_badges import circled_digit
from desktop.core.model_catalog import model_at
from desktop.core.models.image_rules import ModelView
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import strip_control_characters
from desktop.core.usage.calibration import TokenCalibration
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.spending_limits import Spending
from desktop.messages.estimate_line import local_line
from desktop.messages.formatting import amount_spent, counted_images, counted_tokens, money, size
from desktop.messages.images.remarks import remark_facts
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, number, sentences
from desktop.messages.model_words import rule_unknown
from desktop.messages.settings.setting_values import value_in_words
from desktop.ui.dialogs.sent.request_preview_model import EarlierQuestion, RequestPreview, RequestPreviewImage

SHOWN_OF_DATA = 48


def build_request_preview(
    prepared: PreparedRequest,
    settings: Settings,
    estimate: RequestEstimate,
    spent: Spending,
    can_ask: bool,
    strip: tuple[str, ...] = (),
    looked_at: str = "",
) -> RequestPreview:
    """Returns the content of the preview; its bytes and hashes are those of the request itself.

    `strip` are the ids of the workspace's images in their order, `looked_at` the id of the one to show first.
    """
    shown = json.dumps(_shortened(request_body(prepared.request)), indent=1, ensure_ascii=False)
    items = _items(prepared, settings, estimate.calibration, strip)
    images = [parcel.annotated.id if parcel.annotated is not None else "" for parcel in prepared.images]
    first = images.index(looked_at) if looked_at in images else len(items) - 1
    earlier = _earlier(prepared, items)
    return RequestPreview(
        called_url(prepared.request.endpoint),
        items,
        strip_control_characters(shown),
        _summary(estimate, spent, len(items), len(earlier)),
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
            facts=tuple((name, value) for name, value in item.facts if name != _("Tokens")),
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


def _summary(estimate: RequestEstimate, spent: Spending, images: int, earlier: int) -> str:
    parts = [counted_images(images)]
    if earlier:
        parts.append(counted("{count} earlier question", "{count} earlier questions", earlier))
    parts.append(counted_tokens(estimate.tokens, estimate.exact))
    if estimate.cost_usd is not None:
        parts.append(_("about {amount} plus the answer").format(amount=money(estimate.cost_usd)))
    parts.append(size(estimate.sent_bytes))
    if spent.month_usd:
        spending = _("{today} today, {month} this month")
        parts.append(spending.format(today=amount_spent(spent.today_usd), month=money(spent.month_usd)))
    return " · ".join(parts)


def _items(
    prepared: PreparedRequest, settings: Settings, calibration: TokenCalibration, strip: tuple[str, ...]
) -> tuple[RequestPreviewImage, ...]:
    """Returns the images in the order of the request, numbered as in the strip; earlier ones go on counting."""
    count = max(len(strip), prepared.new_count)
    earlier, new = itertools.count(count + 1), itertools.count(1)
    first_new = len(prepared.images) - prepared.new_count
    items = []
    for at, parcel in enumerate(prepared.images):
        of_strip = parcel.annotated.id if parcel.annotated is not None else ""
        is_earlier = at < first_new
        number = next(earlier) if is_earlier else next(new)
        if of_strip in strip:
            number = strip.index(of_strip) + 1
        items.append(_item(parcel, settings, calibration, number, is_earlier))
    return tuple(items)


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
    form = "PNG" if prepared.mime == "image/png" else "JPEG"
    facts = [(_("Format"), f"{form}, {_by(prepared.size)}")]
    if parcel.annotated is not None:
        facts += _facts_of_image(parcel.annotated, len(prepared.data))
    else:
        facts += [(_("From"), _("an earlier question")), (_("Size"), size(len(prepared.data)))]
        if parcel.previously_sent is not None and parcel.previously_sent.covers:
            count = len(parcel.previously_sent.covers)
            covers = counted(
                "{count} area since it was sent, removed", "{count} areas since it was sent, removed", count
            )
            facts.append((_("Covered"), covers))
    tokens = _("{tokens} · detail: {detail}")
    facts.append((_("Tokens"), tokens.format(tokens=_tokens(seen), detail=value_in_words("detail", prepared.detail))))
    if not model.has_known_rule:
        facts.append((_("Seen"), _("perhaps smaller: {reason}").format(reason=rule_unknown())))
    if prepared.badges:
        numbers = " ".join(circled_digit(place.number) for place in prepared.badges)
        facts.append((_("Marks"), _("{numbers}, also described in the text").format(numbers=numbers)))
    facts.append(("SHA-256", f"{prepared.id[:16]}…"))
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
        _file_words(before.size, before.mime, len(before.data)) if before is not None else "",
        _file_words(prepared.size, prepared.mime, len(prepared.data)),
        _changes(parcel.annotated) if parcel.annotated is not None else "",
        counts,
        tuple(facts),
        parcel.resend_policy,
        resend_policies,
    )


def _file_words(size_px: Size, mime: str, count: int) -> str:
    """Returns size, format and bytes of an image in a line."""
    return f"{_by(size_px)}, {mime.rpartition('/')[2].upper()}, {size(count)}"


def _changes(image: AnnotatedImage) -> str:
    """Returns in a few words what was done to an image; turns are in both views."""
    covers = len(image.redacted_rects)
    marks = len(image.annotations) - len([mark for mark in image.annotations if isinstance(mark, Redaction)])
    parts = [counted("{count} cover", "{count} covers", covers)] if covers else []
    parts += [counted("{count} mark", "{count} marks", marks)] if marks else []
    parts += [_("cropped to {size}").format(size=_by(image.view.size))] if image.crop is not None else []
    return ", ".join(parts) or _("No covers, no marks")


def _facts_of_image(image: AnnotatedImage, sent_bytes: int) -> list[tuple[str, str]]:
    picture = image.source
    name = f", {strip_control_characters(picture.name)[:60]}" if picture.name else ""
    page = _(", {page} of {count}").format(page=picture.page_index + 1, count=picture.page_count)
    sizes = _("{size} (was {original})").format(size=size(sent_bytes), original=size(len(picture.data)))
    facts = [
        (_("From"), f"{_by(picture.size)}{name}{page if picture.page_count > 1 else ''}"),
        (_("Size"), sizes),
        (_("Covered"), _covered(len(image.redacted_rects), picture.compression)),
    ]
    if image.crop is not None:
        facts.append((_("Crop"), _("cropped to {size}").format(size=_by(image.view.size))))
    facts += remark_facts(picture)
    removed = _("None sent (removed: {names})").format(names=", ".join(picture.metadata))
    return [*facts, (_("Metadata"), removed if picture.metadata else _("None sent"))]


def _covered(count: int, compression: CompressionBlocks) -> str:
    if not count:
        return _("nothing")
    areas = counted("{count} area, removed.", "{count} areas, removed.", count)
    if not compression.is_exact:
        more = _("Covers are larger, yet this file type can leave faint traces around them.")
        return sentences(areas, more)
    if not compression.is_lossless:
        return sentences(areas, _("Covers are slightly larger, to suit this file type."))
    return counted("{count} area, removed", "{count} areas, removed", count)


def _tokens(seen: ModelView) -> str:
    return number(seen.tokens) if seen.exact else _("≈ {count}").format(count=number(seen.tokens))


def _by(size_px: Size) -> str:
    return f"{size_px[0]} × {size_px[1]}"
