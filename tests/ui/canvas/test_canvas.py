"""The canvas and its tools, by mouse and by keyboard; the marks as they are painted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.annotations import COLOURS, Arrow, Box, Note, Number, Redaction, Stroke
from desktop.core.image.compression_blocks import Grain
from desktop.core.image.pixel_buffer import pyramid
from desktop.ui.canvas.annotation_painter import drawn
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.tool_bar import ToolBar
from desktop.ui.canvas.tools import Tool
from desktop.ui.theme import LIGHT
from tests.images import quarters, sheet_of


class Desk:
    """A canvas on a sheet of 400×300, at 100 %, that takes every edit as the desk would."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.canvas = Canvas()
        qtbot.addWidget(self.canvas)
        self.canvas.show_colours(LIGHT)
        self.canvas.resize(500, 400)
        self.canvas.show()
        self.sheet, self.pixels = sheet_of(quarters(400, 300))
        self.steps: list[str] = []
        self.canvas.edited.connect(self.take)
        self.show()
        self.canvas.show_picture(self.sheet.picture.key, pyramid(self.pixels))
        self.canvas.setFocus()

    def show(self) -> None:
        self.canvas.show_sheet(self.sheet, max((0, *(mark.number for mark in self.sheet.numbers))) + 1)

    def take(self, name: str, sheet: Sheet) -> None:
        self.steps.append(name)
        self.sheet = sheet
        self.show()

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def drag(self, *way: tuple[float, float], shift: bool = False) -> None:
        port, held = self.canvas.viewport(), Qt.KeyboardModifier.NoModifier
        if shift:
            held = Qt.KeyboardModifier.ShiftModifier
        self.bot.mousePress(port, Qt.MouseButton.LeftButton, held, self.at(*way[0]))
        for point in way[1:]:
            self._move(self.at(*point), held)
        self.bot.mouseRelease(port, Qt.MouseButton.LeftButton, held, self.at(*way[-1]))

    def _move(self, to: QPoint, held: Qt.KeyboardModifier) -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        where = QPointF(to)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            where,
            self.canvas.viewport().mapToGlobal(where),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            held,
        )
        QApplication.sendEvent(self.canvas.viewport(), event)

    def click(self, x: float, y: float) -> None:
        self.bot.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=self.at(x, y))

    def key(self, key: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.canvas, key, held)

    def colour(self, x: float, y: float) -> tuple[int, int, int]:
        place = self.at(x, y)
        seen = self.canvas.viewport().grab().toImage().pixelColor(place)
        return seen.red(), seen.green(), seen.blue()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.canvas.show_sheet(None)


def test_each_tool_makes_its_mark_in_one_step(desk: Desk) -> None:
    for key, way in (
        ("n", ((20, 20), (60, 40), (100, 60))),
        ("b", ((120, 20), (180, 40), (200, 60))),
        ("a", ((20, 100), (60, 110), (100, 140))),
        ("p", ((120, 100), (150, 140), (200, 100))),
        ("r", ((220, 100), (250, 140), (300, 120))),
    ):
        desk.key(key)
        desk.drag(*way)
    assert desk.steps == ["Number", "Box", "Arrow", "Stroke", "Redact"]
    number, box, arrow, stroke, redaction = desk.sheet.marks
    assert number == Number(number.id, Area(20, 20, 100, 60), 1, COLOURS[0])
    assert box == Box(box.id, Area(120, 20, 200, 60), COLOURS[0])
    assert arrow == Arrow(arrow.id, (20, 100), (100, 140), COLOURS[0])
    assert isinstance(stroke, Stroke)
    assert stroke.points == ((120, 100), (150, 140), (200, 100))
    assert redaction == Redaction(redaction.id, Area(220, 100, 300, 120))
    assert desk.colour(260, 110) == (0, 0, 0)


def test_a_click_numbers_a_point_and_numbers_go_on(desk: Desk) -> None:
    desk.key("n")
    desk.click(50, 60)
    desk.click(150, 60)
    assert [(mark.number, mark.area) for mark in desk.sheet.numbers] == [
        (1, Area(50, 60, 50, 60)),
        (2, Area(150, 60, 150, 60)),
    ]


def test_beside_the_picture_nothing_is_marked_and_the_choice_is_let_go(desk: Desk) -> None:
    desk.canvas.resize(900, 700)
    desk.key("n")
    desk.click(50, 60)
    assert desk.canvas._hand.chosen
    desk.click(-40, 60)
    desk.drag((-60, -60), (-30, -30), (100, 100))
    assert len(desk.sheet.marks) == 1
    assert not desk.canvas._hand.chosen


