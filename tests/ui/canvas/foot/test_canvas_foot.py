"""The foot of the canvas: its place, its folding, its menu."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import build_mipmaps
from desktop.ui.actions import Actions
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.foot.canvas_foot import CanvasFoot
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.theme import Theme
from tests.helpers.images import image_of, quarters


class Feet:
    """A canvas of 900×600 with an image of 1600×1200 and a foot."""

    def __init__(self, host: QWidget, theme: Theme) -> None:
        self.host = host
        self.actions = Actions(host)
        self.actions["as_seen"].setCheckable(True)
        self.canvas = Canvas()
        self.canvas.setParent(host)
        host.setStyleSheet(style_sheet(theme))
        self.foot = CanvasFoot(self.canvas, self.actions)
        self.foot.height_changed.connect(self.canvas.keep_clear)
        self.canvas.zoomed.connect(self.foot.show_zoom)
        self.actions.show_colors(theme.colors)
        self.foot.show_look(theme)
        image, pixels = image_of(quarters(1600, 1200))
        self.resize(900)
        self.canvas.show()
        self.canvas.show_annotated_image(image)
        self.canvas.show_pixels(image.source.key, build_mipmaps(pixels))
        self.foot.show(True)

    def resize(self, width: int) -> None:
        self.canvas.setGeometry(0, 0, width, 600)

    def labels(self) -> list[str]:
        """What stands on the buttons that can be seen; an icon alone is its accessible name in brackets."""
        seen = []
        for pill in self.foot.pills:
            for button in pill.findChildren(QToolButton):
                if button.isVisible():
                    alone = button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly and not button.menu()
                    seen.append(f"({button.accessibleName()})" if alone else button.text())
        return seen

    def button(self, name: str) -> QToolButton:
        (button,) = [
            button
            for pill in self.foot.pills
            for button in pill.findChildren(QToolButton)
            if button.accessibleName() == name
        ]
        return button


@pytest.fixture
def feet(host: QWidget, theme: Theme) -> Iterator[Feet]:
    feet = Feet(host, theme)
    yield feet
    feet.canvas.show_annotated_image(None)


def test_the_words_go_first_then_the_view_folds_into_its_menu(feet: Feet) -> None:
    zoom = feet.button(f"Zoom: {feet.canvas.zoom * 100:.0f} %").text()
    assert feet.labels() == [
        *("(Zoom out)", zoom, "(Zoom in)", "Fit", "As the model sees it"),
        *("Drag out", "Copy picture", "Save"),
    ]
    folded: list[list[str]] = []
    for width in range(880, 120, -20):
        feet.resize(width)
        labels = [label for label in feet.labels() if not label.endswith("%")]
        if not folded or labels != folded[-1]:
            folded.append(labels)
        left, right = feet.foot.pills
        assert left.geometry().right() < right.x() or width < 200
    assert folded == [
        ["(Zoom out)", "(Zoom in)", "Fit", "As the model sees it", "Drag out", "Copy picture", "Save"],
        ["(Zoom out)", "(Zoom in)", "Fit", "(As the model sees it)", "Drag out", "Copy picture", "Save"],
        [
            *("(Zoom out)", "(Zoom in)", "(Fit the picture)", "(As the model sees it)"),
            *("(Drag the picture out)", "(Copy picture)", "(Save picture)"),
        ],
        ["(Drag the picture out)", "(Copy picture)", "(Save picture)"],
        ["(Copy picture)", "(Save picture)"],
    ]


def test_the_picture_is_fitted_above_the_foot_and_scrolls_clear_of_it(feet: Feet) -> None:
    foot_top = min(pill.y() for pill in feet.foot.pills)
    assert feet.canvas.mapFromScene(0, 1200).y() < foot_top
    assert not feet.canvas.verticalScrollBar().isVisible()
    feet.canvas.set_zoom(1.0)
    bar = feet.canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert feet.canvas.mapFromScene(0, 1200).y() <= min(pill.y() for pill in feet.foot.pills)
    before = [pill.geometry() for pill in feet.foot.pills]
    feet.canvas.horizontalScrollBar().setValue(300)
    bar.setValue(10)
    assert [pill.geometry() for pill in feet.foot.pills] == before
    feet.canvas.fit()
    feet.foot.show(False)
    assert feet.canvas.mapFromScene(0, 1200).y() > foot_top


def test_the_menu_zooms_and_shows_what_has_been_folded_away(feet: Feet, qtbot: QtBot) -> None:
    menu = feet.button(f"Zoom: {feet.canvas.zoom * 100:.0f} %").menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    words = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
    view = ["Fit the picture", "Zoom in", "Zoom out", "As the model sees it"]
    assert words == [*view, "50 %", "100 %", "200 %", "400 %"]
    with qtbot.waitSignal(feet.foot.zoom_chosen) as chosen:
        menu.actions()[-1].trigger()
    assert chosen.args == [4.0]
    with qtbot.waitSignal(feet.actions["as_seen"].triggered):
        menu.actions()[3].trigger()


def test_buttons_show_what_their_actions_show(feet: Feet, qtbot: QtBot) -> None:
    save = feet.button("Save picture")
    assert save.toolTip() == "Save picture (Ctrl+S)"
    feet.actions["save_picture"].setEnabled(False)
    assert not save.isEnabled()
    seen = feet.button("As the model sees it")
    feet.actions["as_seen"].triggered.connect(lambda: feet.actions["as_seen"].setChecked(False))  # not yet
    with qtbot.waitSignal(feet.actions["as_seen"].triggered):
        seen.click()
    assert not seen.isChecked()
    feet.actions["as_seen"].setChecked(True)
    assert seen.isChecked()


def test_a_press_beside_the_buttons_does_not_reach_the_picture(feet: Feet, qtbot: QtBot) -> None:
    edits: list[str] = []
    feet.canvas.edited.connect(lambda name, _: edits.append(name))
    pill = feet.foot.pills[0]
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert edits == []


def test_right_to_left_the_pills_change_sides(feet: Feet, theme: Theme) -> None:
    feet.canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    feet.foot.show_look(theme)
    view, out = feet.foot.pills
    assert out.x() < view.x()
