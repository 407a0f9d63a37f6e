"""A packed request → what the window "What is sent" shows of it."""

import json
from typing import Any

from desktop.controllers.usage.price_labels import saving_of
from desktop.core.asking.prepared_request import Packed, Parcel
from desktop.core.asking.request import body
from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.number_badges import sign
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import harmless
from desktop.core.usage.estimate import Forecast
from desktop.core.usage.spending_limits import Spent
from desktop.messages.errors import money, size
from desktop.ui.dialogs.request_preview_model import SentItem, SentView

SHOWN_OF_DATA = 48


def sent_view(
    packed: Packed, settings: Settings, told: Forecast, spent: Spent, can_ask: bool, looked_at: str = ""
) -> SentView:
    """Everything about `packed`; the bytes and hashes are those of the request itself. `looked_at` is a sheet's id."""
    parts = [f"request, {size(told.sent_bytes)}", f"{'' if told.exact else '≈ '}{told.tokens:,} tokens"]
    if told.cost_usd is not None:
        parts.append(f"about {money(told.cost_usd)} before the answer")
    if spent.month_usd:
        parts.append(f"{money(spent.today_usd) if spent.today_usd else 'nothing'} today, ")
        parts[-1] += f"{money(spent.month_usd)} this month"
    shown = json.dumps(_shortened(body(packed.request)), indent=1, ensure_ascii=False)
    items = tuple(_item(parcel, settings) for parcel in packed.parcels)
    sheets = [parcel.sheet.id if parcel.sheet is not None else "" for parcel in packed.parcels]
    first = sheets.index(looked_at) if looked_at in sheets else len(items) - 1
    return SentView(packed.request.endpoint, items, harmless(shown), " · ".join(parts), can_ask, first)


def _shortened(value: Any) -> Any:
    """The request's text with each picture's data cut short."""
    if isinstance(value, dict):
        return {name: _shortened(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_shortened(inside) for inside in value]
    if isinstance(value, str) and value.startswith("data:image/") and len(value) > SHOWN_OF_DATA:
        return f"{value[:SHOWN_OF_DATA]}… ({size(len(value))})"
    return value


def _item(parcel: Parcel, settings: Settings) -> SentItem:
    prepared, model = parcel.prepared, model_at(settings.model, settings.host)
    seen = model.seen(prepared.size, prepared.detail)
    form = "PNG" if prepared.mime == "image/png" else "JPEG"
    facts = [("Format", f"{form}, {_by(prepared.size)}")]
    if parcel.sheet is not None:
        facts += _facts_of_sheet(parcel.sheet, len(prepared.data))
    else:
        facts += [("From", "an earlier question"), ("Size", size(len(prepared.data)))]
    facts.append(("Tokens", f"{'' if seen.exact else '≈ '}{seen.tokens:,} · detail {prepared.detail}"))
    if prepared.numbers:
        facts.append(("Marks", " ".join(sign(place.number) for place in prepared.numbers) + ", named in words"))
    facts.append(("SHA-256", f"{prepared.id[:16]}…"))
    fates = tuple((fate, saving_of(fate, prepared.size, prepared.detail, model)) for fate in Fate)
    return SentItem(prepared.data, prepared.id, tuple(facts), parcel.fate, fates)


def _facts_of_sheet(sheet: Sheet, sent_bytes: int) -> list[tuple[str, str]]:
    picture = sheet.picture
    name = f", {harmless(picture.name)[:60]}" if picture.name else ""
    page = f", {picture.page + 1} of {picture.pages}" if picture.pages > 1 else ""
    covered = len(sheet.covered)
    gone = "nothing"
    if covered:
        gone = f"{covered} area{'' if covered == 1 else 's'}, removed"
        if not picture.grain.proven:
            gone += "; widened generously, but this format may leave faint traces further away"
        elif not picture.grain.fine:
            gone += "; widened, because this format spreads every pixel over its block"
    facts = [
        ("From", f"{_by(picture.size)}{name}{page}"),
        ("Size", f"{size(sent_bytes)} (was {size(len(picture.data))})"),
        ("Covered", gone),
    ]
    if sheet.crop is not None:
        facts.append(("Crop", f"{_by(sheet.frame.size)} of it"))
    came = f" (came with: {', '.join(picture.metadata)})" if picture.metadata else ""
    return [*facts, ("Metadata", f"none leaves{came}")]


def _by(size_px: Size) -> str:
    return f"{size_px[0]} × {size_px[1]}"
