"""The request of a start of the program, as a value; as JSON it is passed to a program that is already running."""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl

from desktop.core.ids import sha256_hex

MOST_IMAGES = 500  # of one start; chosen
MOST_DELAY_S = 60  # before a capture; chosen
CAPTURES = ("", "choice", "screen")
USES = ("ask", "quick", "text")


def name_for(home: Path) -> str:
    """Returns the name of the running program's local socket: the same for every start by one user with one home."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return "askance-" + sha256_hex(f"{user} {home}".encode())[:16]


def is_address(text: str) -> bool:
    """Returns True if an argument is an address. A path is not, nor is a `file:` address."""
    return ("://" in text or text[:5].lower() == "data:") and text[:5].lower() != "file:"


def _path_in(text: str) -> str:
    return QUrl(text).toLocalFile() if text[:5].lower() == "file:" else text


@dataclass(frozen=True, slots=True)
class LaunchRequest:
    """Images to open or a capture to start.

    `images` are absolute paths or addresses in their order; `capture` is empty, "choice" or "screen"; `delay_s` is the
    delay of the capture in seconds, `use` what becomes of its region: "ask", "quick" or "text". With `is_hidden`, the
    window stays out of sight until it is wanted.
    """

    images: tuple[str, ...] = ()
    capture: str = ""
    delay_s: int = 0
    use: str = "ask"
    is_hidden: bool = False

    @property
    def starts_hidden(self) -> bool:
        """True if a start with this request shows no window at first."""
        return self.is_hidden or (bool(self.capture) and self.use != "ask")

    @classmethod
    def of_arguments(cls, arguments: Sequence[str], folder: Path) -> "LaunchRequest":
        """Returns the request of a start with these arguments. Ends the program with a sentence if one is wrong."""
        first, others = (arguments[0] if arguments else ""), arguments[1:]
        if first in ("capture", "quick"):
            return cls.capturing(others, first)
        if first == "background" and not others:
            return cls(is_hidden=True)
        return cls.of(arguments, folder)

    @classmethod
    def of(cls, arguments: Sequence[str], folder: Path) -> "LaunchRequest":
        """Returns the request of a command line; relative paths are relative to `folder`."""
        return cls(tuple(name if is_address(name) else str(folder / _path_in(name)) for name in arguments))

    @classmethod
    def capturing(cls, arguments: Sequence[str], command: str = "capture") -> "LaunchRequest":
        """Returns the request of `askance capture` or `askance quick`. Ends the program if an argument is wrong."""
        about = "Take a picture of the screen and ask." if command == "capture" else "Ask about a part of the screen."
        parser = argparse.ArgumentParser(prog=f"askance {command}", description=about)
        parser.add_argument("--screen", action="store_true", help="the whole screen with the pointer; no choosing")
        parser.add_argument("--delay", type=int, default=0, metavar="SECONDS", help="look at the screen later")
        if command == "quick":
            parser.add_argument("--text", action="store_true", help="copy the text that is there; ask nothing")
        chosen = parser.parse_args(arguments)
        if not 0 <= chosen.delay <= MOST_DELAY_S:
            parser.error(f"--delay takes 0 to {MOST_DELAY_S} seconds")
        use = "ask" if command == "capture" else "text" if chosen.text else "quick"
        return cls((), "screen" if chosen.screen else "choice", chosen.delay, use)

    def to_json(self) -> str:
        fields = {"pictures": self.images, "capture": self.capture, "delay_s": self.delay_s}
        fields |= {"use": self.use} if self.use != "ask" else {}
        return json.dumps(fields | ({"hidden": True} if self.is_hidden else {}))

    @classmethod
    def from_json(cls, message: str) -> "LaunchRequest":
        """Returns the request in another start's message; an invalid message requests only the window."""
        try:
            fields = json.loads(message)
            images, capture, delay_s = fields["pictures"], fields.get("capture", ""), fields.get("delay_s", 0)
            use, is_hidden = fields.get("use", "ask"), fields.get("hidden", False)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls()
        if not isinstance(images, list) or capture not in CAPTURES or type(delay_s) is not int or use not in USES:
            return cls()
        delay_s = max(0, min(delay_s, MOST_DELAY_S))
        return cls(tuple(str(image) for image in images[:MOST_IMAGES]), capture, delay_s, use, is_hidden is True)