def test_a_click_between_pixels_is_a_point_too(desk: Desk) -> None:
    desk.canvas.set_zoom(0.73)
    desk.key("n")
    desk.click(50.4, 60.7)
    assert desk.sheet.numbers[0].area.is_point


def test_a_cover_is_chosen_before_it_moves(desk: Desk) -> None:
    desk.sheet = desk.sheet.marked(Redaction("r", Area(100, 100, 200, 180)))
    desk.show()
    desk.drag((150, 140), (160, 150), (200, 190))
    assert desk.steps == []
    assert desk.canvas._hand.chosen == "r"
    desk.drag((150, 140), (160, 150), (160, 150))
    assert desk.sheet.covered == (Area(110, 110, 210, 190),)


def test_a_drag_previews_and_edits_once_and_esc_gives_it_up(desk: Desk) -> None:
    desk.key("b")
    port = desk.canvas.viewport()
    desk.bot.mousePress(port, Qt.MouseButton.LeftButton, pos=desk.at(50, 50))
    desk._move(desk.at(200, 150), Qt.KeyboardModifier.NoModifier)
    assert desk.steps == []
    assert desk.colour(50, 100) != (220, 20, 20)  # its line is there already
    desk.key(Qt.Key.Key_Escape)
    desk.bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=desk.at(200, 150))
    assert desk.steps == []
    assert desk.sheet.marks == ()
    desk.key(Qt.Key.Key_Escape)
    assert desk.canvas.tool is Tool.CHOOSE


def test_a_gesture_that_began_on_another_state_of_the_sheet_is_given_up(desk: Desk) -> None:
    desk.sheet = desk.sheet.marked(Box("m", Area(100, 100, 200, 180)))
    desk.show()
    port = desk.canvas.viewport()
    desk.bot.mousePress(port, Qt.MouseButton.LeftButton, pos=desk.at(100, 140))
    desk._move(desk.at(130, 160), Qt.KeyboardModifier.NoModifier)
    desk.sheet = desk.sheet.without("m").marked(Redaction("r", Area(1, 1, 50, 50)))  # a redo, in the middle of it
    desk.show()
    desk._move(desk.at(140, 170), Qt.KeyboardModifier.NoModifier)
    desk.bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=desk.at(140, 170))
    assert desk.steps == []
    assert [mark.id for mark in desk.sheet.marks] == ["r"]


def test_shift_makes_squares_and_straight_arrows(desk: Desk) -> None:
    desk.key("b")
    desk.drag((50, 50), (80, 60), (110, 70), shift=True)
    desk.key("a")
    desk.drag((200, 50), (220, 51), (260, 58), shift=True)
    box, arrow = desk.sheet.marks
    assert isinstance(box, Box)
    assert box.area == Area(50, 50, 110, 110)
    assert isinstance(arrow, Arrow)
    assert arrow.end[1] == 50


def test_marks_are_chosen_moved_resized_recoloured_and_deleted(desk: Desk) -> None:
    desk.sheet = desk.sheet.marked(Box("m", Area(100, 100, 200, 180)))
    desk.show()
    desk.drag((100, 140), (110, 150), (130, 160))
    assert desk.sheet.mark("m") == Box("m", Area(130, 120, 230, 200))
    desk.drag((230, 200), (240, 220), (260, 230))
    assert desk.sheet.mark("m") == Box("m", Area(130, 120, 260, 230))
    desk.key("4")
    assert desk.sheet.mark("m") == Box("m", Area(130, 120, 260, 230), COLOURS[3])
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert desk.sheet.mark("m") == Box("m", Area(131, 130, 261, 240), COLOURS[3])
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert desk.sheet.mark("m") == Box("m", Area(131, 130, 260, 240), COLOURS[3])
    desk.key(Qt.Key.Key_Delete)
    assert desk.sheet.marks == ()
    assert desk.steps == ["Move mark", "Resize mark", "Colour", "Move mark", "Move mark", "Resize mark", "Delete mark"]


