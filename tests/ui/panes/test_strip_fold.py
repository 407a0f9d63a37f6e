"""The strip of images and “1 of 2” in the canvas foot, one of which a window shows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import build_mipmaps
from desktop.core.workspace.draft import Draft
from desktop.ui.look.room import NARROW_WINDOW_UNITS
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.images import image_of, quarters


class Narrow:
    """A window with so many images, which shows the one that is chosen."""

    def __init__(self, window: MainWindow, count: int) -> None:
        self.window = window
        pictures = [image_of(quarters(320 + at, 240)) for at in range(count)]
        self.images: tuple[AnnotatedImage, ...] = tuple(image for image, _ in pictures)
        for image, pixels in pictures[:1]:
            window.canvas.show_annotated_image(image)
            window.canvas.show_pixels(image.source.key, build_mipmaps(pixels))
        window.empty.hide()
        window.foot.show(True)
        window.strip.chosen.connect(self.look_at)
        self.look_at(0)

    def look_at(self, index: int) -> None:
        self.window.strip.show_draft(Draft("", self.images, index), ("1,105",) * len(self.images))

    def resize(self, units: float) -> None:
        self.window.resize(self.window.theme.px(units), self.window.theme.px(500))
        QApplication.processEvents()

    def seen(self) -> list[str]:
        """The words on the buttons of the foot that can be seen; an icon alone is its accessible name in brackets."""
        buttons = [button for pill in self.window.foot.pills for button in pill.findChildren(QToolButton)]
        shown = [button for button in buttons if button.isVisible()]
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        words = [(button.toolButtonStyle() is alone, button) for button in shown]
        return [f"({button.accessibleName()})" if is_alone else button.text() for is_alone, button in words]

    def open_menu(self) -> dict[str, QAction]:
        """Opens the menu of the number. Returns its entries by their words."""
        menu = self.number.menu()
        assert isinstance(menu, QMenu)
        menu.popup(self.number.mapToGlobal(self.number.rect().bottomLeft()))
        return {action.text(): action for action in menu.actions() if not action.isSeparator()}

    def button(self, name: str) -> QToolButton:
        (found,) = [one for one in self.window.foot.switch.findChildren(QToolButton) if one.accessibleName() == name]
        return found

    @property
    def number(self) -> QToolButton:
        (found,) = [one for one in self.window.foot.switch.findChildren(QToolButton) if one.menu() is not None]
        return found


@pytest.fixture(params=[1.0, 2.0])
def window(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    window = MainWindow(Theme(LIGHT, qapp.font()).zoomed(request.param))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.canvas.show_annotated_image(None)


def test_below_760_the_foot_says_which_picture_of_how_many_and_the_strip_is_gone(window: MainWindow) -> None:
    narrow = Narrow(window, 2)
    narrow.resize(NARROW_WINDOW_UNITS + 10)
    assert window.strip.isVisible() and window.foot.switch.isHidden()
    narrow.resize(NARROW_WINDOW_UNITS - 10)
    assert window.strip.isHidden() and window.foot.switch.isVisible()
    seen = narrow.seen()
    assert seen[:4] == ["(Previous picture)", "1 of 2", "(Next picture)", "(Add pictures)"]
    assert {"(Copy picture)", "(Save picture)"} <= set(seen) and "(Zoom in)" not in seen
    assert any(words.endswith("%") for words in seen), seen
    left, right = (pill.geometry() for pill in window.foot.pills)
    assert left.right() < right.left() and window.canvas.viewport().geometry().contains(left.united(right))
    narrow.resize(NARROW_WINDOW_UNITS + 10)
    assert window.strip.isVisible() and window.foot.switch.isHidden()
    assert narrow.seen()[0] == "(Zoom out)" or narrow.seen()[0].endswith("%")


def test_where_the_numbers_are_long_the_menu_has_what_there_is_no_room_for(window: MainWindow) -> None:
    narrow = Narrow(window, 2)
    narrow.resize(680)
    switch = window.foot.switch
    window.canvas.set_zoom(1.0)
    seen = []
    for count in (2, 120, 10_000):
        switch.show_images(count - 2, count, "Picture")
        QApplication.processEvents()
        left, right = (pill.geometry() for pill in window.foot.pills)
        assert left.right() < right.left() and window.canvas.viewport().geometry().contains(left.united(right))
        assert narrow.number.fontMetrics().horizontalAdvance(narrow.number.text()) <= narrow.number.width()
        seen.append([words for words in narrow.seen() if words.startswith(("(Prev", "(Next", "(Add"))])
    assert seen == [sorted(words, key=seen[0].index) for words in seen]
    assert len(seen[0]) == 3 and len(seen[0]) >= len(seen[1]) >= len(seen[2])


def test_its_buttons_go_through_the_pictures_and_the_focus_stays_in_it(
    window: MainWindow, qtbot: QtBot, heard: list[str]
) -> None:
    narrow = Narrow(window, 3)
    narrow.resize(700)
    forth = narrow.button("Next picture")
    forth.setFocus()
    qtbot.keyClick(forth, Qt.Key.Key_Space)
    assert narrow.number.text() == "2 of 3" and window.strip.current_index == 1
    assert heard[-1].startswith("Picture 2, ") and "2 of 3" in heard[-1] and "1,105 tokens" in heard[-1]
    assert narrow.number.accessibleName() == heard[-1]
    qtbot.keyClick(forth, Qt.Key.Key_Space)
    assert narrow.number.text() == "3 of 3" and not forth.isEnabled()
    assert narrow.number.hasFocus()
    qtbot.mouseClick(narrow.button("Previous picture"), Qt.MouseButton.LeftButton)
    assert narrow.number.text() == "2 of 3" and forth.isEnabled()


def test_its_menu_has_what_the_strip_does(window: MainWindow, qtbot: QtBot) -> None:
    narrow = Narrow(window, 3)
    narrow.resize(700)
    narrow.look_at(1)
    asked: list[int] = []

    def add_more(row: int, menu: QMenu) -> None:
        asked.append(row)
        menu.addAction("More")

    window.strip.menu_wanted.connect(add_more)
    menu = narrow.number.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert list(entries) == [
        *("Previous picture", "Next picture", "Add pictures", "Remove", "Move left", "Move right", "More")
    ]
    assert asked == [1]
    with qtbot.waitSignal(window.strip.removed) as removed:
        entries["Remove"].trigger()
    assert removed.args == [1]
    with qtbot.waitSignal(window.strip.moved) as moved:
        entries["Move left"].trigger()
    assert moved.args == [1, 0]
    with qtbot.waitSignal(window.strip.add_requested):
        entries["Add pictures"].trigger()


def test_the_focus_goes_along_when_the_window_becomes_narrow_and_wide(window: MainWindow) -> None:
    narrow = Narrow(window, 2)
    narrow.resize(900)
    listed = window.strip.findChild(QListWidget)
    assert listed is not None
    listed.setFocus()
    narrow.resize(700)
    assert narrow.number.hasFocus()
    narrow.resize(900)
    assert listed.hasFocus()
    window.focus_question()
    narrow.resize(700)
    assert window.composer.field.hasFocus()


def test_one_picture_has_no_arrows_and_none_has_no_foot(window: MainWindow) -> None:
    narrow = Narrow(window, 1)
    narrow.resize(700)
    assert narrow.seen()[:2] == ["1 of 1", "(Add pictures)"]
    window.foot.show(False)
    window.strip.show_draft(Draft(), ())
    assert not any(pill.isVisible() for pill in window.foot.pills) and window.strip.isHidden()
    narrow.resize(900)
    assert window.strip.isHidden() and not any(pill.isVisible() for pill in window.foot.pills)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, as a menu opens
def test_an_open_menu_does_nothing_to_pictures_that_are_no_longer_there(window: MainWindow) -> None:
    narrow = Narrow(window, 2)
    narrow.resize(700)
    entries = narrow.open_menu()
    acts = list[tuple[str, object]]()
    window.strip.chosen.connect(lambda index: acts.append(("chosen", index)))
    window.strip.removed.connect(lambda index: acts.append(("removed", index)))
    window.strip.moved.connect(lambda index, to: acts.append(("moved", (index, to))))
    window.strip.show_draft(Draft("", narrow.images[1:], 0), ("",))
    for words in ("Next picture", "Remove", "Move right"):
        entries[words].trigger()
    assert acts == []


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, as a menu opens
def test_an_open_menu_acts_on_its_picture_wherever_that_is_now(window: MainWindow) -> None:
    narrow = Narrow(window, 3)
    narrow.resize(700)
    entries = narrow.open_menu()
    first, second, third = narrow.images
    removed, moved = list[int](), list[tuple[int, int]]()
    window.strip.removed.connect(removed.append)
    window.strip.moved.connect(lambda index, to: moved.append((index, to)))
    window.strip.show_draft(Draft("", (second, first, third), 0), ("", "", ""))
    entries["Remove"].trigger()
    entries["Move right"].trigger()
    assert (removed, moved) == ([1], [(1, 2)])


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, as a menu opens
def test_its_menu_closes_with_it(window: MainWindow) -> None:
    narrow = Narrow(window, 2)
    narrow.resize(700)
    narrow.open_menu()
    menu = narrow.number.menu()
    assert isinstance(menu, QMenu) and menu.isVisible()
    narrow.resize(900)
    assert not menu.isVisible()


def test_its_buttons_stay_where_they_are_while_one_goes_through_the_pictures(window: MainWindow) -> None:
    narrow = Narrow(window, 12)
    narrow.resize(700)
    forth, places, folds = narrow.button("Next picture"), set[QPoint](), set[tuple[str, ...]]()
    for index in range(12):
        narrow.look_at(index)
        QApplication.processEvents()
        places.add(forth.pos())
        folds.add(tuple(words for words in narrow.seen() if words.startswith("(")))
    assert len(places) == len(folds) == 1


def test_the_focus_of_a_button_that_folds_goes_to_the_number(window: MainWindow) -> None:
    narrow = Narrow(window, 2)
    narrow.resize(700)
    narrow.button("Add pictures").setFocus()
    window.foot.switch.fold(0)
    assert narrow.number.hasFocus()


def test_the_same_picture_again_changes_nothing(window: MainWindow) -> None:
    narrow = Narrow(window, 2)
    narrow.resize(700)
    changes = list[bool]()
    window.foot.switch.changed.connect(lambda: changes.append(True))
    narrow.look_at(0)
    window.strip.show_kinds({})
    assert changes == []
    narrow.look_at(1)
    assert changes == [True]


def test_adding_pictures_has_its_key_in_the_words_under_the_pointer(window: MainWindow) -> None:
    assert Narrow(window, 1).button("Add pictures").toolTip() == "Add pictures (Ctrl+O)"
