"""Values as plain JSON and back: turns, and what was done to a sheet. What does not fit raises ValueError."""

import math
import re
from dataclasses import replace
from typing import Any

from desktop.core.conversation.turn import SentPicture, Stage, Turn, Usage
from desktop.core.errors import Kind, Trouble
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.annotations import MOST_NUMBER, Mark, Number, Stroke
from desktop.core.image.compression_blocks import Grain
from desktop.core.image.number_badges import Place
from desktop.core.image.source_image import Picture
from desktop.core.image.stored_annotations import AREA, MARKS, mark_to_plain
from desktop.core.model_catalog import DETAILS
from desktop.core.stored_form import StoredForm

_TURN = StoredForm(
    Turn,
    {
        "id": "id",
        "conversation_id": "conversation_id",
        "asked_at": "asked_at",
        "prompt": "prompt",
        "model": "model",
        "host": "host",
        "pictures": "pictures",
        "stage": "stage",
        "answer": "answer",
        "usage": "usage",
        "trouble": "trouble",
        "first_word_s": "first_word_s",
        "retry_s": "retry_s",
        "expected": "expected",
        "parent": "parent",
        "pinned": "pinned",
    },
)
_SENT = StoredForm(
    SentPicture,
    {
        "id": "id",
        "mime": "mime",
        "width": "width",
        "height": "height",
        "bytes": "bytes",
        "detail": "detail",
        "look": "look",
        "numbers": "numbers",
        "fate": "fate",
    },
)
_PLACE = StoredForm(Place, {"number": "number", "area": "area"})
_USAGE = StoredForm(Usage, {"read": "read", "written": "written", "cached": "cached"})
_TROUBLE = StoredForm(
    Trouble,
    {"kind": "kind", "name": "name", "detail": "detail", "status": "status", "code": "code", "seconds": "seconds"},
)
_GRAIN = StoredForm(
    Grain,
    {
        "across": "across",
        "down": "down",
        "reach": "reach",
        "from_right": "from_right",
        "from_bottom": "from_bottom",
        "proven": "proven",
    },
)


def turn_to_plain(turn: Turn) -> dict[str, Any]:
    """Every field of a turn, as JSON holds it."""
    return {
        **_TURN.to_plain(turn),
        "pictures": [sent_to_plain(picture) for picture in turn.pictures],
        "usage": usage_to_plain(turn.usage),
        "trouble": trouble_to_plain(turn.trouble),
    }


def turn_from_plain(held: dict[str, Any]) -> Turn:
    """The turn that `turn_to_plain` made. Raises ValueError."""
    try:
        values = dict(held)
        values["pictures"] = tuple(_sent_from_plain(each) for each in values["pictures"])
        values["stage"] = Stage(values["stage"])
        values["usage"] = _USAGE.from_plain(values["usage"]) if values["usage"] else None
        values["trouble"] = trouble_from_plain(values["trouble"])
        return _TURN.from_plain(values)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None


def usage_to_plain(usage: Usage | None) -> dict[str, Any] | None:
    """The tokens that an endpoint counted, as JSON holds them."""
    return _USAGE.to_plain(usage) if usage else None


def trouble_to_plain(trouble: Trouble | None) -> dict[str, Any] | None:
    """A trouble as JSON holds it."""
    return _TROUBLE.to_plain(trouble) if trouble else None


def trouble_from_plain(held: dict[str, Any] | None) -> Trouble | None:
    """A trouble out of its JSON form. A kind that this version does not know is told as ours."""
    if not held:
        return None
    known = held.get("kind") in set(Kind)
    return _TROUBLE.from_plain({**held, "kind": Kind(held["kind"]) if known else Kind.OURS})


def sent_to_plain(picture: SentPicture) -> dict[str, Any]:
    """A picture that was sent, as JSON holds it: without its bytes."""
    places = [{**_PLACE.to_plain(place), "area": AREA.to_plain(place.area)} for place in picture.numbers]
    return {**_SENT.to_plain(picture), "numbers": places}


