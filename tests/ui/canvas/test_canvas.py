"""The canvas and its tools, by mouse and by keyboard; the marks as they are painted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.annotations import COLORS, Arrow, Box, FreehandStroke, NumberBadge, Redaction, TextNote
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.pixel_buffer import build_mipmaps
from desktop.ui.canvas.annotation_painter import draw_annotated
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.note_editor import NoteField
from desktop.ui.canvas.tool_bar import ToolBar
from desktop.ui.canvas.tools import Tool
from desktop.ui.theme import LIGHT
from tests.images import image_of, quarters


class Desk:
    """A canvas on a sheet of 400×300, at 100 %, that takes every edit as the desk would."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.canvas = Canvas()
        qtbot.addWidget(self.canvas)
        self.canvas.show_colors(LIGHT)
        self.canvas.resize(500, 400)
        self.canvas.show()
        self.image, self.pixels = image_of(quarters(400, 300))
        self.steps: list[str] = []
        self.canvas.edited.connect(self.take)
        self.show()
        self.canvas.show_pixels(self.image.source.key, build_mipmaps(self.pixels))
        self.canvas.setFocus()

    def show(self) -> None:
        self.canvas.show_annotated_image(
            self.image, max((0, *(annotation.number for annotation in self.image.number_badges))) + 1
        )

    def take(self, name: str, image: AnnotatedImage) -> None:
        self.steps.append(name)
        self.image = image
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

    def color(self, x: float, y: float) -> tuple[int, int, int]:
        place = self.at(x, y)
        seen = self.canvas.viewport().grab().toImage().pixelColor(place)
        return seen.red(), seen.green(), seen.blue()


@pytest.fixture
def workspace(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.canvas.show_annotated_image(None)


def test_each_tool_makes_its_mark_in_one_step(workspace: Desk) -> None:
    for key, way in (
        ("n", ((20, 20), (60, 40), (100, 60))),
        ("b", ((120, 20), (180, 40), (200, 60))),
        ("a", ((20, 100), (60, 110), (100, 140))),
        ("p", ((120, 100), (150, 140), (200, 100))),
        ("r", ((220, 100), (250, 140), (300, 120))),
    ):
        workspace.key(key)
        workspace.drag(*way)
    assert workspace.steps == ["Number", "Box", "Arrow", "Stroke", "Redact"]
    number, box, arrow, stroke, redaction = workspace.image.annotations
    assert number == NumberBadge(number.id, Rect(20, 20, 100, 60), 1, COLORS[0])
    assert box == Box(box.id, Rect(120, 20, 200, 60), COLORS[0])
    assert arrow == Arrow(arrow.id, (20, 100), (100, 140), COLORS[0])
    assert isinstance(stroke, FreehandStroke)
    assert stroke.points == ((120, 100), (150, 140), (200, 100))
    assert redaction == Redaction(redaction.id, Rect(220, 100, 300, 120))
    assert workspace.color(260, 110) == (0, 0, 0)


def test_a_click_numbers_a_point_and_numbers_go_on(workspace: Desk) -> None:
    workspace.key("n")
    workspace.click(50, 60)
    workspace.click(150, 60)
    assert [(annotation.number, annotation.rect) for annotation in workspace.image.number_badges] == [
        (1, Rect(50, 60, 50, 60)),
        (2, Rect(150, 60, 150, 60)),
    ]


def test_beside_the_picture_nothing_is_marked_and_the_choice_is_let_go(workspace: Desk) -> None:
    workspace.canvas.resize(900, 700)
    workspace.key("n")
    workspace.click(50, 60)
    assert workspace.canvas.chosen_id
    workspace.click(-40, 60)
    workspace.drag((-60, -60), (-30, -30), (100, 100))
    assert len(workspace.image.annotations) == 1
    assert not workspace.canvas.chosen_id


def test_a_click_between_pixels_is_a_point_too(workspace: Desk) -> None:
    workspace.canvas.set_zoom(0.73)
    workspace.key("n")
    workspace.click(50.4, 60.7)
    assert workspace.image.number_badges[0].rect.is_point


def test_a_cover_is_chosen_before_it_moves(workspace: Desk) -> None:
    workspace.image = workspace.image.with_annotation(Redaction("r", Rect(100, 100, 200, 180)))
    workspace.show()
    workspace.drag((150, 140), (160, 150), (200, 190))
    assert workspace.steps == []
    assert workspace.canvas.chosen_id == "r"
    workspace.drag((150, 140), (160, 150), (160, 150))
    assert workspace.image.redacted_rects == (Rect(110, 110, 210, 190),)


def test_a_drag_previews_and_edits_once_and_esc_gives_it_up(workspace: Desk) -> None:
    workspace.key("b")
    port = workspace.canvas.viewport()
    workspace.bot.mousePress(port, Qt.MouseButton.LeftButton, pos=workspace.at(50, 50))
    workspace._move(workspace.at(200, 150), Qt.KeyboardModifier.NoModifier)
    assert workspace.steps == []
    assert workspace.color(50, 100) != (220, 20, 20)  # its line is there already
    workspace.key(Qt.Key.Key_Escape)
    workspace.bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=workspace.at(200, 150))
    assert workspace.steps == []
    assert workspace.image.annotations == ()
    workspace.key(Qt.Key.Key_Escape)
    assert workspace.canvas.tool is Tool.CHOOSE