def test_everything_can_be_placed_with_the_keyboard_alone(desk: Desk) -> None:
    for key in "nbar":
        desk.key(key)
        desk.key(Qt.Key.Key_Return)
        desk.key(Qt.Key.Key_Escape)
    assert [type(mark) for mark in desk.sheet.marks] == [Number, Box, Arrow, Redaction]
    desk.key("v")
    desk.key(Qt.Key.Key_Escape)
    for at in range(4):
        desk.key(Qt.Key.Key_Tab)
        assert desk.canvas._hand.chosen == desk.sheet.marks[at].id
    desk.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    desk.key(Qt.Key.Key_Delete)
    assert [type(mark) for mark in desk.sheet.marks] == [Number, Box, Redaction]
    desk.key("c")
    desk.key(Qt.Key.Key_Return)
    assert desk.sheet.crop is not None
    before = desk.sheet.crop
    desk.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert desk.sheet.crop == before.moved(10, 0)
    desk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert desk.sheet.crop.bottom == before.bottom + 1
    desk.key(Qt.Key.Key_Return)
    assert desk.canvas.tool is Tool.CHOOSE
    desk.key("c")
    desk.key(Qt.Key.Key_Delete)
    assert desk.sheet.crop is None


def test_a_screen_reader_hears_which_mark_is_chosen(desk: Desk) -> None:
    area = Area(20, 20, 100, 60)
    for mark in (
        *(Number("1", area, 1), Box("2", area), Arrow("3", (20, 20), (90, 50))),
        *(Stroke("4", ((20, 20), (90, 50))), Note("5", (20, 20), "here"), Redaction("6", area)),
    ):
        desk.sheet = desk.sheet.marked(mark)
    desk.show()
    heard = []
    for _ in desk.sheet.marks:
        desk.key(Qt.Key.Key_Tab)
        heard.append(desk.canvas.accessibleDescription())
    words = ("Number", "Box", "Arrow", "Stroke", "Note", "Redaction")
    assert heard == [f"{word} {at} of 6" for at, word in enumerate(words, 1)]


def test_the_crop_is_drawn_moved_and_pulled_on_the_whole_picture(desk: Desk) -> None:
    desk.key("c")
    desk.drag((100, 50), (200, 100), (300, 250))
    assert desk.sheet.crop == Area(100, 50, 300, 250)
    assert desk.canvas.sceneRect().width() == 400
    desk.drag((200, 150), (210, 160), (220, 160))
    assert desk.sheet.crop == Area(120, 60, 320, 260)
    desk.drag((320, 260), (350, 270), (380, 280))
    assert desk.sheet.crop == Area(120, 60, 380, 280)
    desk.key("v")
    assert desk.canvas.sceneRect().width() == 260


def test_tools_work_in_a_picture_that_is_turned_and_cropped(desk: Desk) -> None:
    desk.sheet = desk.sheet.cropped(Area(100, 0, 300, 300)).turned(1)
    desk.show()
    assert desk.canvas.sceneRect().size().toTuple() == (300, 200)
    desk.key("r")
    desk.drag((0, 0), (20, 20), (60, 40))
    assert desk.sheet.marks[0].area == Area(100, 240, 140, 300)  # type: ignore[union-attr]
    assert desk.colour(30, 20) == (0, 0, 0)
    assert desk.colour(30, 60) != (0, 0, 0)


def test_text_is_typed_on_the_picture_and_changed(desk: Desk) -> None:
    desk.key("t")
    desk.click(100, 100)
    editor = desk.canvas._editor
    assert editor.isVisible()
    desk.bot.keyClicks(editor, "look here")
    desk.bot.keyClick(editor, Qt.Key.Key_Return)
    (note,) = desk.sheet.marks
    assert isinstance(note, Note)
    assert (note.text, note.at) == ("look here", (100, 100))
    desk.click(102, 102)
    desk.bot.keyClicks(editor, "there")
    desk.bot.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.sheet.marks == (note,)
    desk.click(102, 102)
    editor.clear()
    desk.bot.keyClick(editor, Qt.Key.Key_Return)
    assert not desk.sheet.marks
    assert desk.steps == ["Text", "Delete mark"]


def test_a_cover_is_shown_as_wide_as_it_will_be(desk: Desk) -> None:
    from dataclasses import replace

    lossy = replace(desk.sheet.picture, grain=Grain(16, 16, 2))
    desk.sheet = replace(desk.sheet, picture=lossy).marked(Redaction("r", Area(100, 100, 101, 101)))
    desk.show()
    assert desk.colour(95, 95) == (0, 0, 0)
    assert desk.colour(113, 113) == (0, 0, 0)
    assert desk.colour(120, 120) != (0, 0, 0)


