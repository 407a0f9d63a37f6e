"""The tools of the canvas in one table: key, icon, label, tooltip, name of the undo step, place in the bar. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.annotation.style import COLORS, WIDTHS, LinePattern, MarkStyle, StyleChange
from desktop.messages.language.catalogue import N_, _


class Tool(StrEnum):
    """The tools. A value is the key that selects the tool on the canvas; it is declared here and nowhere else."""

    CHOOSE = "V"
    CROP = "C"
    NUMBER = "N"
    BOX = "B"
    ARROW = "A"
    PEN = "P"
    NOTE = "T"
    HIGHLIGHT = "H"
    LINE = "L"
    ELLIPSE = "E"
    SPOTLIGHT = "S"
    REDACT = "R"


NEVER_LABELLED = 99


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as the tool bar and the list of shortcuts show it.

    Its texts are translated where they are shown. `step` names an edit with the tool in the undo history. Tools of one
    `group` stand together in the bar. The lower `rank` is, the longer the tool keeps its word, and its place, while the
    bar loses room.
    """

    tool: Tool
    icon: str
    label: str
    tooltip: str
    step: str
    group: int
    rank: int = NEVER_LABELLED


TOOLS = (
    ToolSpec(Tool.CHOOSE, "choose", N_("Select"), N_("Select, move and resize marks"), N_("Move mark"), 0),
    ToolSpec(Tool.CROP, "crop", N_("Crop"), N_("Keep only a part"), N_("Crop"), 1, 2),
    ToolSpec(Tool.NUMBER, "number", N_("Number"), N_("Add a number to ask about ①"), N_("Number"), 2, 1),
    ToolSpec(Tool.BOX, "box", N_("Box"), N_("Draw a box"), N_("Box"), 2, 4),
    ToolSpec(Tool.ARROW, "arrow", N_("Arrow"), N_("Draw an arrow"), N_("Arrow"), 2, 3),
    ToolSpec(Tool.PEN, "pen", N_("Pen"), N_("Draw freehand"), N_("Stroke"), 2, 6),
    ToolSpec(Tool.NOTE, "note", N_("Text"), N_("Write on the picture"), N_("Text"), 2, 5),
    ToolSpec(Tool.HIGHLIGHT, "highlight", N_("Highlight"), N_("Highlight; it stays readable"), N_("Highlight"), 2, 7),
    ToolSpec(Tool.LINE, "line", N_("Line"), N_("Draw a straight line"), N_("Line"), 2, 8),
    ToolSpec(Tool.ELLIPSE, "ellipse", N_("Ellipse"), N_("Draw an ellipse"), N_("Ellipse"), 2, 9),
    ToolSpec(
        Tool.SPOTLIGHT, "spotlight", N_("Spotlight"), N_("Darken all around; it hides nothing"), N_("Spotlight"), 2, 10
    ),
    ToolSpec(Tool.REDACT, "redact", N_("Cover"), N_("Cover: what is under it is not sent"), N_("Cover"), 3, 0),
)
STEP_NAMES = {spec.tool: spec.step for spec in TOOLS}
LABELS = {spec.tool: spec.label for spec in TOOLS}
MOVE_STEP, RESIZE_STEP, DELETE_STEP = N_("Move mark"), N_("Resize mark"), N_("Delete mark")
COLOR_STEP, STYLE_STEP = N_("Colour"), N_("Line style")
UNCROP_STEP = N_("Remove crop")
"""Names of edits in the undo history that go with no tool of their own."""
COLOR_KEYS = {str(number): color for number, color in enumerate(COLORS, 1)}
"""The keys that select a colour on the canvas."""
THINNER_KEY, THICKER_KEY, PATTERN_KEY = "[", "]", "D"
"""The keys that step through the widths and the patterns of lines on the canvas."""
_COLORS = (N_("Red"), N_("Amber"), N_("Green"), N_("Blue"), N_("Violet"), N_("Black"))
_WIDTHS = (N_("Thin"), N_("Medium"), N_("Thick"), N_("Very thick"))
_PATTERNS = (N_("Solid line"), N_("Dashed line"), N_("Dotted line"))
COLOR_NAMES = dict(zip(COLORS, _COLORS, strict=True))
WIDTH_NAMES = dict(zip(WIDTHS, _WIDTHS, strict=True))
PATTERN_NAMES = dict(zip(LinePattern, _PATTERNS, strict=True))
"""What the styles that are offered are called."""


def style_words(change: StyleChange) -> str:
    """Returns the words for what is chosen of the style: “Red”, “Thick”, “Dashed line”."""
    names = (COLOR_NAMES.get(change.color), WIDTH_NAMES.get(change.width))
    pattern = PATTERN_NAMES[change.pattern] if change.pattern is not None else None
    return ", ".join(_(name) for name in (*names, pattern) if name)


@dataclass(frozen=True, slots=True)
class ToolState:
    """The tool in use, the style of new marks, the next number, the id of the chosen annotation (empty for none)."""

    tool: Tool = Tool.CHOOSE
    style: MarkStyle = MarkStyle()
    number: int = 1
    chosen: str = ""
