"""Annotations as JSON, and as the text whose hash identifies what an annotated image shows.

Hashes and drafts that version 0.1.0 wrote contain these names. Classes and fields may be renamed, these may not.
"""

from collections.abc import Mapping
from typing import Any

from desktop.core.annotation.registry import KIND_BY_NAME, Annotation, kind_of
from desktop.core.annotation.stored_values import RECT
from desktop.core.geometry.rect import Rect


def annotation_to_plain(annotation: Annotation) -> dict[str, Any]:
    """Returns the annotation as JSON: its kind, then its fields."""
    kind = kind_of(annotation)
    fields = kind.stored_fields(annotation)
    plain = {key: RECT.to_plain(value) if isinstance(value, Rect) else value for key, value in fields.items()}
    return {"kind": kind.name, **plain}


def annotation_from_plain(stored: Mapping[str, Any]) -> Annotation:
    """Returns the annotation of a JSON object, ready to be painted.

    Raises ValueError, KeyError, TypeError or AttributeError for anything else.
    """
    fields = dict(stored)
    annotation: Annotation = KIND_BY_NAME[fields.pop("kind")].read(fields)
    return annotation


def edits_as_text(quarter_turns: int, crop: Rect | None, annotations: tuple[Annotation, ...]) -> str:
    """Returns the text that is hashed to identify these edits: "(0, None, (Box(id='m', area=Area(left=1, …".

    It is written as Python writes a tuple of dataclasses, with the names that the classes and fields had in 0.1.0.
    """
    texts = [_annotation_as_text(annotation) for annotation in annotations]
    listed = f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
    return f"({quarter_turns!r}, {_value_as_text(crop)}, {listed})"


def _annotation_as_text(annotation: Annotation) -> str:
    kind = kind_of(annotation)
    return _as_text(kind.hashed_name, kind.stored_fields(annotation))


def _value_as_text(value: object) -> str:
    return _as_text("Area", RECT.to_plain(value)) if isinstance(value, Rect) else repr(value)


def _as_text(name: str, fields: Mapping[str, Any]) -> str:
    return f"{name}({', '.join(f'{key}={_value_as_text(value)}' for key, value in fields.items())})"
