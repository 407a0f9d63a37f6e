"""The other widgets: show a value and look; act and hear what the user wants."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QListView, QListWidget, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Summary
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer, build_mipmaps
from desktop.core.image.source_image import SourceImage
from desktop.core.settings.settings import Settings, money_of
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.workspace.draft import Draft
from desktop.ui.actions import TABLE, Actions, shortcut_lines
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.composer.composer import Composer
from desktop.ui.history.history_list import day_name
from desktop.ui.history.history_panel import HistoryPanel
from desktop.ui.icons import _STROKES, icon
from desktop.ui.image_strip import ImageStrip
from desktop.ui.main_window import MainWindow
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.settings.answers_page import model_warning
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.theme import LIGHT, Theme
from tests.images import image_of, quarters


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_composer_asks_on_enter_and_breaks_on_shift(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    composer.show_state(busy=False, can_ask=True)
    qtbot.keyClicks(composer.field, "why")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(composer.ask_requested):
        qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert composer.field.toPlainText() == "why\n"
    composer.show_enter(enter_asks=False)
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert composer.field.toPlainText() == "why\n\n"
    with qtbot.waitSignal(composer.ask_requested):
        qtbot.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_composer_says_what_is_typed_pasted_and_wanted(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    typed: list[str] = []
    composer.typed.connect(typed.append)
    qtbot.keyClicks(composer.field, "ab")
    assert typed == ["a", "ab"]
    mime = QMimeData()
    mime.setText("x")
    with qtbot.waitSignal(composer.pasted):
        composer.field.insertFromMimeData(mime)
    assert composer.field.toPlainText() == "ab"
    composer.show_prompt("")
    with qtbot.waitSignal(composer.last_question_wanted):
        qtbot.keyClick(composer.field, Qt.Key.Key_Up)


def test_the_button_asks_or_stops(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    button = composer._ask
    composer.show_state(busy=False, can_ask=False)
    assert not button.isEnabled()
    composer.show_state(busy=True, can_ask=False)
    with qtbot.waitSignal(composer.stop_requested):
        button.click()
    assert button.accessibleName() == "Stop"
    composer.show_forecast(RequestEstimate(2, 1550, True, 0.004, 143_000), 2)
    assert composer._forecast.text() == "2 pictures · 1,550 tokens · about $0.0040 · 143 KB"


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


def images(count: int) -> tuple[AnnotatedImage, ...]:
    return tuple(
        AnnotatedImage(str(at), SourceImage(f"{at:064}", b"x", 10 + at, 10, "image/png")) for at in range(count)
    )


def test_the_strip_shows_chooses_removes_and_moves(qtbot: QtBot) -> None:
    strip = ImageStrip(LIGHT)
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


def test_the_notice_says_offers_and_goes(qtbot: QtBot, host: QWidget) -> None:
    notice = NoticeBar(host)
    done: list[int] = []
    notice.say("A \u202eword", ("Do it", lambda: done.append(1)), ("Or this", lambda: done.append(2)))
    assert notice.words == "A word"
    first, second, third = notice.findChildren(QPushButton)
    assert third.isHidden()
    first.click()
    second.click()
    assert done == [1, 2]
    assert notice.words == ""
    notice.say("Stays", passing=False)
    host.resize(500, 500)
    assert notice.width() <= 500
    assert not notice._passing.isActive()


def test_the_list_has_days_and_says_what_is_wanted(qtbot: QtBot) -> None:
    panel = HistoryPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(240, 500)
    panel.show()
    now = 1_800_000_000.0
    rows = tuple(Summary(f"c{at}", f"title {at}", now - at * 3600 * 15, 1, "a" * 64) for at in range(5))
    wanted: list[str] = []
    panel.model.thumbnail_wanted.connect(wanted.append)
    panel.show_summaries(rows, "c1")
    assert not panel.grab().isNull()
    assert wanted == ["a" * 64]
    view = panel.findChild(QListView)
    assert view is not None
    assert view.currentIndex().data() == "title 1"
    with qtbot.waitSignal(panel.open_requested) as opened:
        view.clicked.emit(panel.model.index(panel.model.row_of("c2")))
    assert opened.args == ["c2", ""]
    with qtbot.waitSignal(panel.delete_requested) as deleted:
        qtbot.keyClick(panel, Qt.Key.Key_Delete)
    assert deleted.args == ["c1"]
    with qtbot.waitSignal(panel.rename_requested) as renamed:
        panel.model.setData(panel.model.index(panel.model.row_of("c3")), "Mine")
    assert renamed.args == ["c3", "Mine"]
    panel.show_summaries((*rows, Summary("c9", "older", now - 9e6)), "c1")
    assert panel.model.row_of("c9") > 0
    panel.model.show_thumbnail("a" * 64, PixelBuffer.of(quarters()))
    assert not panel.grab().isNull()


def test_days_have_names() -> None:
    from datetime import date, datetime

    today = date(2026, 11, 22)

    def named(year: int, month: int, day: int) -> str:
        return day_name(datetime(year, month, day, 12).timestamp(), today)

    assert named(2026, 11, 22) == "Today"
    assert named(2026, 11, 21) == "Yesterday"
    assert named(2026, 11, 18) == "Wednesday"
    assert named(2026, 3, 1) == "1 March 2026"


@pytest.fixture
def window_of_settings(qtbot: QtBot, host: QWidget) -> SettingsDialog:
    made = SettingsDialog(host)
    made.show_settings(Settings())
    return made


def test_settings_apply_at_once(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    made = window_of_settings
    changes: list[dict[str, object]] = []
    made.changed.connect(changes.append)
    made.answers._endpoint.setText("localhost:1234/v1/")
    made.answers._endpoint.editingFinished.emit()
    made.answers._endpoint.setText("not an address")
    made.answers._endpoint.editingFinished.emit()
    made.answers._model.setCurrentText("llava:13b")
    made.answers._model_done()
    made.answers._detail.setCurrentIndex(1)
    made.answers._detail.activated.emit(1)
    made.program._theme.setCurrentIndex(2)
    made.program._theme.activated.emit(2)
    made.program._history.click()
    made.program._enter.click()
    made.answers._instructions.setPlainText("Be brief")
    made.answers._instructions.left.emit()
    assert changes == [
        {"endpoint": "http://localhost:1234/v1"},
        {"model": "llava:13b"},
        {"detail": "low"},
        {"theme": "dark"},
        {"keep_history": False},
        {"enter_asks": False},
        {"instructions": "Be brief"},
    ]
    assert "not an address of a server" in made.answers._result.text()
    made.answers._test.click()
    assert "not an address of a server" in made.answers._result.text()


def test_a_key_is_handed_over_and_never_shown(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    made = window_of_settings
    made.answers.key._field.setText(" sk-secret-0123456789 ")
    with qtbot.waitSignal(made.answers.key.given) as given:
        made.answers.key._keep.click()
    assert given.args == ["sk-secret-0123456789", False]
    assert made.answers.key._field.text() == ""
    made.answers.key.show_key(True, "system", "6789", True, None)
    assert "ending in 6789" in made.answers.key._whereabouts.text()
    assert made.answers.key._in_file.isHidden()
    made.answers.key.show_key(True, "session", "", False, None)
    assert not made.answers.key._in_file.isHidden()
    made.answers.key.show_key(True, "", "", False, Problem(ProblemKind.KEY_STORE_TIMED_OUT, seconds=3))
    assert "did not answer within 3 s" in made.answers.key._whereabouts.text()
    made.answers.key._field.setText("sk-typed-but-not-kept")
    with qtbot.waitSignal(made.answers.key.given) as given:
        made.accept()
    assert given.args[0] == "sk-typed-but-not-kept"
    made.answers.key._field.setText("two words")
    made.answers.key._keep.click()
    assert "characters that no key has" in made.answers.key._whereabouts.text()
    assert made.answers.key._field.text() == "two words"


def test_a_test_tells_in_words(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    made = window_of_settings
    with qtbot.waitSignal(made.answers.check_requested):
        made.answers._test.click()
    made.answers.show_checked("h", (("gpt-4o", "2026-12-31"), ("other", "")), None)
    assert made.answers._result.text() == "It works: h answered and offers 2 models."
    assert "31 December 2026" in made.answers._model_note.text()
    assert [made.answers._model.itemText(at) for at in range(made.answers._model.count())] == ["gpt-4o", "other"]
    made.show_settings(replace(Settings(), model="gone"))
    made.answers.show_checked("h", (("gpt-4o", ""),), None)
    assert "“gone” is not among them" in made.answers._result.text()
    made.answers.show_checked("h", (), Problem(ProblemKind.KEY_REFUSED, "h"))
    assert "does not accept the key" in made.answers._result.text()


def test_a_model_that_will_be_shut_down_is_told_of() -> None:
    assert model_warning("gpt-4o") == "gpt-4o will be shut down on 14 January 2027. gpt-5.4-mini can take its place."
    assert model_warning("gpt-5.4") == ""
    assert model_warning("x", "not a date") == ""


def test_limits_are_typed_as_money(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    made = window_of_settings
    changes: list[dict[str, object]] = []
    made.changed.connect(changes.append)
    for typed in ("$2.50", "0,5", "much", "-3", ""):
        made.answers._limits["daily_limit_usd"].setText(typed)
        made.answers._limits["daily_limit_usd"].editingFinished.emit()
    assert changes == [{"daily_limit_usd": 2.5}, {"daily_limit_usd": 0.5}]
    made.show_settings(Settings(daily_limit_usd=2.5))
    assert made.answers._limits["daily_limit_usd"].text() == "2.5"
    made.answers._limits["daily_limit_usd"].setText("nonsense")
    made.answers._limits["daily_limit_usd"].editingFinished.emit()
    assert made.answers._limits["daily_limit_usd"].text() == "2.5"
    assert (money_of("nan"), money_of("1e9"), money_of(" 3 ")) == (None, None, 3.0)


def test_every_action_has_words_a_menu_and_a_tooltip(host: QWidget) -> None:
    actions = Actions(host)
    for entry in TABLE:
        assert actions[entry.name].toolTip()
        assert entry.menu in ("File", "Edit", "Picture", "View", "Help")
        assert not entry.keys or len(actions[entry.name].shortcuts()) == len(entry.keys)
    keys = [key for entry in TABLE for key in entry.keys]
    assert len(keys) == len(set(keys))
    assert ("Ask", "Enter") in shortcut_lines()


def test_icons_are_drawn_at_every_size(qapp: QApplication) -> None:
    for name in _STROKES:
        for side in (16, 48):
            image = icon(name, "#000000").pixmap(side, side).toImage()
            assert any(image.pixelColor(x, y).alpha() > 50 for x in range(side) for y in range(side)), name


def test_the_window_folds_when_narrow_and_keeps_its_places(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    assert window.history.isVisible()
    window.resize(700, 600)
    assert not window.history.isVisible()
    window.resize(1200, 700)
    assert window.history.isVisible()
    window.actions_["side"].trigger()
    places = window.layout_state()
    assert places["side"] is False
    window.restore_layout({"geometry": 5, "splitter": "!!", "side": True})
    assert window.history.isVisible()
    window.restore_layout(places)
    assert not window.history.isVisible()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.isVisible()
    window.hide()


def test_everything_in_the_window_has_a_name_for_those_who_do_not_see_it(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    for button in window.findChildren(QPushButton):
        assert button.accessibleName() or button.text() or button.parent() is not None
    for widget in (window.canvas, window.transcript, window.composer.field, window.model_button):
        assert widget.accessibleName()


def test_every_button_of_the_bar_has_its_room_in_the_smallest_window(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()

    def has_room() -> bool:
        buttons = [each for each in window._workspace_bar.findChildren(QToolButton) if each.isVisible()]
        return all(each.width() >= 24 for each in buttons) and window._talk_pane.geometry().right() <= window.width()

    for width in (1440, 760, 700, window.minimumWidth()):
        window.resize(width, 500)
        qtbot.waitUntil(has_room)
        assert window.tools._all.isVisible() == (width < 1000)
