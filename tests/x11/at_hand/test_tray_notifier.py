"""The icon in a tray of today's desktops (StatusNotifierItem, over a bus): shown, clicked, its menu chosen from."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.storage import database
from tests.helpers.panel.tray_panel import TrayPanel, tray_panel
from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen
from tests.x11.steps import ASKANCE, settled

pytestmark = pytest.mark.x11


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus of its own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(240)
        daemon.stdout.close()


@pytest.fixture
def panel(bus: str) -> Iterator[TrayPanel]:
    with tray_panel(bus) as shown:
        yield shown


def windows(at: Screen) -> list[str]:
    """The ids of the program's visible windows."""
    return at.windows("Askance")


def test_the_icon_brings_the_window_back_and_its_menu_quits(at: Screen, home: Path, bus: str, panel: TrayPanel) -> None:
    with Endpoint(answer=saying("Yes.")) as endpoint:
        settled(home, endpoint, tray=True, close_to_tray=True)
        environment = {**at.environment, "ASKANCE_HOME": str(home), "DBUS_SESSION_BUS_ADDRESS": bus}
        process = subprocess.Popen(ASKANCE, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            at.wait(lambda: windows(at) and (home / "data" / database.NAME).exists())
            panel.wait_for_icon()
            assert panel.icons == 1
            assert panel.shown("Status") == "Active"
            assert panel.shown("IconPixmap") or panel.shown("IconName")
            assert list(panel.menu()) == ["Capture and ask", "Quick ask", "Open Askance", "Quit"]
            at.do("xdotool", "windowactivate", "--sync", windows(at)[0])
            at.key("alt+F4")
            at.wait(lambda: not windows(at))
            assert process.poll() is None
            panel.click()
            at.wait(lambda: windows(at))
            panel.choose("Quit")
            assert process.wait(timeout=240) == 0
            at.wait(lambda: panel.icons == 0)
        finally:
            process.kill()
            process.communicate()


def test_the_panel_itself_knows_what_is_registered(bus: str, panel: TrayPanel) -> None:
    assert panel.icons == 0
    with pytest.raises(AssertionError):
        panel.wait_for_icon(within_s=0.1)
    sent = [
        "dbus-send",
        f"--bus={bus}",
        "--print-reply",
        "--dest=org.kde.StatusNotifierWatcher",
        "/StatusNotifierWatcher",
    ]
    wrong = subprocess.run([*sent, "org.kde.StatusNotifierWatcher.Nothing"], capture_output=True, env=os.environ)
    assert b"UnknownMethod" in wrong.stderr
    right = [*sent, "org.kde.StatusNotifierWatcher.RegisterStatusNotifierItem", "string:org.kde.StatusNotifierItem-1-1"]
    assert subprocess.run(right, capture_output=True, env=os.environ).returncode == 0
    assert panel.icons == 0  # nobody of that name is on the bus
