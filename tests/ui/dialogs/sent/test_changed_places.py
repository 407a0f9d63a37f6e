"""What was changed on a picture that leaves is found, whatever its encoding."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.ui.dialogs.sent.changed_places import changed_places, with_changes
from desktop.ui.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")  # fonts


def page(width: int = 1200, height: int = 800) -> QImage:
    """Returns a picture with lines of text."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for line in range(20):
        painter.drawText(QPoint(40, 40 + 36 * line), "The quick brown fox jumps over 13 lazy dogs. " * 3)
    painter.end()
    return image


def covered(image: QImage, place: QRect, color: str = "black") -> QImage:
    result = image.copy()
    painter = QPainter(result)
    painter.fillRect(place, QColor(color))
    painter.end()
    return result


def as_jpeg(image: QImage) -> QImage:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 90)  # type: ignore[call-overload]
    return QImage.fromData(buffer.data())


def test_a_cover_and_a_thin_line_are_found_and_nothing_else() -> None:
    before = page()
    after = covered(covered(before, QRect(300, 200, 180, 40)), QRect(700, 600, 160, 3), "#cf3f17")
    places = changed_places(before, after)
    assert places.contains(QRect(300, 200, 180, 40).center().toPointF())
    assert places.contains(QPoint(780, 601).toPointF())
    assert not places.contains(QPoint(100, 100).toPointF())
    assert places.boundingRect().width() < 620 and places.boundingRect().height() < 460


def test_a_smaller_picture_and_a_jpeg_are_not_changes() -> None:
    before = page(2400, 1600)
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    smaller = before.scaled(1200, 800, whole, smooth)
    assert changed_places(before, smaller).isEmpty()
    assert changed_places(before, as_jpeg(smaller)).isEmpty()
    assert not changed_places(before, as_jpeg(covered(smaller, QRect(10, 10, 60, 20)))).isEmpty()


def test_the_rest_is_dimmed_and_what_changed_is_as_it_leaves() -> None:
    before = page()
    after = covered(before, QRect(300, 200, 180, 40))
    shown = with_changes(after, changed_places(before, after), LIGHT)
    assert shown.pixelColor(390, 220) == QColor("black")
    darkest = min(shown.pixelColor(x, 40 - 4).lightness() for x in range(40, 400))
    assert darkest > 120
    assert shown.size() == after.size()
