"""What a start of the program asks for, as a value; as JSON it goes to the program that is running already."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QFile, QUrl

from desktop.core.picture import hash_of

MOST_PICTURES = 500


def name_for(home: Path) -> str:
    """The name of the running program's meeting point: the same for every start with the same user and folders."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return "askance-" + hash_of(f"{user} {home}".encode())[:16]


def may_be_running(name: str) -> bool:
    """Whether it is worth calling that meeting point; where it is a file, its absence says no without a library."""
    return os.name == "nt" or QFile.exists(f"{QDir.tempPath()}/{name}")


def is_address(text: str) -> bool:
    """Whether something named is an address and not a file. A `file:` address is a file."""
    return ("://" in text or text[:5].lower() == "data:") and text[:5].lower() != "file:"


def _path_in(text: str) -> str:
    return QUrl(text).toLocalFile() if text[:5].lower() == "file:" else text


@dataclass(frozen=True, slots=True)
class Launch:
    """`pictures` are absolute paths or addresses, in the order in which they were named."""

    pictures: tuple[str, ...] = ()

    @classmethod
    def of(cls, arguments: Sequence[str], folder: Path) -> "Launch":
        """From the command line, with relative paths taken from `folder`."""
        return cls(tuple(each if is_address(each) else str(folder / _path_in(each)) for each in arguments))

    def to_json(self) -> str:
        return json.dumps({"pictures": self.pictures})

    @classmethod
    def from_json(cls, message: str) -> "Launch":
        """From another start's message; one that makes no sense asks for nothing but the window."""
        try:
            pictures = json.loads(message)["pictures"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return cls()
        if not isinstance(pictures, list):
            return cls()
        return cls(tuple(str(each) for each in pictures[:MOST_PICTURES]))
