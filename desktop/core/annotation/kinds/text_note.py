"""Words written on the image."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.stored_values import WIDTH_KEY, read_point, read_text
from desktop.core.annotation.style import COLORS, USUAL_WIDTH
from desktop.core.geometry.rect import Point, Rect, rounded_point
from desktop.core.stored_form import StoredForm

NOTE_HEIGHT_UNITS = 8.0  # of the letters, in line widths; chosen
LETTER_WIDTH, DENSE_LETTER_WIDTH = 0.62, 1.0  # in letter heights: averages of Latin text, and of Chinese and the like
FIRST_DENSE_LETTER = 0x2E80


@dataclass(frozen=True, slots=True)
class TextNote:
    """`text` on a coloured ground whose top left corner is `at`."""

    id: str
    at: Point
    text: str
    color: str = COLORS[0]
    width: float = USUAL_WIDTH


class TextNoteKind(AnnotationKind[TextNote]):
    """Text notes, which can be moved but not resized. Their bounds are an estimate: there are no fonts here."""

    name = "note"
    hashed_name = "Note"
    form = StoredForm(TextNote, {"id": "id", "at": "at", "text": "text", "colour": "color", **WIDTH_KEY})
    readers = (("at", read_point), ("text", read_text))

    def transformed(self, annotation: TextNote, to: Callable[[Point], Point]) -> TextNote:
        return replace(annotation, at=rounded_point(to(annotation.at)))

    def recolored(self, annotation: TextNote, color: str) -> TextNote:
        return replace(annotation, color=color)

    def handles(self, annotation: TextNote) -> tuple[Point, ...]:
        return ()

    def with_handle_at(self, annotation: TextNote, handle: int, to: Point) -> TextNote:
        raise IndexError("a note has no handles")

    def is_hit(self, annotation: TextNote, point: Point, unit: float, reach: float) -> bool:
        return self.bounds(annotation, unit).contains(point, reach)

    def bounds(self, annotation: TextNote, unit: float) -> Rect:
        height = NOTE_HEIGHT_UNITS * unit
        widths = (
            DENSE_LETTER_WIDTH if ord(letter) >= FIRST_DENSE_LETTER else LETTER_WIDTH for letter in annotation.text
        )
        left, top = annotation.at
        return Rect.from_corners((left, top), (left + height * sum(widths) + height, top + height * 1.5))
