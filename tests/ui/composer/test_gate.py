"""The gate above the question: what it shows, and the keys that answer it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.ui.composer.composer import Composer
from desktop.ui.composer.gate import Gate, GateNotice, GateOffer
from desktop.ui.composer.key_button import KeyButton

Done = list[str]


@pytest.fixture
def composer(qtbot: QtBot, host: QWidget) -> Composer:
    """A composer with its gate, at the bottom of a window, its field focused."""
    composer = Composer()
    composer.add_gate()
    column = QVBoxLayout(host)
    column.addStretch(1)
    column.addWidget(composer)
    composer.show_state(busy=False, can_ask=True)
    host.activateWindow()
    composer.field.setFocus()
    qtbot.waitUntil(composer.field.hasFocus)
    return composer


def found(done: Done) -> GateNotice:
    def note(name: str) -> Callable[[], None]:
        return lambda: done.append(name)

    return GateNotice(
        ("1 private detail on picture 1: a key",),
        "Nothing was sent yet.",
        GateOffer("Cover and ask", note("cover")),
        GateOffer("Show", note("show")),
        GateOffer("Ask anyway", note("anyway")),
    )


def ready(qtbot: QtBot, gate: Gate) -> None:
    qtbot.waitUntil(lambda: gate.is_ready)


def press_enter(composer: Composer, repeated: bool = False) -> None:
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated)
    QApplication.sendEvent(composer.field, key)


def test_enter_answers_the_main_button_after_a_pause_and_once(qtbot: QtBot, composer: Composer) -> None:
    done: Done = []
    asked: list[None] = []
    composer.ask_requested.connect(lambda: asked.append(None))
    composer.gate.say(found(done))
    press_enter(composer)
    assert done == [], "it was meant for what was there before"
    ready(qtbot, composer.gate)
    press_enter(composer, repeated=True)
    assert done == [], "it is kept pressed down"
    press_enter(composer)
    press_enter(composer)
    assert done == ["cover"]
    assert asked == []
    assert composer.field.toPlainText() == ""
    assert composer.field.hasFocus()


def test_enter_that_is_kept_pressed_down_asks_nothing(qtbot: QtBot, composer: Composer) -> None:
    asked: list[None] = []
    composer.ask_requested.connect(lambda: asked.append(None))
    press_enter(composer, repeated=True)
    assert asked == []
    press_enter(composer)
    assert asked == [None]


def test_another_notice_has_a_pause_of_its_own(qtbot: QtBot, composer: Composer) -> None:
    done: Done = []
    composer.gate.say(GateNotice(("Checking for private text…",), anyway=GateOffer("Ask anyway", lambda: None)))
    ready(qtbot, composer.gate)
    composer.gate.say(found(done))
    composer.gate.press_anyway()
    press_enter(composer)
    assert done == []
    ready(qtbot, composer.gate)
    composer.gate.press_show()
    composer.gate.press_show()
    composer.gate.press_anyway()
    assert done == ["show", "show", "anyway"]


def test_the_place_that_the_user_is_led_to_is_heard(qtbot: QtBot, composer: Composer, heard: list[str]) -> None:
    gate = composer.gate
    gate.say(
        GateNotice(("2 private details",), "Nothing was sent.", show=GateOffer("Show", lambda: gate.note("1 of 2")))
    )
    heard.clear()
    gate.press_show()
    gate.press_show()
    assert heard == ["1 of 2", "1 of 2"]


def test_where_nothing_can_be_answered_enter_does_nothing(qtbot: QtBot, composer: Composer) -> None:
    composer.gate.say(GateNotice(("Checking for private text…",)))
    ready(qtbot, composer.gate)
    asked: list[None] = []
    composer.ask_requested.connect(lambda: asked.append(None))
    press_enter(composer)
    composer.gate.press_anyway()
    composer.gate.press_show()
    assert asked == []
    assert composer.gate.is_open


def test_ask_loses_its_look_while_the_gate_is_open(qtbot: QtBot, composer: Composer) -> None:
    (button,) = (child for child in composer.findChildren(QWidget) if child.accessibleName() == "Ask")
    assert (button.property("primary"), button.property("text")) == (True, "Ask ⏎")
    notice = found([])
    composer.gate.say(notice)
    assert (button.property("primary"), button.property("text"), button.isEnabled()) == (False, "Ask", False)
    qtbot.keyClicks(composer.field, "and?")
    assert composer.gate.is_open
    assert composer.field.toPlainText() == "and?"
    composer.gate.withdraw(found([]))
    assert composer.gate.is_open, "that was another one"
    composer.gate.withdraw(notice)
    assert not composer.gate.is_open
    assert (button.property("primary"), button.property("text"), button.isEnabled()) == (True, "Ask ⏎", True)


def test_the_slot_holds_one_thing(qtbot: QtBot, composer: Composer) -> None:
    composer.prompts.show_prompts((SavedPrompt("Explain", "Explain this"),))
    composer.show_quick(True)
    assert composer.prompt_row.isVisible()
    composer.show_editing(True)
    assert not composer.prompt_row.isVisible()
    composer.gate.say(found([]))
    shown = [child for child in composer.findChildren(QWidget) if child.isVisible()]
    assert not any(getattr(child, "text", str)() == "Asking that question otherwise" for child in shown)
    assert composer.is_editing
    composer.show_quick(True)
    assert not composer.prompt_row.isVisible()
    composer.show_editing(False)
    composer.gate.withdraw()
    assert composer.prompt_row.isVisible()


def test_names_for_screen_readers_carry_the_keys(qtbot: QtBot, composer: Composer) -> None:
    gate = composer.gate
    gate.say(found([]))
    names = [button.accessibleName() for button in gate.findChildren(KeyButton)]
    assert names == ["Cover and ask, Enter", "Show, F8", "Ask anyway, Alt+Enter"]
    assert gate.accessibleName() == "1 private detail on picture 1: a key\nNothing was sent yet."
    composer.show_enter(enter_asks=False)
    assert gate.findChildren(KeyButton)[0].accessibleName() == "Cover and ask, Ctrl+Enter"
    gate.note("1 of 2: a key")
    assert gate.words == "1 private detail on picture 1: a key\n1 of 2: a key"


def test_buttons_leave_the_focus_in_the_question_and_can_be_pressed_by_keys(qtbot: QtBot, composer: Composer) -> None:
    done: Done = []
    composer.gate.say(found(done))
    cover, show, anyway = composer.gate.findChildren(KeyButton)
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert composer.field.hasFocus()
    anyway.setFocus()
    qtbot.keyClick(anyway, Qt.Key.Key_Return)
    assert done == ["show", "anyway"]
    qtbot.mouseClick(cover, Qt.MouseButton.LeftButton)
    assert done == ["show", "anyway"], "it was answered"


def test_buttons_are_placed_anew_when_others_are_offered(qtbot: QtBot, composer: Composer) -> None:
    gate = composer.gate
    gate.say(GateNotice(("Checking for private text…",), anyway=GateOffer("Ask anyway", lambda: None)))
    qtbot.waitUntil(lambda: gate.width() > 300)
    gate.say(found([]))
    places = [button.geometry() for button in gate.findChildren(KeyButton)]
    assert not any(one.intersects(two) for one in places for two in places if one is not two)
    assert [place.size() for place in places] == [button.sizeHint() for button in gate.findChildren(KeyButton)]


@pytest.mark.parametrize("width", [330, 430, 900])
def test_what_does_not_fit_goes_into_another_line(width: int, qtbot: QtBot, host: QWidget, composer: Composer) -> None:
    done: Done = []
    composer.gate.say(found(done))
    host.resize(width, 600)
    qtbot.waitUntil(lambda: composer.width() <= width)
    buttons = composer.gate.findChildren(KeyButton)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    places = [button.geometry() for button in buttons]
    assert not any(one.intersects(two) for one in places for two in places if one is not two)
    row = buttons[0].parentWidget()
    assert row is not None
    assert all(row.rect().contains(place) for place in places)


def test_words_of_the_question_are_selected_and_replaced_as_one_step(qtbot: QtBot, composer: Composer) -> None:
    field = composer.field
    qtbot.keyClicks(field, "to ")
    field.insertPlainText("🙂 jane@example.com, hello")
    field.select(5, 21)
    assert field.textCursor().selectedText() == "jane@example.com"
    field.replace_text("to 🙂 [e-mail address], hello")
    assert field.toPlainText() == "to 🙂 [e-mail address], hello"
    field.undo()
    assert field.toPlainText() == "to 🙂 jane@example.com, hello"
