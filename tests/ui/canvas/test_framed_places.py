"""Frames around private places, and their names beside them."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.scene.text_layer_item import EDGE, GROUND, WORDS, TextLayerItem

pytestmark = pytest.mark.usefixtures("qapp")
PLACE = Rect(40, 40, 160, 60)


def painted(*named: tuple[Rect, str], scale: float = 1.0, size: tuple[int, int] = (400, 120)) -> QImage:
    """Returns what is painted over a white image of that size."""
    item = TextLayerItem()
    image = QImage(round(size[0] * scale), round(size[1] * scale), QImage.Format.Format_RGB32)
    item.show_size(size)
    item.show_framed([rect for rect, _ in named], [name for _, name in named])
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    item.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    return image


def names_in(image: QImage) -> list[QPoint]:
    """Returns the pixels in the colour on which names stand."""
    places = (QPoint(x, y) for x in range(image.width()) for y in range(image.height()))
    return [place for place in places if image.pixelColor(place) == GROUND]


def luminance(color: QColor) -> float:
    """Returns the relative luminance of a colour."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_names_have_the_contrast_that_is_asked_for_by_high_contrast_in_every_theme() -> None:
    assert (luminance(GROUND) + 0.05) / (luminance(WORDS) + 0.05) >= 7


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_place_has_an_amber_frame_and_its_name_at_its_right(scale: float) -> None:
    image = painted((PLACE, "E-mail address"), scale=scale)
    above = (QPoint(x, y) for x in range(round(160 * scale)) for y in range(round(40 * scale)))
    assert any(image.pixelColor(place) == EDGE for place in above)
    named = names_in(image)
    assert named and min(place.x() for place in named) > (PLACE.right + 3) * scale
    high = max(place.y() for place in named) - min(place.y() for place in named)
    assert high < 40  # as large as other words, whatever the zoom


def test_a_name_without_room_at_the_right_stands_at_the_left_or_above() -> None:
    place, beside = Rect(140, 60, 220, 80), Rect(230, 60, 390, 80)
    left = names_in(painted((place, "Key"), (beside, "")))
    assert left and max(point.x() for point in left) < place.left - 3
    above = names_in(painted((place, "Key"), (beside, ""), (Rect(10, 60, 130, 80), "")))
    assert above and max(point.y() for point in above) < place.top - 3
    at_edge = names_in(painted((Rect(40, 60, 395, 80), "E-mail address")))
    assert at_edge and max(point.y() for point in at_edge) < 57


def test_a_name_hides_no_other_place_and_no_other_name_and_stays_on_the_picture() -> None:
    below = Rect(40, 46, 160, 66)
    one, two = len(names_in(painted((PLACE, "Key")))), len(names_in(painted((PLACE, "Key"), (below, "Key"))))
    assert two == pytest.approx(2 * one, rel=0.1)
    full = Rect(4, 4, 396, 116)
    assert not names_in(painted((full, "E-mail address")))
    assert not names_in(painted((PLACE, "")))


def test_a_name_leaves_the_frame_of_another_place_whole() -> None:
    for top in range(40, 90, 3):
        other = QRect(QPoint(190, top), QPoint(390, top + 20)).adjusted(-4, -4, 4, 4)
        named = names_in(painted((PLACE, "Key"), (Rect(190, top, 390, top + 20), "")))
        assert named and not any(other.contains(point) for point in named), top


def test_a_name_at_the_edge_of_a_picture_seen_from_afar_is_whole() -> None:
    parts = {top: len(names_in(far(top))) for top in (0, 500, 1160)}
    assert parts[500] and all(part == pytest.approx(parts[500], rel=0.05) for part in parts.values())


def far(top: int) -> QImage:
    return painted((Rect(400, top, 1600, top + 40), "Key"), scale=0.1, size=(4000, 1200))
