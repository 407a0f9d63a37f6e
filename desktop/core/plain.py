"""Values as plain JSON and back: turns, and what was done to a sheet. What does not fit raises ValueError."""

from dataclasses import asdict, replace
from typing import Any

from desktop.core.area import Area
from desktop.core.errors import Kind, Trouble
from desktop.core.grain import Grain
from desktop.core.marks import Arrow, Box, Mark, Note, Number, Redaction, Stroke
from desktop.core.numbers import Place
from desktop.core.picture import Picture
from desktop.core.sheet import Fate, Sheet
from desktop.core.turn import SentPicture, Stage, Turn, Usage


def turn_to_plain(turn: Turn) -> dict[str, Any]:
    """Every field of a turn, as JSON holds it."""
    return asdict(turn)


def turn_from_plain(held: dict[str, Any]) -> Turn:
    """The turn that `turn_to_plain` made. Raises ValueError."""
    try:
        values = dict(held)
        values["pictures"] = tuple(_sent_from_plain(each) for each in values["pictures"])
        values["stage"] = Stage(values["stage"])
        values["usage"] = Usage(**values["usage"]) if values["usage"] else None
        values["trouble"] = trouble_from_plain(values["trouble"])
        return Turn(**values)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None


def trouble_from_plain(held: dict[str, Any] | None) -> Trouble | None:
    """A trouble out of its JSON form. A kind that this version does not know is told as ours."""
    if not held:
        return None
    known = held.get("kind") in set(Kind)
    return Trouble(**{**held, "kind": Kind(held["kind"]) if known else Kind.OURS})


def numbers_to_plain(numbers: tuple[Place, ...]) -> list[list[int]]:
    """Each place as its number and its four edges."""
    return [[each.number, each.area.left, each.area.top, each.area.right, each.area.bottom] for each in numbers]


def numbers_from_plain(held: list[list[int]]) -> tuple[Place, ...]:
    """What `numbers_to_plain` made. Raises ValueError or TypeError."""
    return tuple(Place(int(number), Area(*map(int, edges))) for number, *edges in held)


def _sent_from_plain(held: dict[str, Any]) -> SentPicture:
    values = dict(held)
    places = values.pop("numbers", ())
    numbers = tuple(Place(each["number"], Area(**each["area"])) for each in places)
    return SentPicture(**{**values, "numbers": numbers, "fate": Fate(values.get("fate", Fate.AGAIN))})


_KINDS: dict[str, type[Mark]] = {
    "number": Number,
    "box": Box,
    "arrow": Arrow,
    "stroke": Stroke,
    "note": Note,
    "redaction": Redaction,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def sheet_to_plain(sheet: Sheet) -> dict[str, Any]:
    """All of a sheet but its id and its picture's bytes, id, size, type and name."""
    picture = sheet.picture
    return {
        "turn": sheet.turn,
        "crop": asdict(sheet.crop) if sheet.crop else None,
        "marks": [{"kind": _NAMES[type(mark)], **asdict(mark)} for mark in sheet.marks],
        "detail": sheet.detail,
        "fate": sheet.fate,
        "page": picture.page,
        "pages": picture.pages,
        "grain": asdict(picture.grain),
        "metadata": list(picture.metadata),
    }


def sheet_from_plain(sheet_id: str, picture: Picture, held: dict[str, Any]) -> Sheet:
    """The sheet that `sheet_to_plain` made, around `picture`. Raises ValueError."""
    try:
        picture = replace(
            picture,
            page=held["page"],
            pages=held["pages"],
            grain=Grain(**held["grain"]),
            metadata=tuple(held["metadata"]),
        )
        crop = Area(**held["crop"]) if held["crop"] else None
        marks = tuple(_mark_from_plain(each) for each in held["marks"])
        return Sheet(sheet_id, picture, held["turn"], crop, marks, held["detail"], Fate(held["fate"]))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None


def _mark_from_plain(held: dict[str, Any]) -> Mark:
    values = dict(held)
    kind = _KINDS[values.pop("kind")]
    for name in ("start", "end", "at"):
        if name in values:
            values[name] = tuple(values[name])
    if "points" in values:
        values["points"] = tuple(map(tuple, values["points"]))
    if "area" in values:
        values["area"] = Area(**values["area"])
    return kind(**values)
