"""All the words in view as one text, which screen readers walk through with a caret of their own.

It is the viewport of the transcript, so that parts and buttons stand in it. Painting, mouse and keys of a viewport
belong to its scroll area: nothing but the text of this text box reaches anybody.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from desktop.ui.screen_reader.growing_text import GrowingText
from desktop.ui.transcript.spoken.row_parts import PartKind, PartSpec


class WholeText(GrowingText):
    """A read-only text without a look. It takes no focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("unseen")  # in the style sheet
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the scroll area has the bars
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)  # the transcript shows what is under the pointer
        self.setAcceptDrops(False)  # what is dropped here is the window's
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAccessibleName(name)
        self.viewport().hide()  # it would lie over the parts


def whole_text(specs: Iterable[PartSpec]) -> str:
    """Returns the words of parts, a line or more for each. A table has a line for each row, its cells after tabs."""
    return "\n".join(_lines(specs))


def _lines(specs: Iterable[PartSpec]) -> Iterator[str]:
    for spec in specs:
        if spec.kind is PartKind.TEXT:
            yield spec.text
        elif spec.kind is PartKind.TABLE:
            yield from ("\t".join(row) for row in spec.cells)
        elif spec.kind is not PartKind.LINK:  # its words stand in a text
            yield spec.name
