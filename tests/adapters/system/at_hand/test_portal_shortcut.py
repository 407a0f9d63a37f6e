"""A global shortcut from a portal that checks signatures and demands an app id, over a real bus."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.adapters.system.at_hand import desktop_entry
from desktop.adapters.system.at_hand.portal_shortcut import PortalShortcut, trigger_of
from desktop.core.global_shortcut import ShortcutState, ShortcutStatus, shortcut_keys
from tests.adapters.system.at_hand.portal_standin import portal_on_a_bus, session_bus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the portal is one of Linux desktops")

Taken = tuple[PortalShortcut, list[ShortcutStatus]]


@pytest.fixture
def data_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    return tmp_path


@pytest.fixture
def take(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Taken]]:
    """Takes the shortcut on a bus, and waits until the desktop has decided."""
    shortcuts: list[PortalShortcut] = []

    def taken(address: str) -> Taken:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        keys = shortcut_keys("Ctrl+Shift+Space")
        assert keys is not None
        shortcut, heard = PortalShortcut(desktop_entry.installed_ids), list[ShortcutStatus]()
        shortcuts.append(shortcut)
        shortcut.changed.connect(heard.append)
        shortcut.take(keys)
        qtbot.waitUntil(lambda: heard[-1].state is not ShortcutState.ASKING)
        return shortcut, list(heard)

    yield taken
    for shortcut in shortcuts:
        shortcut.release()


def test_the_desktop_is_told_who_asks_and_hands_the_presses_over(
    take: Callable[[str], Taken], data_home: Path, qtbot: QtBot
) -> None:
    assert desktop_entry.install_entry().is_relative_to(data_home)
    with portal_on_a_bus("grants") as portal:
        shortcut, heard = take(portal.address)
        assert portal.said() == "registered example.askance.Askance"
        assert portal.said() == "bound quick-ask CTRL+SHIFT+space"
        assert heard[-1] == ShortcutStatus(ShortcutState.ON, "Press <Super>Space")
        with qtbot.waitSignal(shortcut.pressed):
            portal.ask("press")
        with qtbot.assertNotEmitted(shortcut.pressed):
            shortcut.release()


@pytest.mark.parametrize("ending", ["close", "go"])
def test_a_session_that_the_desktop_closes_and_a_portal_that_goes_are_told(
    take: Callable[[str], Taken], data_home: Path, qtbot: QtBot, ending: str
) -> None:
    desktop_entry.install_entry()
    with portal_on_a_bus("grants") as portal:
        shortcut, heard = take(portal.address)
        assert heard[-1].state is ShortcutState.ON
        with qtbot.waitSignal(shortcut.changed) as heard_change:
            portal.ask(ending)
        assert heard_change.args == [ShortcutStatus(ShortcutState.CLOSED)]
        with qtbot.waitSignal(shortcut.changed):  # the keys can be asked for again
            shortcut.release()


@pytest.mark.parametrize("kind", ["strict", "grants"])
def test_without_a_desktop_file_the_desktop_refuses(take: Callable[[str], Taken], data_home: Path, kind: str) -> None:
    if kind == "strict":
        desktop_entry.install_entry()
    with portal_on_a_bus(kind) as portal:
        shortcut, heard = take(portal.address)
        shortcut.release()
    assert heard[-1].state is ShortcutState.UNKNOWN_PROGRAM


def test_the_packages_desktop_file_will_do(take: Callable[[str], Taken], data_home: Path) -> None:
    folder = data_home / "applications"
    folder.mkdir()
    (folder / "askance.desktop").write_text("[Desktop Entry]\n")
    with portal_on_a_bus("grants") as portal:
        shortcut, heard = take(portal.address)
        shortcut.release()
        assert portal.said() == "registered askance"
    assert heard[-1].state is ShortcutState.ON


def test_an_old_portal_finds_out_who_asks_by_itself(take: Callable[[str], Taken], data_home: Path) -> None:
    desktop_entry.install_entry()
    with portal_on_a_bus("old") as portal:
        shortcut, heard = take(portal.address)
        shortcut.release()
    assert heard[-1].state is ShortcutState.ON


def test_what_the_user_denies_is_told(take: Callable[[str], Taken], data_home: Path) -> None:
    desktop_entry.install_entry()
    with portal_on_a_bus("denies") as portal:
        shortcut, heard = take(portal.address)
        shortcut.release()
    assert heard[-1].state is ShortcutState.DENIED


def test_a_portal_without_shortcuts_and_a_bus_without_a_portal(take: Callable[[str], Taken], data_home: Path) -> None:
    desktop_entry.install_entry()
    with portal_on_a_bus("absent") as portal:
        assert take(portal.address)[1][-1].state is ShortcutState.NO_SERVICE
    with session_bus() as address:
        assert take(address)[1][-1].state is ShortcutState.NO_SERVICE


@pytest.mark.logs("no session bus")
def test_without_a_bus_there_is_no_service(take: Callable[[str], Taken], data_home: Path) -> None:
    assert take(f"unix:path={data_home}/none")[1][-1].state is ShortcutState.NO_SERVICE


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("Ctrl+Shift+Space", "CTRL+SHIFT+space"), ("Meta+A", "LOGO+a"), ("Alt+PageUp", "ALT+Page_Up"), ("F12", "F12")],
)
def test_keys_in_the_notation_of_the_specification(text: str, trigger: str) -> None:
    keys = shortcut_keys(text)
    assert keys is not None
    assert trigger_of(keys) == trigger
