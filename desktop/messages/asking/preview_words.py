"""The words of the window “What is sent”: the facts about each picture, and the summary of all."""

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.prepared_request import RequestImage
from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.number_badges import circled_digit
from desktop.core.models.image_rules import ModelView
from desktop.core.untrusted_text import strip_control_characters
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.spending_limits import Spending
from desktop.messages.formatting import amount_spent, counted_images, counted_tokens, money, size
from desktop.messages.images.remarks import remark_facts
from desktop.messages.language.catalogue import _
from desktop.messages.language.isolation import isolated
from desktop.messages.language.locale_forms import counted, number, sentences
from desktop.messages.model_words import rule_unknown
from desktop.messages.settings.setting_values import value_in_words

Fact = tuple[str, str]
"""The name of a fact and its value."""


def request_summary(estimate: RequestEstimate, spent: Spending, images: int, earlier: int) -> str:
    """Returns one line about a request; `earlier` is the number of questions that go along."""
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


def file_words(size_px: Size, mime: str, count: int) -> str:
    """Returns size, format and bytes of an image in a line."""
    parts = (_by(size_px), mime.rpartition("/")[2].upper(), size(count))
    return ", ".join(map(isolated, parts))


def changes(image: AnnotatedImage) -> str:
    """Returns in a few words what was done to an image; turns are in both views."""
    covers = len(image.redacted_rects)
    marks = len(image.annotations) - len([mark for mark in image.annotations if isinstance(mark, Redaction)])
    parts = [counted("{count} cover", "{count} covers", covers)] if covers else []
    parts += [counted("{count} mark", "{count} marks", marks)] if marks else []
    parts += [_("cropped to {size}").format(size=_by(image.view.size))] if image.crop is not None else []
    return ", ".join(parts) or _("No covers, no marks")


def picture_facts(parcel: RequestImage, seen: ModelView, has_known_rule: bool) -> tuple[Fact, ...]:
    """Returns the facts about an image of a request; `seen` is what the model sees of it."""
    prepared = parcel.encoded
    form = "PNG" if prepared.mime == "image/png" else "JPEG"
    facts = [(_("Format"), f"{form}, {_by(prepared.size)}")]
    if parcel.annotated is not None:
        facts += _facts_of_image(parcel.annotated, len(prepared.data))
    else:
        facts += _facts_of_earlier(parcel)
    tokens, detail = _("{tokens} · detail: {detail}"), value_in_words("detail", prepared.detail)
    facts.append((_tokens_label(), tokens.format(tokens=_tokens(seen), detail=detail)))
    if not has_known_rule:
        facts.append((_("Seen"), _("perhaps smaller: {reason}").format(reason=rule_unknown())))
    if prepared.badges:
        numbers = " ".join(circled_digit(place.number) for place in prepared.badges)
        facts.append((_("Marks"), _("{numbers}, also described in the text").format(numbers=numbers)))
    facts.append(("SHA-256", f"{prepared.id[:16]}…"))
    return tuple(facts)


def without_tokens(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Returns the facts that hold where no model sees the image."""
    return tuple((name, value) for name, value in facts if name != _tokens_label())


def _tokens_label() -> str:
    return _("Tokens")


def _facts_of_earlier(parcel: RequestImage) -> list[Fact]:
    facts = [(_("From"), _("an earlier question")), (_("Size"), size(len(parcel.encoded.data)))]
    if parcel.previously_sent is not None and parcel.previously_sent.covers:
        count = len(parcel.previously_sent.covers)
        covers = counted("{count} area since it was sent, removed", "{count} areas since it was sent, removed", count)
        facts.append((_("Covered"), covers))
    return facts


def _facts_of_image(image: AnnotatedImage, sent_bytes: int) -> list[Fact]:
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
