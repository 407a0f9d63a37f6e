"""What a start of the program asks for, as a value; as JSON it goes to the program that is running already."""

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QFile, QUrl

from desktop.core.ids import sha256_hex

MOST_IMAGES = 500
MOST_DELAY_S = 60
CAPTURES = ("", "choice", "screen")


def name_for(home: Path) -> str:
    """The name of the running program's meeting point: the same for every start with the same user and folders."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return "askance-" + sha256_hex(f"{user} {home}".encode())[:16]


def may_be_running(name: str) -> bool:
    """Whether it is worth calling that meeting point; where it is a file, its absence says no without a library."""
    return os.name == "nt" or QFile.exists(f"{QDir.tempPath()}/{name}")


def is_address(text: str) -> bool:
    """Whether something named is an address and not a file. A `file:` address is a file."""
    return ("://" in text or text[:5].lower() == "data:") and text[:5].lower() != "file:"


def _path_in(text: str) -> str:
    return QUrl(text).toLocalFile() if text[:5].lower() == "file:" else text


@dataclass(frozen=True, slots=True)
class LaunchRequest:
    """`pictures` are absolute paths or addresses, in the order in which they were named.

    `capture` is empty, "choice" or "screen"; `delay_s` is how long that waits.
    """

    images: tuple[str, ...] = ()
    capture: str = ""
    delay_s: int = 0

    @classmethod
    def of(cls, arguments: Sequence[str], folder: Path) -> "LaunchRequest":
        """From the command line, with relative paths taken from `folder`."""
        return cls(tuple(each if is_address(each) else str(folder / _path_in(each)) for each in arguments))

    @classmethod
    def capturing(cls, arguments: Sequence[str]) -> "LaunchRequest":
        """From what follows `capture` on the command line. Ends the program with a sentence when it makes no sense."""
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
        """From another start's message; one that makes no sense asks for nothing but the window."""
        try:
            held = json.loads(message)
            images, capture, delay_s = held["pictures"], held.get("capture", ""), held.get("delay_s", 0)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls()
        if not isinstance(images, list) or capture not in CAPTURES or type(delay_s) is not int:
            return cls()
        delay_s = max(0, min(delay_s, MOST_DELAY_S))
        return cls(tuple(str(each) for each in images[:MOST_IMAGES]), capture, delay_s)
