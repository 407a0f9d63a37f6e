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
    delay of the capture in seconds.
    """

    images: tuple[str, ...] = ()
    capture: str = ""
    delay_s: int = 0

    @classmethod
    def of(cls, arguments: Sequence[str], folder: Path) -> "LaunchRequest":
        """Returns the request of a command line; relative paths are relative to `folder`."""
        return cls(tuple(name if is_address(name) else str(folder / _path_in(name)) for name in arguments))

    @classmethod
    def capturing(cls, arguments: Sequence[str]) -> "LaunchRequest":
        """Returns the request of `askance capture`. Ends the program with a sentence if an argument is wrong."""
        parser = argparse.ArgumentParser(prog="askance capture", description="Take a picture of the screen and ask.")
        parser.add_argument("--screen", action="store_true", help="the whole screen with the pointer; no choosing")
        parser.add_argument("--delay", type=int, default=0, metavar="SECONDS", help="look at the screen later")
        chosen = parser.parse_args(arguments)
        if not 0 <= chosen.delay <= MOST_DELAY_S:
            parser.error(f"--delay takes 0 to {MOST_DELAY_S} seconds")
        return cls((), "screen" if chosen.screen else "choice", chosen.delay)

    def to_json(self) -> str:
        return json.dumps({"pictures": self.images, "capture": self.capture, "delay_s": self.delay_s})

    @classmethod
    def from_json(cls, message: str) -> "LaunchRequest":
        """Returns the request in another start's message; an invalid message requests only the window."""
        try:
            fields = json.loads(message)
            images, capture, delay_s = fields["pictures"], fields.get("capture", ""), fields.get("delay_s", 0)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls()
        if not isinstance(images, list) or capture not in CAPTURES or type(delay_s) is not int:
            return cls()
        delay_s = max(0, min(delay_s, MOST_DELAY_S))
        return cls(tuple(str(image) for image in images[:MOST_IMAGES]), capture, delay_s)
