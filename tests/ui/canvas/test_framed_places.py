"""Frames around private places, and their names beside them."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.scene.text_layer_item import EDGE, GROUND, TextLayerItem

pytestmark = pytest.mark.usefixtures("qapp")
PLACE = Rect(40, 40, 160, 60)


def painted(*named: tuple[Rect, str], scale: float = 1.0) -> QImage:
    """Returns what is painted over a white image of 400 by 120 pixels."""
    item, image = TextLayerItem(), QImage(round(400 * scale), round(120 * scale), QImage.Format.Format_RGB32)
    item.show_size((400, 120))
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


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_place_has_an_amber_frame_and_its_name_at_its_right(scale: float) -> None:
    image = painted((PLACE, "an e-mail address"), scale=scale)
    above = (QPoint(x, y) for x in range(round(160 * scale)) for y in range(round(40 * scale)))
    assert any(image.pixelColor(place) == EDGE for place in above)
    named = names_in(image)
    assert named and min(place.x() for place in named) > (PLACE.right + 3) * scale
    high = max(place.y() for place in named) - min(place.y() for place in named)
    assert high < 40  # as large as other words, whatever the zoom


def test_a_name_hides_no_other_place_and_no_other_name_and_stays_on_the_picture() -> None:
    beside = Rect(170, 40, 300, 60)
    assert not names_in(painted((PLACE, "a key"), (beside, "")))
    below = Rect(40, 46, 160, 66)
    one, two = len(names_in(painted((PLACE, "a key")))), len(names_in(painted((PLACE, "a key"), (below, "a key"))))
    assert two < 1.5 * one
    assert not names_in(painted((Rect(40, 40, 395, 60), "an e-mail address")))
    assert not names_in(painted((PLACE, "")))
