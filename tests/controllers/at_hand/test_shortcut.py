"""The global shortcut as the settings want it."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop.controllers.at_hand.shortcut import ShortcutController
from desktop.core.global_shortcut import ShortcutKeys, ShortcutState, ShortcutStatus
from desktop.core.image.screenshot import CaptureUse
from desktop.services.image.screen_capture import CaptureWish
from tests.controllers.fakes import FakeCapture, FakeSettings, Recorder


class FakeShortcut(QObject):
    pressed = Signal()
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def take(self, keys: ShortcutKeys) -> None:
        self.calls.append(str(keys))

    def release(self) -> None:
        self.calls.append("release")
        self.changed.emit(ShortcutStatus(ShortcutState.OFF))


class Desk:
    def __init__(self, **settings: Any) -> None:
        self.settings, self.capture = FakeSettings(**settings), FakeCapture()
        self.shortcuts: list[FakeShortcut] = []
        self.warm, self.tell = Recorder(), Recorder()
        self.controller = ShortcutController(
            self.settings, self.capture, self.new_shortcut, self.warm, self.tell, lambda: "askance quick"
        )
        self.controller.connect()
        self.controller.show()

    def new_shortcut(self) -> FakeShortcut:
        self.shortcuts.append(FakeShortcut())
        return self.shortcuts[-1]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(shortcut_on=True)


def test_nothing_is_made_until_it_is_switched_on(qtbot: QtBot) -> None:
    desk = Desk()
    assert desk.shortcuts == []
    assert desk.controller.words == ""
    desk.settings.change(shortcut_on=True)
    assert desk.shortcuts[0].calls == ["Ctrl+Shift+Space"]


def test_a_press_freezes_the_screen_as_it_is(desk: Desk) -> None:
    desk.shortcuts[0].pressed.emit()
    assert desk.capture.calls == [("start", CaptureWish(use=CaptureUse.QUICK, steps_aside=False))]


def test_the_overlay_is_warmed_once_the_keys_are_ours(desk: Desk) -> None:
    assert desk.warm.calls == []
    desk.shortcuts[0].changed.emit(ShortcutStatus(ShortcutState.ON, "Ctrl+Shift+Space"))
    assert desk.warm.calls == [()]
    assert desk.controller.words == "Ctrl+Shift+Space works in every program."


def test_keys_that_are_taken_are_told(desk: Desk) -> None:
    desk.shortcuts[0].changed.emit(ShortcutStatus(ShortcutState.TAKEN, "Ctrl+Shift+Space"))
    assert desk.tell.calls == [("Another program already uses Ctrl+Shift+Space. Choose other keys.",)]


@pytest.mark.parametrize("state", [ShortcutState.NO_SERVICE, ShortcutState.UNKNOWN_PROGRAM, ShortcutState.DENIED])
def test_where_there_is_none_the_line_to_bind_is_shown(desk: Desk, state: ShortcutState) -> None:
    desk.shortcuts[0].changed.emit(ShortcutStatus(state))
    assert desk.controller.words.endswith("bind keys to this command: askance quick")


def test_other_keys_are_taken_and_wrong_ones_told(desk: Desk) -> None:
    desk.settings.change(shortcut="F12")
    assert desk.shortcuts[0].calls == ["Ctrl+Shift+Space", "F12"]
    desk.settings.change(shortcut="A")
    assert desk.shortcuts[0].calls[2:] == ["release"]
    assert "“A” is not a shortcut" in desk.controller.words


def test_switched_off_the_keys_are_given_back(desk: Desk) -> None:
    desk.controller.try_again()
    desk.settings.change(shortcut_on=False)
    assert desk.shortcuts[0].calls == ["Ctrl+Shift+Space", "Ctrl+Shift+Space", "release"]
    assert desk.controller.status.state is ShortcutState.OFF
    desk.controller.try_again()
    assert desk.shortcuts[0].calls[3:] == []
