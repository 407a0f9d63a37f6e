"""The tools of the canvas in one table: key, icon, label, tooltip, name of the undo step, place in the bar. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.annotation.style import COLORS


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
    REDACT = "R"


NEVER_LABELLED = 99


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as the tool bar and the list of shortcuts show it.

    `step` names an edit with the tool in the undo history. Tools of one `group` stand together in the bar. The lower
    `rank` is, the longer the tool keeps its word, and its place, while the bar loses room.
    """

    tool: Tool
    icon: str
    label: str
    tooltip: str
    step: str
    group: int
    rank: int = NEVER_LABELLED


TOOLS = (
    ToolSpec(Tool.CHOOSE, "choose", "Select", "Select, move and resize marks", "Move mark", 0),
    ToolSpec(Tool.CROP, "crop", "Crop", "Show and send only a part", "Crop", 1, 2),
    ToolSpec(Tool.NUMBER, "number", "Number", "Number a place, to ask about ①", "Number", 2, 1),
    ToolSpec(Tool.BOX, "box", "Box", "Draw a box", "Box", 2, 4),
    ToolSpec(Tool.ARROW, "arrow", "Arrow", "Draw an arrow", "Arrow", 2, 3),
    ToolSpec(Tool.PEN, "pen", "Pen", "Draw by hand", "Stroke", 2, 6),
    ToolSpec(Tool.NOTE, "note", "Text", "Write on the picture", "Text", 2, 5),
    ToolSpec(Tool.HIGHLIGHT, "highlight", "Highlight", "Tint a place; it stays legible", "Highlight", 2, 7),
    ToolSpec(Tool.REDACT, "redact", "Cover", "Cover a place: what is under it is not sent", "Cover", 3, 0),
)
STEP_NAMES = {spec.tool: spec.step for spec in TOOLS}
COLOR_KEYS = {str(number): color for number, color in enumerate(COLORS, 1)}
"""The keys that select a colour on the canvas."""


@dataclass(frozen=True, slots=True)
class ToolState:
    """The tool in use, its colour, the next number, and the id of the chosen annotation (empty for none)."""

    tool: Tool = Tool.CHOOSE
    color: str = ""
    number: int = 1
    chosen: str = ""
