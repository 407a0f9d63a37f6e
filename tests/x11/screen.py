"""A real X server with a window manager, and the hands of a user: xclip, xdotool, the eyes of a screenshot."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.helpers.clocks.patience import Patience

if sys.platform == "linux":
    import xcffib
    import xcffib.xproto


@dataclass
class Screen:
    """An X display and what a user can do at it."""

    display: str
    server: "subprocess.Popen[bytes]"

    @property
    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        return {**clean, "DISPLAY": self.display}

    def do(self, *command: str) -> str:
        """Runs a tool at this display. Returns its output."""
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True, timeout=240
        ).stdout

    def copy(self, data: bytes, target: str) -> "subprocess.Popen[bytes]":
        """Puts bytes on the clipboard with xclip, which stays their owner."""
        owner = subprocess.Popen(
            ["xclip", "-selection", "clipboard", "-t", target, "-i", "-quiet"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert owner.stdin is not None
        owner.stdin.write(data)
        owner.stdin.close()
        self.wait(lambda: target in self.targets())
        return owner

    def targets(self) -> str:
        """The types that the clipboard offers, a line for each."""
        done = subprocess.run(
            ["xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
        )
        return done.stdout

    def pasted(self, selection: str = "clipboard") -> str:
        """The text on the clipboard, or in another selection; empty while nobody owns it or its owner is not ready."""
        command = ["xclip", "-selection", selection, "-o"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60).stdout

    def pasted_bytes(self, target: str) -> bytes:
        """The bytes on the clipboard of a type that it offers."""
        command = ["xclip", "-selection", "clipboard", "-t", target, "-o"]
        return subprocess.run(command, env=self.environment, capture_output=True, check=True, timeout=240).stdout

    def picture(self) -> bytes:
        """A screenshot of the whole screen, as a PNG."""
        connection: Any = xcffib.connect(self.display)
        try:
            root = connection.get_setup().roots[0]
            size = (root.width_in_pixels, root.height_in_pixels)
            form = xcffib.xproto.ImageFormat.ZPixmap
            reply = connection.core.GetImage(form, root.root, 0, 0, *size, 0xFFFFFFFF).reply()
        finally:
            connection.disconnect()
        file = BytesIO()
        Image.frombuffer("RGB", size, bytes(reply.data), "raw", "BGRX").save(file, "PNG", compress_level=1)
        return file.getvalue()

    def key(self, *keys: str) -> None:
        self.do("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self.do("xdotool", "type", "--delay", "8", text)

    def window(self, title: str) -> str:
        """The id of the window with that title (a pattern), once it is there and has the focus."""
        found: list[str] = []

        def look() -> bool:
            found[:] = self.windows(title)
            return bool(found)

        self.wait(look)
        self.do("xdotool", "windowactivate", "--sync", found[-1])
        return found[-1]

    def windows(self, title: str) -> list[str]:
        """The ids of the windows in view with that title (a pattern)."""
        search = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
        found = subprocess.run(search, env=self.environment, capture_output=True, text=True, timeout=240)
        return found.stdout.split()

    def title_in_front(self) -> str:
        """The title of the window that has the focus; empty while none has it, or it goes as it is looked at."""
        command = ["xdotool", "getactivewindow", "getwindowname"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=240).stdout.strip()

    def place(self, window: str) -> tuple[int, int, int, int]:
        """A window's left, top, width and height on the screen."""
        listing = self.do("xwininfo", "-id", window)
        values = dict(re.findall(r"(Absolute upper-left X|Absolute upper-left Y|Width|Height): +(-?\d+)", listing))
        x, y, width, height = (int(value) for value in values.values())
        return x, y, width, height

    @staticmethod
    def wait(condition: Callable[[], object], within_s: float = 240.0) -> None:
        """Waits until something holds. Raises AssertionError when it never does."""
        patience = Patience(within_s)
        while not condition():
            assert not patience.is_over(), "waited in vain"
            time.sleep(0.05)  # another process is waited for; it tells nobody when it is ready


@contextlib.contextmanager
def screen(size: str = "1280x800x24") -> Iterator[Screen]:
    """A display of its own, with openbox."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-r"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as file:
            display = Screen(":" + file.readline().strip(), server)
        manager = subprocess.Popen(
            ["openbox"], env=display.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            display.wait(lambda: "_NET_SUPPORTING_WM_CHECK" in display.do("xprop", "-root"))
            yield display
        finally:
            manager.terminate()
            manager.wait()
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def program(at: Screen, command: list[str], home: Path, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Askance at that display, ended as a window manager would end it; it must leave in silence."""
    with left_by(lambda: at.key("ctrl+q"), at, command, home, environment) as process:
        yield process


@contextlib.contextmanager
def left_by(
    leave: Callable[[], None], at: Screen, command: list[str], home: Path, environment: dict[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Askance at that display, ended by `leave`; it must leave in silence."""
    process = subprocess.Popen(
        command,
        env={**at.environment, "ASKANCE_HOME": str(home), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
        at.window("Askance")
        leave()
        _, errors = process.communicate(timeout=240)
        assert (process.returncode, errors) == (0, b""), errors.decode(errors="replace")
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
