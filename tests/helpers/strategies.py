"""Random rectangles, points and annotations, for tests of what must hold for all of them."""

from hypothesis import strategies as st

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
from desktop.core.annotation.style import LinePattern
from desktop.core.geometry.rect import Rect

SIZES = st.tuples(st.integers(1, 300), st.integers(1, 300))
POINTS = st.tuples(st.integers(-50, 350).map(float), st.integers(-50, 350).map(float))
WIDTHS = st.sampled_from([0.6, 1.0, 3.0])
PATTERNS = st.sampled_from(LinePattern)
COLORS = st.sampled_from(["#e0482e", "#202020"])


@st.composite
def rects(draw: st.DrawFn, most: int = 300) -> Rect:
    xs = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    ys = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    return Rect(xs[0], ys[0], xs[1], ys[1])


ANNOTATION_OF: dict[type[Annotation], st.SearchStrategy[Annotation]] = {
    NumberBadge: st.builds(NumberBadge, st.just("n"), rects(), st.integers(1, 50), COLORS, WIDTHS),
    Box: st.builds(Box, st.just("b"), rects(), COLORS, WIDTHS, PATTERNS),
    Highlight: st.builds(Highlight, st.just("h"), rects(), COLORS),
    Redaction: st.builds(Redaction, st.just("r"), rects()),
    Arrow: st.builds(Arrow, st.just("a"), POINTS, POINTS, COLORS, WIDTHS, PATTERNS),
    FreehandStroke: st.builds(
        FreehandStroke, st.just("s"), st.lists(POINTS, min_size=1, max_size=9).map(tuple), COLORS, WIDTHS, PATTERNS
    ),
    TextNote: st.builds(TextNote, st.just("t"), POINTS, st.text(min_size=1, max_size=20), COLORS, WIDTHS),
    Line: st.builds(Line, st.just("l"), POINTS, POINTS, COLORS, WIDTHS, PATTERNS),
    Ellipse: st.builds(Ellipse, st.just("e"), rects(), COLORS, WIDTHS, PATTERNS),
    Spotlight: st.builds(Spotlight, st.just("o"), rects()),
}
ANNOTATIONS = st.one_of(*ANNOTATION_OF.values())
