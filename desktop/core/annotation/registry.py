"""Every kind of annotation, once, and what can be done with an annotation of whatever kind.

To add a kind: write its file beside this one, add it to `Annotation` and to `ANNOTATION_KINDS`, and give it a painter
and a tool (ui/canvas). The type checker, tests/core/annotation and tests/ui/canvas/test_tools.py name what is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.kinds.arrow import Arrow, ArrowKind
from desktop.core.annotation.kinds.box import Box, BoxKind
from desktop.core.annotation.kinds.ellipse import Ellipse, EllipseKind
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke, FreehandStrokeKind
from desktop.core.annotation.kinds.highlight import Highlight, HighlightKind
from desktop.core.annotation.kinds.line import Line, LineKind
from desktop.core.annotation.kinds.number_badge import NumberBadge, NumberBadgeKind
from desktop.core.annotation.kinds.redaction import Redaction, RedactionKind
from desktop.core.annotation.kinds.spotlight import Spotlight, SpotlightKind
from desktop.core.annotation.kinds.text_note import TextNote, TextNoteKind
from desktop.core.annotation.style import USUAL_WIDTH, StyleChange, pattern_after
from desktop.core.geometry.rect import Point, Rect

Annotation = NumberBadge | Box | Arrow | FreehandStroke | TextNote | Redaction | Highlight | Line | Ellipse | Spotlight

ANNOTATION_KINDS: tuple[AnnotationKind[Any], ...] = (
    NumberBadgeKind(),
    BoxKind(),
    ArrowKind(),
    FreehandStrokeKind(),
    TextNoteKind(),
    RedactionKind(),
    HighlightKind(),
    LineKind(),
    EllipseKind(),
    SpotlightKind(),
)
KIND_BY_NAME: Mapping[str, AnnotationKind[Any]] = {kind.name: kind for kind in ANNOTATION_KINDS}
_KIND_BY_TYPE: Mapping[type[Annotation], AnnotationKind[Any]] = {kind.form.kind: kind for kind in ANNOTATION_KINDS}


Patterned = Box | Arrow | FreehandStroke | Line | Ellipse
"""The kinds whose lines have a pattern."""
Wide = Patterned | NumberBadge | TextNote
"""The kinds whose lines, discs or letters have a width."""


def kind_of(annotation: Annotation) -> AnnotationKind[Any]:
    """Returns the registered kind of an annotation."""
    return _KIND_BY_TYPE[type(annotation)]


def transform(annotation: Annotation, to: Callable[[Point], Point]) -> Annotation:
    """Returns the annotation with each of its points mapped by `to` and rounded to whole pixels."""
    transformed: Annotation = kind_of(annotation).transformed(annotation, to)
    return transformed


def translate(annotation: Annotation, across: float, down: float) -> Annotation:
    """Returns the annotation moved right and down by so many pixels."""
    return transform(annotation, lambda point: (point[0] + across, point[1] + down))


def recolor(annotation: Annotation, color: str) -> Annotation:
    """Returns the annotation in another colour ("#rrggbb"); a redaction unchanged."""
    recolored: Annotation = kind_of(annotation).recolored(annotation, color)
    return recolored


def width_of(annotation: Annotation) -> float:
    """Returns the multiple of the usual line width that the annotation is painted at."""
    return annotation.width if isinstance(annotation, Wide) else USUAL_WIDTH


def restyle(annotation: Annotation, change: StyleChange) -> Annotation:
    """Returns the annotation after a change of its style, as far as its kind has a colour, a width or a pattern."""
    if isinstance(annotation, Patterned):
        annotation = replace(annotation, pattern=pattern_after(change, annotation.color, annotation.pattern))
    if change.color:
        annotation = recolor(annotation, change.color)
    if change.width and isinstance(annotation, Wide):
        annotation = replace(annotation, width=change.width)
    return annotation


def drag_handles(annotation: Annotation) -> tuple[Point, ...]:
    """Returns the points by which the annotation is resized; none where it can only be moved.

    Corners are numbered clockwise from the top left; an arrow has its start and its end.
    """
    return kind_of(annotation).handles(annotation)


def drag_handle(annotation: Annotation, handle: int, to: Point) -> Annotation:
    """Returns the annotation with one of its handles dragged to `to`; the opposite corner stays."""
    resized: Annotation = kind_of(annotation).with_handle_at(annotation, handle, to)
    return resized


def hit_test(annotation: Annotation, point: Point, unit: float, reach: float) -> bool:
    """Returns True if a click at `point` means the annotation. All are in view pixels: `unit` is the line width, and
    `reach` the distance that a click may miss by.
    """
    return kind_of(annotation).is_hit(annotation, point, unit * width_of(annotation), reach)


def framed_rect(annotation: Annotation) -> Rect | None:
    """Returns the area that the annotation points out, in its own frame; None for those that point out none."""
    return kind_of(annotation).framed_rect(annotation)


def bounds(annotation: Annotation, unit: float) -> Rect:
    """Returns the area that the annotation is painted in, at the line width `unit`; an estimate for a note."""
    return kind_of(annotation).bounds(annotation, unit * width_of(annotation))
