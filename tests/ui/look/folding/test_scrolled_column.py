"""A column that scrolls where its window is too low."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look.folding.scrolled_column import ScrolledColumn


def test_it_fills_what_there_is_or_scrolls_to_what_is_wanted(qtbot: QtBot) -> None:
    content = QWidget()
    column, parts = QVBoxLayout(content), [QLabel(str(at)) for at in range(4)]
    for part in parts:
        part.setMinimumSize(120, 100)
        column.addWidget(part)
    area = ScrolledColumn(content)
    qtbot.addWidget(area)
    area.resize(300, 900)
    area.show()
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: content.height() == area.viewport().height() and bar.maximum() == 0)
    area.resize(300, 220)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert area.minimumSizeHint().width() >= 120 and area.minimumSizeHint().height() < 220
    for part in (parts[3], parts[1]):
        area.bring(part)
        assert part.visibleRegion().boundingRect() == part.rect()
    before = bar.value()
    area.bring(parts[1])
    assert bar.value() == before  # what is in view stays where it is
    parts[0].setMinimumHeight(400)
    area.bring(parts[0])
    assert parts[0].mapTo(area.viewport(), parts[0].rect().topLeft()).y() == 0  # its beginning