def test_a_gesture_that_began_on_another_state_of_the_sheet_is_given_up(workspace: Desk) -> None:
    workspace.image = workspace.image.with_annotation(Box("m", Rect(100, 100, 200, 180)))
    workspace.show()
    port = workspace.canvas.viewport()
    workspace.bot.mousePress(port, Qt.MouseButton.LeftButton, pos=workspace.at(100, 140))
    workspace._move(workspace.at(130, 160), Qt.KeyboardModifier.NoModifier)
    workspace.image = workspace.image.without_annotation("m").with_annotation(
        Redaction("r", Rect(1, 1, 50, 50))
    )  # a redo, in the middle of it
    workspace.show()
    workspace._move(workspace.at(140, 170), Qt.KeyboardModifier.NoModifier)
    workspace.bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=workspace.at(140, 170))
    assert workspace.steps == []
    assert [annotation.id for annotation in workspace.image.annotations] == ["r"]


def test_shift_makes_squares_and_straight_arrows(workspace: Desk) -> None:
    workspace.key("b")
    workspace.drag((50, 50), (80, 60), (110, 70), shift=True)
    workspace.key("a")
    workspace.drag((200, 50), (220, 51), (260, 58), shift=True)
    box, arrow = workspace.image.annotations
    assert isinstance(box, Box)
    assert box.rect == Rect(50, 50, 110, 110)
    assert isinstance(arrow, Arrow)
    assert arrow.end[1] == 50


def test_marks_are_chosen_moved_resized_recoloured_and_deleted(workspace: Desk) -> None:
    workspace.image = workspace.image.with_annotation(Box("m", Rect(100, 100, 200, 180)))
    workspace.show()
    workspace.drag((100, 140), (110, 150), (130, 160))
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 230, 200))
    workspace.drag((230, 200), (240, 220), (260, 230))
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 260, 230))
    workspace.key("4")
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 260, 230), COLORS[3])
    workspace.key(Qt.Key.Key_Right)
    workspace.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.image.annotation("m") == Box("m", Rect(131, 130, 261, 240), COLORS[3])
    workspace.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert workspace.image.annotation("m") == Box("m", Rect(131, 130, 260, 240), COLORS[3])
    workspace.key(Qt.Key.Key_Delete)
    assert workspace.image.annotations == ()
    assert workspace.steps == [
        "Move mark",
        "Resize mark",
        "Colour",
        "Move mark",
        "Move mark",
        "Resize mark",
        "Delete mark",
    ]