def numbers_to_plain(numbers: tuple[Place, ...]) -> list[list[int]]:
    """Each place as its number and its four edges."""
    return [[each.number, each.area.left, each.area.top, each.area.right, each.area.bottom] for each in numbers]


def numbers_from_plain(held: list[list[int]]) -> tuple[Place, ...]:
    """What `numbers_to_plain` made. Raises ValueError or TypeError."""
    return tuple(Place(int(number), Area(*map(int, edges))) for number, *edges in held)


def _sent_from_plain(held: dict[str, Any]) -> SentPicture:
    values = dict(held)
    places = values.get("numbers", ())
    numbers = tuple(Place(place["number"], AREA.from_plain(place["area"])) for place in places)
    return _SENT.from_plain({**values, "numbers": numbers, "fate": Fate(values.get("fate", Fate.AGAIN))})


_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def sheet_to_plain(sheet: Sheet) -> dict[str, Any]:
    """All of a sheet but its id and its picture's bytes, id, size, type and name."""
    picture = sheet.picture
    return {
        "turn": sheet.turn,
        "crop": AREA.to_plain(sheet.crop) if sheet.crop else None,
        "marks": [mark_to_plain(mark) for mark in sheet.marks],
        "detail": sheet.detail,
        "fate": sheet.fate,
        "page": picture.page,
        "pages": picture.pages,
        "grain": _GRAIN.to_plain(picture.grain),
        "metadata": list(picture.metadata),
    }


def sheet_from_plain(sheet_id: str, picture: Picture, held: dict[str, Any]) -> Sheet:
    """The sheet that `sheet_to_plain` made, around `picture`. Raises ValueError."""
    try:
        picture = replace(
            picture,
            page=held["page"],
            pages=held["pages"],
            grain=_GRAIN.from_plain(held["grain"]),
            metadata=tuple(held["metadata"]),
        )
        crop = _area(held["crop"]) if held["crop"] else None
        marks = tuple(_mark_from_plain(each) for each in held["marks"])
        turn, detail = held["turn"], held["detail"]
        whole = Area.whole(picture.size)
        fits = crop is None or (not crop.empty and crop.within(whole) == crop)
        pages = type(picture.page) is int and type(picture.pages) is int and picture.page >= 0
        if turn not in (0, 1, 2, 3) or detail not in (None, *DETAILS) or not fits or not pages:
            raise ValueError("no such sheet")
        return Sheet(sheet_id, picture, int(turn), crop, marks, detail, Fate(held["fate"]))
    except (KeyError, TypeError, AttributeError, OverflowError) as wrong:
        raise ValueError(str(wrong)) from None


def _area(held: dict[str, Any]) -> Area:
    area = AREA.from_plain(held)
    if not all(type(edge) is int for edge in (area.left, area.top, area.right, area.bottom)):
        raise ValueError("edges are whole numbers")
    return area


def _point(held: Any) -> tuple[float, float]:
    x, y = (float(each) for each in held)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("a point is somewhere")
    return x, y


def _mark_from_plain(held: dict[str, Any]) -> Mark:
    """A mark that can be painted, or ValueError: what a file holds ends in a painter, where nothing may go wrong."""
    values = dict(held)
    form = MARKS[values.pop("kind")]
    for name in ("start", "end", "at"):
        if name in values:
            values[name] = _point(values[name])
    if "points" in values:
        values["points"] = tuple(map(_point, values["points"]))
    if "area" in values:
        values["area"] = _area(values["area"])
    mark: Mark = form.from_plain(values)
    words = [values[key] for key in ("id", "text", "colour") if key in values]
    if not all(isinstance(each, str) for each in words) or not re.fullmatch(_COLOUR, values.get("colour", "#000000")):
        raise ValueError("words are text, colours are #rrggbb")
    if isinstance(mark, Stroke) and not mark.points:
        raise ValueError("a stroke has a point")
    if isinstance(mark, Number) and not (type(mark.number) is int and 1 <= mark.number <= MOST_NUMBER):
        raise ValueError("no such number")
    return mark
