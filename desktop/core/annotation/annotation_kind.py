"""The interface that each kind of annotation implements, once, for everything that all kinds can do.

Annotations are plain values. Coordinates are in whatever frame the annotation is in: source pixels where they are
stored, view pixels where they are painted and clicked.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from desktop.core.annotation.stored_values import read_color, read_pattern, read_text, read_width
from desktop.core.annotation.style import USUAL_WIDTH, LinePattern
from desktop.core.geometry.rect import Point, Rect
from desktop.core.stored_form import StoredForm

A = TypeVar("A")
USUAL_STYLE: Mapping[str, object] = {"width": USUAL_WIDTH, "pattern": LinePattern.SOLID}
ReadValue = Callable[[Any], Any]
_COMMON_READERS: Mapping[str, ReadValue] = {
    "id": read_text,
    "colour": read_color,
    "width": read_width,
    "pattern": read_pattern,
}


class AnnotationKind(ABC, Generic[A]):
    """One kind of annotation: its names, its form in files, and its geometry."""

    name: str
    """The name in files. It is a file format and never changes."""
    hashed_name: str
    """The name in the text whose hash identifies a view (`edits_as_text`). It never changes either."""
    form: StoredForm[A]
    """The type of the values and the keys of their fields in files."""
    readers: tuple[tuple[str, ReadValue], ...]
    """Each key of `form` but those of `_COMMON_READERS`, with what reads it, or raises ValueError or TypeError."""
    hit_by_area = False
    """True if a click anywhere inside means the annotation. Such a one must be selected before it can be dragged, so
    that what lies under it is not moved or uncovered by accident.
    """

    @abstractmethod
    def transformed(self, annotation: A, to: Callable[[Point], Point]) -> A:
        """Returns the annotation with each of its points mapped by `to`."""

    @abstractmethod
    def recolored(self, annotation: A, color: str) -> A:
        """Returns the annotation in another colour ("#rrggbb"), or unchanged where the kind has none."""

    @abstractmethod
    def handles(self, annotation: A) -> tuple[Point, ...]:
        """Returns the points by which it is resized; none where it can only be moved."""

    @abstractmethod
    def with_handle_at(self, annotation: A, handle: int, to: Point) -> A:
        """Returns the annotation with the handle of that index dragged to `to`."""

    @abstractmethod
    def is_hit(self, annotation: A, point: Point, unit: float, reach: float) -> bool:
        """Returns True if a click at `point` means the annotation.

        `unit` is its line width, and `reach` the distance, in pixels, that a click may miss it by.
        """

    @abstractmethod
    def bounds(self, annotation: A, unit: float) -> Rect:
        """Returns the area that it is painted in, at the line width `unit`."""

    def framed_rect(self, annotation: A) -> Rect | None:
        """Returns the area that it points out to the model, if it does so."""
        return None

    def stored_fields(self, annotation: A) -> dict[str, Any]:
        """Returns the fields by their keys in files, without a style that is the usual one."""
        fields = self.form.to_plain(annotation)
        fields = {key: value.value if isinstance(value, LinePattern) else value for key, value in fields.items()}
        return {key: value for key, value in fields.items() if key not in USUAL_STYLE or value != USUAL_STYLE[key]}

    def read(self, stored: Mapping[str, Any]) -> A:
        """Returns the annotation of a JSON object without its "kind". Raises ValueError, TypeError or KeyError where
        the object could not be painted.
        """
        readers = {**_COMMON_READERS, **dict(self.readers)}
        return self.form.from_plain({key: readers.get(key, _unchanged)(value) for key, value in stored.items()})


def _unchanged(value: Any) -> Any:
    return value  # a key that the form does not know, and refuses by its name