def test_everything_can_be_placed_with_the_keyboard_alone(workspace: Desk) -> None:
    for key in "nbar":
        workspace.key(key)
        workspace.key(Qt.Key.Key_Return)
        workspace.key(Qt.Key.Key_Escape)
    assert [type(annotation) for annotation in workspace.image.annotations] == [NumberBadge, Box, Arrow, Redaction]
    workspace.key("v")
    workspace.key(Qt.Key.Key_Escape)
    for at in range(4):
        workspace.key(Qt.Key.Key_Tab)
        assert workspace.canvas.chosen_id == workspace.image.annotations[at].id
    workspace.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    workspace.key(Qt.Key.Key_Delete)
    assert [type(mark) for mark in workspace.image.annotations] == [NumberBadge, Box, Redaction]
    workspace.key("c")
    workspace.key(Qt.Key.Key_Return)
    assert workspace.image.crop is not None
    before = workspace.image.crop
    workspace.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.image.crop == before.moved(10, 0)
    workspace.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert workspace.image.crop.bottom == before.bottom + 1
    workspace.key(Qt.Key.Key_Return)
    assert workspace.canvas.tool is Tool.CHOOSE
    workspace.key("c")
    workspace.key(Qt.Key.Key_Delete)
    assert workspace.image.crop is None


def test_a_screen_reader_hears_which_mark_is_chosen(workspace: Desk) -> None:
    rect = Rect(20, 20, 100, 60)
    for annotation in (
        *(NumberBadge("1", rect, 1), Box("2", rect), Arrow("3", (20, 20), (90, 50))),
        *(FreehandStroke("4", ((20, 20), (90, 50))), TextNote("5", (20, 20), "here"), Redaction("6", rect)),
    ):
        workspace.image = workspace.image.with_annotation(annotation)
    workspace.show()
    heard = []
    for _ in workspace.image.annotations:
        workspace.key(Qt.Key.Key_Tab)
        heard.append(workspace.canvas.accessibleDescription())
    words = ("Number", "Box", "Arrow", "Stroke", "Note", "Redaction")
    assert heard == [f"{word} {at} of 6" for at, word in enumerate(words, 1)]


def test_the_crop_is_drawn_moved_and_pulled_on_the_whole_picture(workspace: Desk) -> None:
    workspace.key("c")
    workspace.drag((100, 50), (200, 100), (300, 250))
    assert workspace.image.crop == Rect(100, 50, 300, 250)
    assert workspace.canvas.sceneRect().width() == 400
    workspace.drag((200, 150), (210, 160), (220, 160))
    assert workspace.image.crop == Rect(120, 60, 320, 260)
    workspace.drag((320, 260), (350, 270), (380, 280))
    assert workspace.image.crop == Rect(120, 60, 380, 280)
    workspace.key("v")
    assert workspace.canvas.sceneRect().width() == 260


def test_tools_work_in_a_picture_that_is_turned_and_cropped(workspace: Desk) -> None:
    workspace.image = workspace.image.cropped(Rect(100, 0, 300, 300)).rotated(1)
    workspace.show()
    assert workspace.canvas.sceneRect().size().toTuple() == (300, 200)
    workspace.key("r")
    workspace.drag((0, 0), (20, 20), (60, 40))
    assert workspace.image.annotations[0].rect == Rect(100, 240, 140, 300)  # type: ignore[union-attr]
    assert workspace.color(30, 20) == (0, 0, 0)
    assert workspace.color(30, 60) != (0, 0, 0)


def test_text_is_typed_on_the_picture_and_changed(workspace: Desk) -> None:
    workspace.key("t")
    workspace.click(100, 100)
    editor = workspace.canvas.findChild(NoteField)
    assert editor.isVisible()
    workspace.bot.keyClicks(editor, "look here")
    workspace.bot.keyClick(editor, Qt.Key.Key_Return)
    (note,) = workspace.image.annotations
    assert isinstance(note, TextNote)
    assert (note.text, note.at) == ("look here", (100, 100))
    workspace.click(102, 102)
    workspace.bot.keyClicks(editor, "there")
    workspace.bot.keyClick(editor, Qt.Key.Key_Escape)
    assert workspace.image.annotations == (note,)
    workspace.click(102, 102)
    editor.clear()
    workspace.bot.keyClick(editor, Qt.Key.Key_Return)
    assert not workspace.image.annotations
    assert workspace.steps == ["Text", "Delete mark"]


