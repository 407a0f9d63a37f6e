"""One annotation of each kind in an image of 400×300 pixels, with a point where a click means it."""

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.ellipse import Ellipse
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.highlight import Highlight
from desktop.core.annotation.kinds.line import Line
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.spotlight import Spotlight
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import Annotation
from desktop.core.geometry.rect import Point, Rect

RECT = Rect(100, 80, 220, 160)
SAMPLES: dict[type[Annotation], tuple[Annotation, Point]] = {
    NumberBadge: (NumberBadge("1", RECT, 7), (100.0, 80.0)),
    Box: (Box("1", RECT), (100.0, 120.0)),
    Arrow: (Arrow("1", (100.0, 80.0), (220.0, 160.0)), (160.0, 120.0)),
    FreehandStroke: (FreehandStroke("1", ((100.0, 80.0), (150.0, 140.0), (220.0, 90.0))), (150.0, 140.0)),
    TextNote: (TextNote("1", (100.0, 80.0), "here, 这里"), (110.0, 86.0)),
    Highlight: (Highlight("1", RECT), (160.0, 120.0)),
    Redaction: (Redaction("1", RECT), (160.0, 120.0)),
    Line: (Line("1", (100.0, 80.0), (220.0, 160.0)), (160.0, 120.0)),
    Ellipse: (Ellipse("1", RECT), (100.0, 120.0)),
    Spotlight: (Spotlight("1", RECT), (100.0, 120.0)),
}
