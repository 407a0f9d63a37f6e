"""The icons."""

from PySide6.QtWidgets import QApplication

from desktop.ui.icons import STROKES, icon


def test_icons_are_drawn_at_every_size(qapp: QApplication) -> None:
    for name in STROKES:
        for side in (16, 48):
            image = icon(name, "#000000").pixmap(side, side).toImage()
            assert any(image.pixelColor(x, y).alpha() > 50 for x in range(side) for y in range(side)), name
