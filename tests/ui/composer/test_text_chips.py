"""The chips of the texts beside the question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.core.conversation.attached_text import AttachedText
from desktop.ui.composer.text_chips import TextChips

TEXTS = tuple(AttachedText.of(f"file {number}.log", "a line\n" * 900) for number in range(12))


@pytest.fixture
def chips(qapp: QApplication) -> Iterator[TextChips]:
    chips = TextChips()
    chips.resize(400, 40)
    yield chips
    chips.deleteLater()


def test_each_chip_says_name_size_and_tokens_to_eyes_and_ears(chips: TextChips) -> None:
    chips.show_texts(TEXTS[:1])
    (chip,) = chips.chips
    assert chip.text() == "\u2068file 0.log\u2069 · 6 KB · ≈ 1,575 tokens"
    assert chip.accessibleName() == "Text file 0.log, 6 KB · ≈ 1,575 tokens"
    assert "Delete" in chip.toolTip()
    assert not chips.isHidden()
    chips.show_texts(())
    assert chips.isHidden()


def test_a_name_is_neither_markup_nor_a_key_and_does_not_fill_the_row(chips: TextChips) -> None:
    name = "<img src='file:///etc/passwd'> & a name that goes on and on and on.json"
    chips.show_texts((AttachedText.of(name, "x"),))
    (chip,) = chips.chips
    assert chip.text().startswith("\u2068<img src='file:///et…and on.json\u2069 · ")
    assert "<img" not in chip.toolTip()
    assert "&lt;img" in chip.toolTip()
    assert name in chip.accessibleName()


@pytest.mark.qt_log_ignore("This plugin does not support setting window masks", extend=True)
def test_delete_and_the_menu_remove_and_the_neighbour_gets_the_focus(chips: TextChips) -> None:
    removed: list[int] = []
    asked: list[bool] = []
    chips.removed.connect(removed.append)
    chips.sent_requested.connect(lambda: asked.append(True))
    chips.show_texts(TEXTS[:3])
    chips.show()
    QTest.keyClick(chips.chips[1], Qt.Key.Key_Delete)
    assert removed == [1]
    chips.chips[2].click()
    menu = next(menu for menu in chips.findChildren(QMenu) if menu.isVisible())
    entries = {action.text(): action for action in menu.actions()}
    entries["What is sent"].trigger()
    entries["Remove"].trigger()
    menu.close()
    assert (removed, asked) == ([1, 2], [True])


def test_many_chips_stay_in_one_row_that_scrolls_to_the_focus(chips: TextChips) -> None:
    chips.show_texts(TEXTS[:1])
    height = chips.height()
    chips.show_texts(TEXTS)
    chips.show()
    assert chips.height() == height
    before = chips.horizontalScrollBar().value()
    chips.point_out(11)
    assert chips.horizontalScrollBar().value() > before
