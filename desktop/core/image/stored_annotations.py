"""Stored names of areas and marks, in JSON and in the text whose hash names what a sheet shows (`Sheet.look`).

Hashes and drafts that version 0.1.0 wrote hold these names. Classes and fields may be renamed, these may not.
"""

from collections.abc import Mapping
from typing import Any

from desktop.core.geometry.rect import Rect
from desktop.core.image.annotations import Annotation, Arrow, Box, FreehandStroke, NumberBadge, Redaction, TextNote
from desktop.core.stored_form import StoredForm

RECT = StoredForm(Rect, {"left": "left", "top": "top", "right": "right", "bottom": "bottom"})
MARKS: Mapping[str, StoredForm[Any]] = {
    "number": StoredForm(NumberBadge, {"id": "id", "area": "rect", "number": "number", "colour": "color"}),
    "box": StoredForm(Box, {"id": "id", "area": "rect", "colour": "color"}),
    "arrow": StoredForm(Arrow, {"id": "id", "start": "start", "end": "end", "colour": "color"}),
    "stroke": StoredForm(FreehandStroke, {"id": "id", "points": "points", "colour": "color"}),
    "note": StoredForm(TextNote, {"id": "id", "at": "at", "text": "text", "colour": "color"}),
    "redaction": StoredForm(Redaction, {"id": "id", "area": "rect"}),
}
KINDS: Mapping[type[Annotation], str] = {form.kind: kind for kind, form in MARKS.items()}
_WORDS = {
    "number": "Number",
    "box": "Box",
    "arrow": "Arrow",
    "stroke": "Stroke",
    "note": "Note",
    "redaction": "Redaction",
}


def annotation_to_plain(annotation: Annotation) -> dict[str, Any]:
    """Returns the mark as JSON holds it: its kind, then its fields."""
    kind = KINDS[type(annotation)]
    fields = MARKS[kind].to_plain(annotation)
    plain = {key: RECT.to_plain(value) if isinstance(value, Rect) else value for key, value in fields.items()}
    return {"kind": kind, **plain}


def edits_as_text(turn: int, crop: Rect | None, annotations: tuple[Annotation, ...]) -> str:
    """Returns the text that is hashed to name these edits of a picture: "(0, None, (Box(id='m', area=Area(left=1, …".

    It is written as Python writes a tuple of dataclasses, by the names that the classes and their fields had in 0.1.0.
    """
    words = [_annotation_as_text(annotation) for annotation in annotations]
    listed = f"({words[0]},)" if len(words) == 1 else f"({', '.join(words)})"
    return f"({turn!r}, {_value_as_text(crop)}, {listed})"


def _annotation_as_text(annotation: Annotation) -> str:
    kind = KINDS[type(annotation)]
    return _as_text(_WORDS[kind], MARKS[kind].to_plain(annotation))


def _value_as_text(value: object) -> str:
    return _as_text("Area", RECT.to_plain(value)) if isinstance(value, Rect) else repr(value)


def _as_text(word: str, fields: Mapping[str, Any]) -> str:
    return f"{word}({', '.join(f'{key}={_value_as_text(value)}' for key, value in fields.items())})"
