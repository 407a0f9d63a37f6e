"""The icons: strokes on a grid of 24 by 24, drawn in one colour at any size and scale."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

# Each stroke is a list of points; a name alone before four numbers is a shape of its own.
STROKES: dict[str, tuple[object, ...]] = {
    "new": (((12, 5), (12, 19)), ((5, 12), (19, 12))),
    "search": (("circle", 10.5, 10.5, 5.5), ((15, 15), (20, 20))),
    "settings": (
        ((4, 7), (20, 7)),
        ((4, 12), (20, 12)),
        ((4, 17), (20, 17)),
        ("dot", 9, 7, 2.2),
        ("dot", 15, 12, 2.2),
        ("dot", 8, 17, 2.2),
    ),
    "undo": (
        ((9, 5), (4.5, 9.5), (9, 14)),
        ((4.5, 9.5), (14, 9.5)),
        ("arc", 9.5, 9.5, 9, 9, 90, -180),
        ((14, 18.5), (9, 18.5)),
    ),
    "redo": (
        ((15, 5), (19.5, 9.5), (15, 14)),
        ((19.5, 9.5), (10, 9.5)),
        ("arc", 5.5, 9.5, 9, 9, 90, 180),
        ((10, 18.5), (15, 18.5)),
    ),
    "fit": (
        ((4, 9), (4, 4), (9, 4)),
        ((15, 4), (20, 4), (20, 9)),
        ((20, 15), (20, 20), (15, 20)),
        ((9, 20), (4, 20), (4, 15)),
    ),
    "open": (((3.5, 19), (3.5, 6), (9, 6), (11, 8.5), (20.5, 8.5), (20.5, 19), (3.5, 19)),),
    "paste": (
        ((8, 5.5), (5, 5.5), (5, 20.5), (19, 20.5), (19, 5.5), (16, 5.5)),
        ((9, 3.5), (15, 3.5), (15, 7.5), (9, 7.5), (9, 3.5)),
    ),
    "panel_left": (((3.5, 5), (20.5, 5), (20.5, 19), (3.5, 19), (3.5, 5)), ((9.5, 5), (9.5, 19))),
    "panel_right": (((3.5, 5), (20.5, 5), (20.5, 19), (3.5, 19), (3.5, 5)), ((14.5, 5), (14.5, 19))),
    "more": (("dot", 6, 12, 1.3), ("dot", 12, 12, 1.3), ("dot", 18, 12, 1.3)),
    "stop": (((7, 7), (17, 7), (17, 17), (7, 17), (7, 7)),),
    "pause": (((9, 6), (9, 18)), ((15, 6), (15, 18))),
    "close": (((6.5, 6.5), (17.5, 17.5)), ((17.5, 6.5), (6.5, 17.5))),
    "choose": (((6, 4), (6, 18), (10, 14.5), (13, 20), (15.2, 19), (12.4, 13.4), (17, 13), (6, 4)),),
    "crop": (((7, 3), (7, 17), (21, 17)), ((3, 7), (17, 7), (17, 21))),
    "number": (("circle", 12, 12, 8.5), ((10.2, 9.6), (12.6, 8), (12.6, 16))),
    "box": (((4, 6), (20, 6), (20, 18), (4, 18), (4, 6)),),
    "arrow": (((5, 19), (19, 5)), ((10.5, 5), (19, 5), (19, 13.5))),
    "pen": (((4.5, 19.5), (6, 14.5), (16, 4.5), (19.5, 8), (9.5, 18), (4.5, 19.5)), ((13.5, 7), (17, 10.5))),
    "note": (((5, 8), (5, 5), (19, 5), (19, 8)), ((12, 5), (12, 19)), ((9, 19), (15, 19))),
    "highlight": (
        ((4, 7), (20, 7), (20, 17), (4, 17), (4, 7)),
        ((4.6, 13), (10.6, 7)),
        ((7, 16.6), (16.6, 7)),
        ((13.2, 17), (19.4, 11)),
    ),
    "line": (((4.5, 19.5), (19.5, 4.5)),),
    "ellipse": (("arc", 3.5, 6, 17, 12, 0, 360),),
    "spotlight": (
        ((3.5, 4.5), (20.5, 4.5), (20.5, 19.5), (3.5, 19.5), (3.5, 4.5)),
        ((8, 9), (16, 9), (16, 15), (8, 15), (8, 9)),
        ((4, 9), (8, 5)),
        ((4, 14), (7, 11)),
        ((17, 13), (20, 10)),
        ((16, 19), (20, 15)),
    ),
    "redact": (((4, 8), (20, 8), (20, 16), (4, 16), (4, 8)),),
    "turn_left": (((4, 10), (4, 4.5)), ((4, 10), (9.5, 10)), ("arc", 4.5, 5, 15, 15, 165, -290)),
    "turn_right": (((20, 10), (20, 4.5)), ((20, 10), (14.5, 10)), ("arc", 4.5, 5, 15, 15, 15, 290)),
    "capture": (
        ((4, 8), (4, 4), (8, 4)),
        ((16, 4), (20, 4), (20, 8)),
        ((20, 16), (20, 20), (16, 20)),
        ((8, 20), (4, 20), (4, 16)),
        ("circle", 12, 12, 3.4),
    ),
    "eye": (("arc", 3, 5.5, 18, 15, 20, 140), ("arc", 3, 3.5, 18, 15, 200, 140), ("circle", 12, 12, 2.8)),
    "colour": (("dot", 12, 12, 7),),
    "minus": (((5, 12), (19, 12)),),
    "copy": (
        ((8.5, 8.5), (19.5, 8.5), (19.5, 19.5), (8.5, 19.5), (8.5, 8.5)),
        ((5.5, 15.5), (4.5, 15.5), (4.5, 4.5), (15.5, 4.5), (15.5, 5.5)),
    ),
    "save": (((12, 4), (12, 15)), ((7, 10.5), (12, 15.5), (17, 10.5)), ((4.5, 19.5), (19.5, 19.5))),
    "grip": tuple(("dot", x, y, 1.2) for x in (9, 15) for y in (6, 12, 18)),
    "up": (((6, 15), (12, 9), (18, 15)),),
    "below": (((6, 9), (12, 15), (18, 9)),),
    "left": (((15, 6), (9, 12), (15, 18)),),
    "right": (((9, 6), (15, 12), (9, 18)),),
    "check": (((5, 12.5), (10, 17.5), (19.5, 7)),),
    "swap": (((4, 8.5), (20, 8.5)), ((16, 4.5), (20, 8.5)), ((20, 15.5), (4, 15.5)), ((8, 19.5), (4, 15.5))),
    "clock": (("circle", 12, 12, 8), ((12, 7.5), (12, 12), (15, 14))),
    "warning": (((12, 4.5), (21, 19.5), (3, 19.5), (12, 4.5)), ((12, 10.5), (12, 14.5)), ((12, 16.9), (12, 17.1))),
    "edit": (((4.5, 19.5), (6, 14.5), (16, 4.5), (19.5, 8), (9.5, 18), (4.5, 19.5)), ((13.5, 7), (17, 10.5))),
    "filter": (((4, 6), (20, 6)), ((7, 12), (17, 12)), ((10, 18), (14, 18))),
    "pin": (((9, 4), (15, 4), (14, 11), (17, 14), (7, 14), (10, 11), (9, 4)), ((12, 14), (12, 20))),
    "out": (
        ((14, 4.5), (19.5, 4.5), (19.5, 10)),
        ((19.5, 4.5), (11, 13)),
        ((10, 6), (5, 6), (5, 19), (18, 19), (18, 14)),
    ),
    "trash": (((5, 7), (19, 7)), ((9, 7), (9, 4), (15, 4), (15, 7)), ((6.5, 7), (7.5, 20), (16.5, 20), (17.5, 7))),
    "talk": (((4, 5), (20, 5), (20, 16), (12, 16), (8, 20), (8, 16), (4, 16), (4, 5)),),
    "cloud": (
        ("arc", 3.5, 9, 8, 8, 90, 180),
        ("arc", 6.5, 5, 10, 10, 170, -150),
        ("arc", 13, 9, 8, 8, 110, -200),
        ((7.5, 17), (17, 17)),
    ),
    "server": (
        ((4, 5), (20, 5), (20, 11), (4, 11), (4, 5)),
        ((4, 13), (20, 13), (20, 19), (4, 19), (4, 13)),
        ("dot", 7.5, 8, 0.6),
        ("dot", 7.5, 16, 0.6),
    ),
    "computer": (((3.5, 5), (20.5, 5), (20.5, 16), (3.5, 16), (3.5, 5)), ((12, 16), (12, 20)), ((8, 20), (16, 20))),
    "picture": (
        ((4, 5), (20, 5), (20, 19), (4, 19), (4, 5)),
        ((4, 16), (9, 11), (13, 15), (16, 12.5), (20, 16)),
        ("dot", 15.5, 9, 0.9),
    ),
    "shield": (((12, 3.5), (19, 6), (19, 12), (16.5, 17), (12, 20.5), (7.5, 17), (5, 12), (5, 6), (12, 3.5)),),
    "keyboard": (
        ((3.5, 7), (20.5, 7), (20.5, 17), (3.5, 17), (3.5, 7)),
        ((7, 10.5), (17, 10.5)),
        ((8, 14), (16, 14)),
    ),
    "appearance": (("circle", 12, 12, 8.5), ("dot", 8.5, 9.5, 0.9), ("dot", 13, 7.8, 0.9), ("dot", 16.2, 11.2, 0.9)),
    "data": (
        ("arc", 5, 4, 14, 5, 0, 360),
        ((5, 6.5), (5, 17.5)),
        ((19, 6.5), (19, 17.5)),
        ("arc", 5, 9.5, 14, 5, 180, 180),
        ("arc", 5, 15, 14, 5, 180, 180),
    ),
    "lock": (((6, 11), (18, 11), (18, 20), (6, 20), (6, 11)), ("arc", 8.5, 5, 7, 10, 0, 180)),
    "again": (("arc", 4.5, 4.5, 15, 15, 120, -300), ((5, 4), (6.2, 8), (10.2, 6.8))),
    "prompts": (((13, 3.5), (5.5, 13.5), (11.5, 13.5), (11, 20.5), (18.5, 10.5), (12.5, 10.5), (13, 3.5)),),
    "attach": (
        (
            (18.5, 11),
            (11, 18.5),
            (7.5, 18.7),
            (5.3, 16.5),
            (5.5, 13),
            (13.5, 5),
            (16, 5),
            (17.6, 7),
            (17.2, 9.3),
            (9.8, 16.5),
        ),
    ),
    "down": (((12, 5), (12, 19)), ((6, 13), (12, 19), (18, 13))),
}
FILLED = ("more", "colour", "redact", "grip")


def path_of(name: str) -> QPainterPath:
    """The strokes of an icon on the grid of 24 by 24."""
    path = QPainterPath()
    for stroke in STROKES[name]:
        assert isinstance(stroke, tuple)
        if isinstance(stroke[0], str):
            kind, x, y, *more = stroke
            if kind == "arc":
                rect = QRectF(x, y, more[0], more[1])
                path.arcMoveTo(rect, more[2])
                path.arcTo(rect, more[2], more[3])
            else:
                path.addEllipse(QPointF(x, y), more[0], more[0])
            continue
        first, *rest = (QPointF(*point) for point in stroke)
        path.moveTo(first)
        for point in rest:
            path.lineTo(point)
    return path


class IconColors:
    """The colours of the theme in force by their names, in the order in which they are asked for."""

    def __init__(self) -> None:
        self.now: Mapping[str, str] = {}

    def translated(self, color: str, before: Mapping[str, str]) -> str:
        """Returns the colour that has the name now which `color` had among those `before`; `color` if it had none."""
        if before is self.now:
            return color
        return next((self.now[name] for name, value in before.items() if value == color and name in self.now), color)


COLORS = IconColors()
"""Icons follow them: a theme may change while a window with icons is open."""


class LineIcon(QIconEngine):
    """Paints an icon in a colour, in another while its button is checked, paler while disabled."""

    def __init__(self, name: str, color: str, color_on: str, made_in: Mapping[str, str]) -> None:
        super().__init__()
        self._name = name
        self._color = color
        self._color_on = color_on
        self._made_in = made_in

    def clone(self) -> QIconEngine:
        return LineIcon(self._name, self._color, self._color_on, self._made_in)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / 24, rect.height() / 24)
        own = self._color_on if state == QIcon.State.On else self._color
        color = QColor(COLORS.translated(own, self._made_in))
        if mode == QIcon.Mode.Disabled:
            color.setAlphaF(0.35)
        pen = QPen(color, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(color if self._name in FILLED else Qt.BrushStyle.NoBrush)
        painter.drawPath(path_of(self._name))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a style that measures before there is room
            return QPixmap()
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


def icon(name: str, color: str, color_on: str = "") -> QIcon:
    """Returns the icon `name` in `color` (#rrggbb), and in `color_on` while its button is checked."""
    return QIcon(LineIcon(name, color, color_on or color, COLORS.now))
