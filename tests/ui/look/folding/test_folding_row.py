"""Widgets beside each other, or below one another."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop.ui.look.folding.folding_row import FoldingRow


def shown(row: FoldingRow, width: int) -> FoldingRow:
    row.resize(width, 100)
    row.show()
    QApplication.processEvents()
    return row


def test_widgets_stand_below_one_another_where_they_have_no_room(host: QWidget) -> None:
    first, second = QPushButton("The first of two"), QPushButton("The second of two")
    row = FoldingRow(first, second)
    row.setParent(host)
    wide = first.sizeHint().width() + second.sizeHint().width()
    shown(row, 2 * wide)
    assert first.y() == second.y() and first.x() < second.x()
    shown(row, wide - 1)
    assert row.is_folded and first.x() == second.x() and first.geometry().bottom() < second.y()
    assert row.minimumSizeHint().width() < wide  # whoever holds it may make it so narrow


def test_words_that_may_wrap_have_a_width_before_the_row_folds(host: QWidget) -> None:
    words, button = QLabel("Many words. " * 20, wordWrap=True), QPushButton("One")
    row = FoldingRow(words, button, stretches=(1, 0), least=200)
    row.setParent(host)
    assert not shown(row, 800).is_folded
    assert shown(row, 150 + button.sizeHint().width()).is_folded


def test_widgets_that_need_less_or_more_room_are_placed_anew(host: QWidget) -> None:
    first, second = QPushButton("The first of two"), QPushButton("The second of two")
    row = FoldingRow(first, second)
    row.setParent(host)
    shown(row, first.sizeHint().width() + second.sizeHint().width() - 1)
    assert row.is_folded
    second.setText("Two")
    QApplication.processEvents()
    assert not row.is_folded
    second.setText("The second of two")
    QApplication.processEvents()
    assert row.is_folded
    first.hide()
    QApplication.processEvents()
    assert not row.is_folded
