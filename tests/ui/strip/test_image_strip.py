"""The strip of images."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.workspace.draft import Draft
from desktop.ui.strip.image_strip import ImageStrip
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.images import quarters
from tests.ui.strip.draft_images import images


def test_the_strip_shows_chooses_removes_and_moves(qtbot: QtBot) -> None:
    strip = ImageStrip(Theme(LIGHT, QFont()))
    qtbot.addWidget(strip)
    strip.show_draft(Draft("", images(3), 1), ("1,105", "", "≈ 85"))
    strip.show()
    strip.show_thumbnail("0", PixelBuffer.of(quarters()))
    listed = strip.findChild(QListWidget)
    assert listed is not None
    assert listed.currentRow() == 1
    with qtbot.waitSignal(strip.chosen) as chosen:
        listed.setCurrentRow(2)
    assert chosen.args == [2]
    with qtbot.waitSignal(strip.removed) as removed:
        qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert removed.args == [2]
    with qtbot.waitSignal(strip.moved) as moved:
        qtbot.keyClick(listed, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert moved.args == [2, 1]
    assert not strip.grab().isNull()
    strip.show_draft(Draft(), ())
    assert strip.isHidden()


def test_the_image_that_is_chosen_stays_in_view_where_the_window_becomes_narrow(qtbot: QtBot) -> None:
    strip = ImageStrip(Theme(LIGHT, QFont()))
    qtbot.addWidget(strip)
    strip.resize(1200, 120)
    strip.show_draft(Draft("", images(6), 5), ("",) * 6)
    strip.show()
    listed = strip.findChild(QListWidget)
    assert listed is not None
    strip.resize(400, 120)
    qtbot.waitUntil(lambda: listed.width() < 400)
    qtbot.waitUntil(lambda: listed.viewport().rect().contains(listed.visualItemRect(listed.currentItem()).center()))
    assert listed.visualItemRect(listed.currentItem()).right() <= listed.viewport().width()


def test_each_image_is_named_with_its_place_kind_tokens_and_covers(qtbot: QtBot) -> None:
    strip = ImageStrip(Theme(LIGHT, QFont()))
    qtbot.addWidget(strip)
    covered = images(3)[1]
    for name in ("a", "b"):
        covered = covered.with_annotation(Redaction(name, Rect(1, 1, 4, 4)))
    strip.show_draft(Draft("", (images(1)[0], covered, images(3)[2]), 1), ("1,105", "85", ""))
    strip.show_kinds({"1": "table"})
    listed = strip.findChild(QListWidget)
    assert listed is not None
    names = [listed.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert names == [
        "Picture 1, 10 × 10, 1 of 3, 1,105 tokens",
        "Picture 2, 11 × 10, 2 of 3, table, 85 tokens, covered in 2 places",
        "Picture 3, 12 × 10, 3 of 3",
    ]
