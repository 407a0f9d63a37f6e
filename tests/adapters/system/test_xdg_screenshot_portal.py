"""The desktop portal, spoken to over a real bus: what it answers, and what it does not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.adapters.system.screen_grab import ScreenCaptureError, screenshots
from desktop.core.errors import ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import Screenshot
from tests.helpers.images import quarters

FAKE = """
import sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
print("ready", flush=True)
while True:
    heard = bus.receive()
    fields = heard.header.fields
    if heard.header.message_type == MessageType.method_call and fields.get(HeaderFields.member) == "Screenshot":
        token, sender = heard.body[1]["handle_token"][1], fields[HeaderFields.sender][1:].replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{sender}/{token}"
        bus.send(new_method_return(heard, "o", (path,)))
        found = {"uri": ("s", sys.argv[2])} if sys.argv[2] else {}
        request = DBusAddress(path, interface="org.freedesktop.portal.Request")
        bus.send(new_signal(request, "Response", "ua{sv}", (int(sys.argv[1]), found)))
"""
ASKING = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.adapters.system.xdg_screenshot_portal import XdgScreenshotPortal
app = QCoreApplication([])
portal = XdgScreenshotPortal()
def say(*words):
    print(*words, flush=True)
    app.quit()
portal.taken.connect(lambda path: say("taken", path))
portal.given_up.connect(lambda: say("given up"))
portal.refused.connect(lambda problem: say("refused", problem.kind.value))
portal.ask(interactive=True)
QTimer.singleShot(8000, lambda: say("silence"))
app.exec()
"""
HERE = Path(__file__).parents[3]
BUS = ["dbus-run-session", "--"]


@contextmanager
def bus(*programs: list[str]) -> Iterator[str]:
    """What the last of these programs says, on a bus of their own, the others before it ready and waiting."""
    waiting = "".join(f'exec 3< <("$PYTHON" -c "$FAKE" {" ".join(program)}); head -n 1 <&3; ' for program in programs)
    script = f'{waiting}"$PYTHON" -c "$ASKING"; kill $(jobs -p); true'
    done = subprocess.run(
        [*BUS, "bash", "-c", script],
        env={**os.environ, "FAKE": FAKE, "ASKING": ASKING, "PYTHON": sys.executable, "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        timeout=240,
    )
    yield done.stdout.removeprefix("ready\n")


@pytest.mark.parametrize(
    ("code", "address", "printed"),
    [
        ("0", "file:///tmp/a%20shot.png", "taken /tmp/a shot.png\n"),
        ("1", '""', "given up\n"),
        ("2", '""', "refused capture_forbidden\n"),
        ("0", '""', "refused capture_forbidden\n"),
    ],
)
def test_the_portal_answers(code: str, address: str, printed: str) -> None:
    with bus([code, address]) as heard:
        assert heard == printed


def test_a_desktop_without_a_portal_is_said() -> None:
    with bus() as heard:
        assert heard == "refused capture_impossible\n"


def test_without_a_screen_it_is_said(qapp: object) -> None:
    with pytest.raises(ScreenCaptureError) as refused:
        screenshots()
    assert refused.value.problem.kind is ProblemKind.CAPTURE_IMPOSSIBLE


def test_the_topmost_window_is_meant_and_only_its_part_on_this_screen() -> None:
    screenshot = Screenshot("s", PixelBuffer.of(quarters()), (Rect(10, 10, 30, 30), Rect(0, 0, 200, 200)))
    assert screenshot.window_at((15, 15)) == Rect(10, 10, 30, 30)
    assert screenshot.window_at((60, 50)) == Rect(0, 0, 80, 60)
    assert screenshot.window_at((300, 300)) is None
