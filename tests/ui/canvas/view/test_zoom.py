"""Zoom and panning."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import build_mipmaps
from desktop.ui.canvas.canvas import Canvas
from tests.helpers.images import image_of, quarters


def test_the_canvas_fits_zooms_at_the_pointer_and_pans(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    zooms: list[float] = []
    canvas.zoomed.connect(zooms.append)
    shown, pixels = image_of(quarters(1600, 1200))
    canvas.show_annotated_image(shown)
    canvas.show_pixels(shown.source.key, build_mipmaps(pixels))
    assert canvas.zoom == pytest.approx(252 / 1200, rel=0.1)
    canvas.resize(800, 600)
    assert canvas.zoom == pytest.approx(552 / 1200, rel=0.1)
    spot = QPointF(100, 80)
    before = canvas.mapToScene(spot.toPoint())
    wheel = QWheelEvent(
        spot,
        canvas.mapToGlobal(spot),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), wheel)
    after = canvas.mapToScene(spot.toPoint())
    assert abs(before.x() - after.x()) < 3
    assert abs(before.y() - after.y()) < 3
    canvas.set_zoom(1.0)
    assert zooms[-1] == pytest.approx(1.0)
    value = canvas.horizontalScrollBar().value()
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(200, 200))
    qtbot.mouseMove(canvas.viewport(), QPoint(150, 200))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(150, 200))
    assert canvas.horizontalScrollBar().value() == value + 50
    qtbot.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton)
    assert canvas.zoom < 0.6
    colors = canvas.grab().toImage()
    assert colors.pixelColor(300, 200).red() > 180
    canvas.show_annotated_image(None)
