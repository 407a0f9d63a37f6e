"""Images of lines of text, painted by Qt, and of drawings, which the network must not take for text."""

from random import Random
from typing import Any

import cv2
import numpy
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from desktop.adapters.ocr.scripts.script_finder import HEIGHT, SCRIPTS
from tools.script_network.words import LinePart

WIDTH = 256  # columns of a line that is kept
SIZES = (10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32, 40)  # pixels of a font
WIDEST = 3000  # pixels of a line that is painted
LEAST_CONTRAST = 50  # of 255 grey levels
VISIBLE = 12  # grey levels between the background and what counts as a letter
LEAST_INK = 4  # rows and columns with letters
UNKNOWN = -1
"""The label of columns between words, and of digits in other scripts than Latin."""
_GROUNDS = ((255, 255, 255), (250, 250, 248), (30, 30, 30), (18, 18, 24), (240, 240, 240), (60, 63, 65))
_INKS = ((0, 0, 0), (255, 255, 255), (40, 40, 40), (220, 220, 220), (90, 90, 90))
_HINTING = (
    QFont.HintingPreference.PreferNoHinting,
    QFont.HintingPreference.PreferFullHinting,
    QFont.HintingPreference.PreferDefaultHinting,
)
Colour = tuple[int, ...]


def paint_line(script: str, parts: list[LinePart], family: str, chance: Random) -> tuple[Any, Any] | None:
    """Returns a line in grey (uint8, (h, w)) with the label of each of its columns (int8); None if it is of no use.

    A label is the place of a script in SCRIPTS, or UNKNOWN. The line is cut out with some background around it.
    """
    size = chance.choice(SIZES)
    font = _font(script, family, size, chance)
    places, end = _places(script, parts, font, chance)
    width, height = int(end + 4 + size), int(size * 2.4)
    if width > WIDEST:
        return None
    ground, ink = _colours(chance)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(*ground))
    font.setHintingPreference(chance.choice(_HINTING))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor(*ink))
    baseline = size * 1.6
    labels = numpy.full(width, UNKNOWN, numpy.int8)
    for part, (left, advance) in zip(parts, places, strict=True):
        painter.drawText(QPointF(left, baseline), part.text)
        if part.script is not None:
            labels[int(left) : int(left + advance)] = SCRIPTS.index(part.script)
    if chance.random() < 0.05:
        painter.drawLine(QPointF(places[0][0], baseline + 2), QPointF(end, baseline + 2))
    painter.end()
    pixels: Any = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(height, image.bytesPerLine() // 4, 4)
    grey = cv2.cvtColor(numpy.ascontiguousarray(pixels[:, :width, :3]), cv2.COLOR_BGR2GRAY)
    return _cut_out(grey, labels, int(_grey(ground)), chance)


def _font(script: str, family: str, size: int, chance: Random) -> QFont:
    font = QFont(family)
    font.setPixelSize(size)
    font.setBold(chance.random() < 0.2)
    if script != "arabic":
        font.setItalic(chance.random() < 0.08)
    return font


def _places(script: str, parts: list[LinePart], font: QFont, chance: Random) -> tuple[list[tuple[float, float]], float]:
    """Returns the left edge and the advance of each part, and where a next one would begin."""
    metrics = QFontMetricsF(font)
    space = metrics.horizontalAdvance(" ") * chance.choice((0.8, 1, 1, 1, 1.2))
    if script == "cjk" and chance.random() < 0.7:
        space = 0
    places, left = [], 4.0 + font.pixelSize()
    for part in parts:
        advance = metrics.horizontalAdvance(part.text)
        places.append((left, advance))
        left += advance + space
    return places, left


def _colours(chance: Random) -> tuple[Colour, Colour]:
    """Returns colours (red, green, blue) of background and letters that can be told apart."""
    while True:
        ground = _any_colour(chance) if chance.random() < 0.3 else chance.choice(_GROUNDS)
        ink = _any_colour(chance) if chance.random() < 0.4 else chance.choice(_INKS)
        if abs(_grey(ground) - _grey(ink)) > LEAST_CONTRAST:
            return ground, ink


def _any_colour(chance: Random) -> Colour:
    return tuple(chance.randint(0, 255) for _ in range(3))


def _grey(colour: Colour) -> float:
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]


def _cut_out(grey: Any, labels: Any, ground: int, chance: Random) -> tuple[Any, Any] | None:
    """Returns the letters with a random margin, or a little of them cut off, as the finder of lines leaves them."""
    away = numpy.abs(grey.astype(int) - ground) > VISIBLE
    rows, columns = numpy.flatnonzero(away.any(1)), numpy.flatnonzero(away.any(0))
    if len(rows) < LEAST_INK or len(columns) < LEAST_INK:
        return None
    height = int(rows[-1] - rows[0] + 1)
    top = max(0, int(rows[0] - chance.uniform(-0.02, 0.35) * height))
    bottom = int(rows[-1] + 1 + chance.uniform(-0.02, 0.35) * height)
    left = max(0, int(columns[0] - chance.uniform(0, 0.5) * height))
    right = int(columns[-1] + 1 + chance.uniform(0, 0.5) * height)
    return grey[top:bottom, left:right], labels[left:right]


def paint_drawing(chance: Random) -> tuple[Any, Any]:
    """Returns shapes or clouds in grey (uint8, (HEIGHT, w)) with the label "none" for each column (int8)."""
    tall, wide = HEIGHT * 2, WIDTH * 2
    image: Any = numpy.full((tall, wide), chance.randint(0, 255), numpy.uint8)
    if chance.random() < 0.25:
        noise: Any = numpy.frombuffer(chance.randbytes(tall * wide), numpy.uint8).reshape(tall, wide)
        clouds = cv2.GaussianBlur(noise, (0, 0), chance.uniform(0.5, 8)) * chance.uniform(0.5, 2)
        image = numpy.clip(clouds, 0, 255).astype(numpy.uint8)
    else:
        for _ in range(chance.randint(1, 14)):
            _paint_shape(image, chance)
    small = cv2.resize(image, (chance.randint(64, WIDTH), HEIGHT), interpolation=cv2.INTER_AREA)
    return small, numpy.full(small.shape[1], SCRIPTS.index("none"), numpy.int8)


def _paint_shape(image: Any, chance: Random) -> None:
    tall, wide = image.shape
    first, second = ((chance.randint(0, wide), chance.randint(0, tall)) for _ in range(2))
    grey, thickness, draw = chance.randint(0, 255), chance.choice((-1, 1, 2, 3)), chance.random()
    if draw < 0.3:
        cv2.rectangle(image, first, second, grey, thickness)
    elif draw < 0.6:
        cv2.circle(image, first, chance.randint(2, 30), grey, thickness)
    elif draw < 0.8:
        cv2.line(image, first, second, grey, max(1, thickness))
    else:
        axes = (chance.randint(2, 40), chance.randint(2, 30))
        cv2.ellipse(image, first, axes, chance.randint(0, 180), 0, chance.randint(60, 360), grey, thickness)