def test_a_cover_is_shown_as_wide_as_it_will_be(workspace: Desk) -> None:
    from dataclasses import replace

    lossy = replace(workspace.image.source, compression=CompressionBlocks(16, 16, 2))
    workspace.image = replace(workspace.image, source=lossy).with_annotation(Redaction("r", Rect(100, 100, 101, 101)))
    workspace.show()
    assert workspace.color(95, 95) == (0, 0, 0)
    assert workspace.color(113, 113) == (0, 0, 0)
    assert workspace.color(120, 120) != (0, 0, 0)


def test_a_number_is_spoken_of_and_lit(workspace: Desk) -> None:
    workspace.image = workspace.image.with_annotation(NumberBadge("n", Rect(100, 100, 200, 150), 7))
    workspace.show()
    workspace.click(100, 100)
    with workspace.bot.waitSignal(workspace.canvas.number_named) as named:
        workspace.bot.mouseDClick(workspace.canvas.viewport(), Qt.MouseButton.LeftButton, pos=workspace.at(100, 100))
    assert named.args == [7]
    before = workspace.color(94, 125)
    workspace.canvas.light(Rect(100, 100, 200, 150))
    assert workspace.color(91, 125) != before
    workspace.canvas.set_zoom(8.0)
    workspace.canvas.go_to(Rect(300, 250, 320, 260))
    assert workspace.canvas.visible_rect.contains((310, 255))


def test_numbers_end_at_fifty(workspace: Desk) -> None:
    workspace.image = workspace.image.with_annotation(NumberBadge("n", Rect(1, 1, 1, 1), 50))
    workspace.show()
    workspace.key("n")
    with workspace.bot.waitSignal(workspace.canvas.numbers_used_up):
        workspace.click(100, 100)
    assert len(workspace.image.annotations) == 1


def test_what_the_model_sees_is_shown_in_place_and_left_by_an_edit(workspace: Desk) -> None:
    workspace.image = workspace.image.with_annotation(Redaction("r", Rect(0, 0, 50, 50)))
    workspace.show()
    seen = draw_annotated(workspace.image, quarters(200, 150))
    from desktop.core.image.pixel_buffer import PixelBuffer

    workspace.canvas.show_as_seen(build_mipmaps(PixelBuffer.of(seen)))
    assert workspace.canvas.shows_as_seen
    assert workspace.canvas.sceneRect().width() == 400
    assert workspace.color(25, 25) == (220, 20, 20)  # only what is in the pixels that were given
    workspace.drag((100, 100), (200, 200))
    assert workspace.steps == []
    workspace.key("b")
    assert not workspace.canvas.shows_as_seen
    assert workspace.color(25, 25) == (0, 0, 0)


def test_marks_are_drawn_into_the_pixels_as_on_the_canvas(workspace: Desk) -> None:
    workspace.image = (
        workspace.image.with_annotation(Box("b", Rect(50, 50, 150, 120), "#2f6fd0"))
        .with_annotation(NumberBadge("n", Rect(200, 200, 200, 200), 3, "#2e8b57"))
        .with_annotation(TextNote("t", (230.0, 30.0), "注意 مرحبا note"))
        .with_annotation(Arrow("a", (20, 250), (120, 280)))
        .with_annotation(FreehandStroke("s", ((300.0, 200.0), (350.0, 260.0))))
    )
    workspace.show()
    made = draw_annotated(workspace.image, workspace.pixels.image())
    for x, y in ((50, 85), (100, 50), (193, 206), (232, 38), (110, 277)):
        there, here = made.getpixel((x, y)), workspace.color(x, y)
        assert isinstance(there, tuple)
        assert max(abs(a - b) for a, b in zip(there, here, strict=True)) < 60, (x, y, there, here)
    half = draw_annotated(workspace.image, workspace.pixels.image().resize((200, 150)))
    assert half.size == (200, 150)
    assert half.getpixel((25, 42)) != (220, 20, 20)


def test_the_tool_bar_says_what_is_taken_and_fits_its_room(qtbot: QtBot) -> None:
    bar = ToolBar()
    qtbot.addWidget(bar)
    bar.show_colors(LIGHT)
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
    menu = bar._color.menu()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(bar.color_chosen) as color:
        menu.actions()[2].trigger()
    assert color.args == [COLORS[2]]
