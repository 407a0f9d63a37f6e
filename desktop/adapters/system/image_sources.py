"""Reads image bytes from files, and knows web addresses.

A path may be anything: a device, a pipe that never answers, a link to nowhere. It is opened without blocking, checked,
and read within bounds.
"""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.image.source_image import HEAD_BYTES, MAX_BYTES, sniff_mime_type
from desktop.core.image_formats import file_patterns


def read_file(path: Path) -> bytes:
    """Returns the bytes of a regular file. Raises ImageRejectedError. May block, so not for the GUI thread."""
    name = path.name or str(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise ImageRejectedError(Problem(ProblemKind.MISSING, name)) from None
    except IsADirectoryError:
        raise ImageRejectedError(Problem(ProblemKind.DIRECTORY, name)) from None
    except (OSError, ValueError):
        kind = (
            ProblemKind.DIRECTORY if os.path.isdir(path) else ProblemKind.UNREADABLE
        )  # Windows says "permission" for a directory
        raise ImageRejectedError(Problem(kind, name)) from None
    try:
        return _read_regular(handle, name)
    finally:
        os.close(handle)


def images_in_folder(path: Path) -> tuple[tuple[Path, ...], int]:
    """Returns the image files of a path (itself, or those in a folder, sorted by name) and the number of files there.

    Subfolders are not entered. Raises ImageRejectedError for a folder without any image. May block.
    """
    if _is_no_folder(path):
        return (path,), 0
    return _images_in(path, _is_image)


def images_to_list(path: Path) -> tuple[Path, ...]:
    """Returns the image files of a path, as `images_in_folder`, with those that are images by their name alone.

    Such a file is broken, and whoever lists it can say how. Raises ImageRejectedError. May block.
    """
    if _is_no_folder(path):
        return (path,)
    return _images_in(path, lambda file: _is_named_image(file) or _is_image(file))[0]


def _is_no_folder(path: Path) -> bool:
    try:
        return not path.is_dir()
    except OSError:
        raise ImageRejectedError(Problem(ProblemKind.UNREADABLE, path.name or str(path))) from None


def _images_in(folder: Path, is_wanted: Callable[[Path], bool]) -> tuple[tuple[Path, ...], int]:
    """Returns the wanted files of a folder, sorted by name, and the number of the others. Raises ImageRejectedError."""
    name = folder.name or str(folder)
    try:
        files = [file for file in folder.iterdir() if file.is_file() and not file.name.startswith(".")]
        found = tuple(sorted((file for file in files if is_wanted(file)), key=_by_name))
    except OSError:
        raise ImageRejectedError(Problem(ProblemKind.UNREADABLE, name)) from None
    if not found:
        raise ImageRejectedError(Problem(ProblemKind.EMPTY_FOLDER, name))
    return found, len(files) - len(found)


def _is_named_image(path: Path) -> bool:
    return bool(path.suffix) and f"*{path.suffix.lower()}" in file_patterns().split()


def _is_image(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return sniff_mime_type(file.read(HEAD_BYTES)) is not None
    except OSError:
        return False


def _by_name(path: Path) -> list[tuple[int, int | str]]:
    """Returns a sort key that puts “shot 9” before “shot 10”."""
    parts = re.split(r"(\d{1,18})", path.name.casefold())
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in parts]


def _read_regular(handle: int, name: str) -> bytes:
    about = os.fstat(handle)
    if stat.S_ISDIR(about.st_mode):
        raise ImageRejectedError(Problem(ProblemKind.DIRECTORY, name))
    if not stat.S_ISREG(about.st_mode):
        raise ImageRejectedError(Problem(ProblemKind.NOT_A_FILE, name))
    if about.st_size > MAX_BYTES:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, name))
    parts, left = [], MAX_BYTES + 1
    try:
        while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
    except OSError:
        raise ImageRejectedError(Problem(ProblemKind.UNREADABLE, name)) from None
    if left <= 0:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, name))
    return b"".join(parts)


def is_web_address(text: str) -> bool:
    """Returns True if a text is one http(s) address and nothing else."""
    if len(text) > 4000 or any(letter.isspace() or not letter.isprintable() for letter in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