def test_a_number_is_spoken_of_and_lit(desk: Desk) -> None:
    desk.sheet = desk.sheet.marked(Number("n", Area(100, 100, 200, 150), 7))
    desk.show()
    desk.click(100, 100)
    with desk.bot.waitSignal(desk.canvas.number_named) as named:
        desk.bot.mouseDClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.at(100, 100))
    assert named.args == [7]
    before = desk.colour(94, 125)
    desk.canvas.light(Area(100, 100, 200, 150))
    assert desk.colour(91, 125) != before
    desk.canvas.set_zoom(8.0)
    desk.canvas.go_to(Area(300, 250, 320, 260))
    assert desk.canvas.visible_area.holds((310, 255))


def test_numbers_end_at_fifty(desk: Desk) -> None:
    desk.sheet = desk.sheet.marked(Number("n", Area(1, 1, 1, 1), 50))
    desk.show()
    desk.key("n")
    with desk.bot.waitSignal(desk.canvas.numbers_used_up):
        desk.click(100, 100)
    assert len(desk.sheet.marks) == 1


def test_what_the_model_sees_is_shown_in_place_and_left_by_an_edit(desk: Desk) -> None:
    desk.sheet = desk.sheet.marked(Redaction("r", Area(0, 0, 50, 50)))
    desk.show()
    seen = drawn(desk.sheet, quarters(200, 150))
    from desktop.core.image.pixel_buffer import Pixels

    desk.canvas.show_as_seen(pyramid(Pixels.of(seen)))
    assert desk.canvas.shows_as_seen
    assert desk.canvas.sceneRect().width() == 400
    assert desk.colour(25, 25) == (220, 20, 20)  # only what is in the pixels that were given
    desk.drag((100, 100), (200, 200))
    assert desk.steps == []
    desk.key("b")
    assert not desk.canvas.shows_as_seen
    assert desk.colour(25, 25) == (0, 0, 0)


def test_marks_are_drawn_into_the_pixels_as_on_the_canvas(desk: Desk) -> None:
    desk.sheet = (
        desk.sheet.marked(Box("b", Area(50, 50, 150, 120), "#2f6fd0"))
        .marked(Number("n", Area(200, 200, 200, 200), 3, "#2e8b57"))
        .marked(Note("t", (230.0, 30.0), "注意 مرحبا note"))
        .marked(Arrow("a", (20, 250), (120, 280)))
        .marked(Stroke("s", ((300.0, 200.0), (350.0, 260.0))))
    )
    desk.show()
    made = drawn(desk.sheet, desk.pixels.image())
    for x, y in ((50, 85), (100, 50), (193, 206), (232, 38), (110, 277)):
        there, here = made.getpixel((x, y)), desk.colour(x, y)
        assert isinstance(there, tuple)
        assert max(abs(a - b) for a, b in zip(there, here, strict=True)) < 60, (x, y, there, here)
    half = drawn(desk.sheet, desk.pixels.image().resize((200, 150)))
    assert half.size == (200, 150)
    assert half.getpixel((25, 42)) != (220, 20, 20)


def test_the_tool_bar_says_what_is_taken_and_fits_its_room(qtbot: QtBot) -> None:
    bar = ToolBar()
    qtbot.addWidget(bar)
    bar.show_colours(LIGHT)
    with qtbot.waitSignal(bar.tool_chosen) as taken:
        bar._buttons[Tool.REDACT].click()
    assert taken.args == [Tool.REDACT]
    bar.show_tool(Tool.PEN)
    assert [tool for tool, button in bar._buttons.items() if button.isChecked()] == [Tool.PEN]
    widths = []
    for room in (2000, 480, 310, 100):
        bar.fit_into(room)
        widths.append(bar.sizeHint().width())
        assert widths[-1] <= room
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 4
    every = bar._all.menu()
    assert isinstance(every, QMenu) and not bar._all.isHidden()
    with qtbot.waitSignal(bar.tool_chosen) as taken:
        every.actions()[1].trigger()
    assert taken.args == [Tool.CROP]
    assert bar._all.icon().cacheKey() == bar._buttons[Tool.CROP].icon().cacheKey()
    bar.fit_into(2000)
    assert bar._all.isHidden() and not bar._buttons[Tool.CROP].isHidden()
    menu = bar._colour.menu()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(bar.colour_chosen) as colour:
        menu.actions()[2].trigger()
    assert colour.args == [COLOURS[2]]
