"""Where a picture differs from what leaves of it: found by comparing both, shown by dimming all the rest."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from desktop.ui.theme import ThemeColors

CELLS = 200  # along the longer side of a picture; chosen
LEAST_DIFFERENCE = 14  # of 255, between the means of a cell: resizing and JPEG stay below; chosen
DIMMED = 0.75  # the strength of the ground over what did not change
LINE = 1 / 400  # the width of the line around what did, of the longer side


def changed_places(before: QImage, after: QImage) -> QPainterPath:
    """Returns what differs, in pixels of `after`, with a little room around; empty if nothing does."""
    cells = QSize(after.size()).scaled(CELLS, CELLS, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(after.size())
    cells = cells.expandedTo(QSize(1, 1))
    rows = list(zip(_means(before, cells), _means(after, cells), strict=True))
    wide, high = after.width() / cells.width(), after.height() / cells.height()
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for row, (one, other) in enumerate(rows):
        for start, end in _runs(one, other):
            path.addRect(QRectF((start - 1) * wide, (row - 1) * high, (end - start + 2) * wide, 3 * high))
    return path.simplified()


def with_changes(after: QImage, places: QPainterPath, colors: ThemeColors) -> QImage:
    """Returns what leaves, dimmed except for the places, which have a line around them."""
    shown = after.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(shown)
    rest = QPainterPath()
    rest.addRect(QRectF(shown.rect()))
    ground = QColor(colors.page)
    ground.setAlphaF(DIMMED)
    painter.fillPath(rest.subtracted(places), ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.accent), max(2.0, LINE * max(shown.width(), shown.height()))))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(places)
    painter.end()
    return shown


def _means(image: QImage, cells: QSize) -> list[bytes]:
    """Returns the mean colour of each cell, three bytes for each, by rows."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(cells, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    small = small.convertToFormat(QImage.Format.Format_RGB888)
    data, step = bytes(small.constBits()), small.bytesPerLine()
    return [data[row * step : row * step + 3 * cells.width()] for row in range(cells.height())]


def _runs(one: bytes, other: bytes) -> list[tuple[int, int]]:
    """Returns the runs of cells in a row that differ, each from its first cell to the one after its last."""
    runs: list[tuple[int, int]] = []
    if one == other:
        return runs
    for cell in range(len(one) // 3):
        if any(abs(one[at] - other[at]) >= LEAST_DIFFERENCE for at in range(3 * cell, 3 * cell + 3)):
            if runs and runs[-1][1] == cell:
                runs[-1] = (runs[-1][0], cell + 1)
            else:
                runs.append((cell, cell + 1))
    return runs
