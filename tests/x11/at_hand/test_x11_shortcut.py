"""A global shortcut at a real X server: pressed in another program, with every lock, and taken by somebody else."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.adapters.system.at_hand.x11_shortcut import X11Shortcut
from desktop.core.global_shortcut import ShortcutState, ShortcutStatus, shortcut_keys
from tests.x11.screen import Screen

pytestmark = pytest.mark.x11

KEYS = shortcut_keys("Ctrl+Shift+Space")


@pytest.fixture
def shortcut(at: Screen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[X11Shortcut]:
    monkeypatch.setenv("DISPLAY", at.display)
    taken = X11Shortcut()
    yield taken
    taken.release()


def states(shortcut: X11Shortcut) -> list[ShortcutState]:
    heard: list[ShortcutState] = []
    shortcut.changed.connect(lambda status: heard.append(status.state))
    return heard


def test_the_keys_are_heard_wherever_the_user_is(at: Screen, shortcut: X11Shortcut, qtbot: QtBot) -> None:
    assert KEYS is not None
    with qtbot.waitSignal(shortcut.changed) as changed:
        shortcut.take(KEYS)
    assert changed.args == [ShortcutStatus(ShortcutState.ON, "Ctrl+Shift+Space")]
    with qtbot.waitSignal(shortcut.pressed):
        at.key("ctrl+shift+space")


@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_a_lock_does_not_keep_them_away(at: Screen, shortcut: X11Shortcut, qtbot: QtBot, lock: str) -> None:
    assert KEYS is not None
    shortcut.take(KEYS)
    at.do("xdotool", "key", lock)
    with qtbot.waitSignal(shortcut.pressed):
        at.do("xdotool", "key", "ctrl+shift+space")


def test_keys_that_another_program_holds_are_told_and_left(at: Screen, shortcut: X11Shortcut, qtbot: QtBot) -> None:
    assert KEYS is not None
    other = X11Shortcut()
    other.take(KEYS)
    heard = states(shortcut)
    shortcut.take(KEYS)
    assert heard == [ShortcutState.TAKEN]
    with qtbot.waitSignal(other.pressed):
        at.key("ctrl+shift+space")
    other.release()
    shortcut.take(KEYS)
    assert heard == [ShortcutState.TAKEN, ShortcutState.ON]


def test_other_keys_take_the_place_of_the_first(at: Screen, shortcut: X11Shortcut, qtbot: QtBot) -> None:
    other_keys = shortcut_keys("Ctrl+F12")
    assert KEYS is not None
    assert other_keys is not None
    shortcut.take(KEYS)
    shortcut.take(other_keys)
    with qtbot.assertNotEmitted(shortcut.pressed):
        at.key("ctrl+shift+space")
    with qtbot.waitSignal(shortcut.pressed):
        at.key("ctrl+F12")


def test_another_layout_of_the_keyboard_is_followed(at: Screen, shortcut: X11Shortcut, qtbot: QtBot) -> None:
    keys = shortcut_keys("Ctrl+Alt+Z")
    assert keys is not None
    shortcut.take(keys)
    at.do("setxkbmap", "de")  # Z and Y change places
    heard: list[bool] = []
    shortcut.pressed.connect(lambda: heard.append(True))

    def pressed() -> bool:
        at.do("xdotool", "key", "ctrl+alt+z")
        return bool(heard)

    qtbot.waitUntil(pressed)


@pytest.mark.logs("no global shortcut")
def test_without_a_server_it_is_told(shortcut: X11Shortcut, monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEYS is not None
    monkeypatch.setenv("DISPLAY", ":99999")
    heard = states(shortcut)
    shortcut.take(KEYS)
    assert heard == [ShortcutState.FAILED]
