"""A real canvas that records which places were highlighted and shown."""

from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.canvas import Canvas


class LitCanvas(Canvas):
    """Records places in source pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.lit: list[Rect | None] = []
        self.shown: list[Rect] = []

    def light(self, rect: Rect | None) -> None:
        self.lit.append(rect)
        super().light(rect)

    def go_to(self, rect: Rect) -> None:
        self.shown.append(rect)
        super().go_to(rect)
