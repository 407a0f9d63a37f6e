"""Stored names of areas and marks, in JSON and in the text whose hash names what a sheet shows (`Sheet.look`).

Hashes and drafts that version 0.1.0 wrote hold these names. Classes and fields may be renamed, these may not.
"""

from collections.abc import Mapping
from typing import Any

from desktop.core.geometry.rect import Area
from desktop.core.image.annotations import Arrow, Box, Mark, Note, Number, Redaction, Stroke
from desktop.core.stored_form import StoredForm

AREA = StoredForm(Area, {"left": "left", "top": "top", "right": "right", "bottom": "bottom"})
MARKS: Mapping[str, StoredForm[Any]] = {
    "number": StoredForm(Number, {"id": "id", "area": "area", "number": "number", "colour": "colour"}),
    "box": StoredForm(Box, {"id": "id", "area": "area", "colour": "colour"}),
    "arrow": StoredForm(Arrow, {"id": "id", "start": "start", "end": "end", "colour": "colour"}),
    "stroke": StoredForm(Stroke, {"id": "id", "points": "points", "colour": "colour"}),
    "note": StoredForm(Note, {"id": "id", "at": "at", "text": "text", "colour": "colour"}),
    "redaction": StoredForm(Redaction, {"id": "id", "area": "area"}),
}
KINDS: Mapping[type[Mark], str] = {form.kind: kind for kind, form in MARKS.items()}
_WORDS = {
    "number": "Number",
    "box": "Box",
    "arrow": "Arrow",
    "stroke": "Stroke",
    "note": "Note",
    "redaction": "Redaction",
}


def mark_to_plain(mark: Mark) -> dict[str, Any]:
    """Returns the mark as JSON holds it: its kind, then its fields."""
    kind = KINDS[type(mark)]
    fields = MARKS[kind].to_plain(mark)
    plain = {key: AREA.to_plain(value) if isinstance(value, Area) else value for key, value in fields.items()}
    return {"kind": kind, **plain}


def edits_as_text(turn: int, crop: Area | None, marks: tuple[Mark, ...]) -> str:
    """Returns the text that is hashed to name these edits of a picture: "(0, None, (Box(id='m', area=Area(left=1, …".

    It is written as Python writes a tuple of dataclasses, by the names that the classes and their fields had in 0.1.0.
    """
    words = [_mark_as_text(mark) for mark in marks]
    listed = f"({words[0]},)" if len(words) == 1 else f"({', '.join(words)})"
    return f"({turn!r}, {_value_as_text(crop)}, {listed})"


def _mark_as_text(mark: Mark) -> str:
    kind = KINDS[type(mark)]
    return _as_text(_WORDS[kind], MARKS[kind].to_plain(mark))


def _value_as_text(value: object) -> str:
    return _as_text("Area", AREA.to_plain(value)) if isinstance(value, Area) else repr(value)


def _as_text(word: str, fields: Mapping[str, Any]) -> str:
    return f"{word}({', '.join(f'{key}={_value_as_text(value)}' for key, value in fields.items())})"
