"""Files that other programs name: lists of URIs, and one path or URI as text."""

import os
import socket
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from desktop.core.image_formats import BY_SUFFIX

LONGEST_PATH = 4096  # of Linux; Windows allows less
_ACTIONS = ("copy", "cut", "x-special/nautilus-clipboard")


def listed_uris(data: bytes) -> tuple[str, ...]:
    """Returns the URIs of `text/uri-list` (RFC 2483), or of what file managers of GNOME and KDE offer beside it."""
    lines = data.replace(b"\0", b"\n").decode("utf-8", "surrogateescape").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and line[0] != "#" and line.strip() not in _ACTIONS)


def local_path(uri: str) -> Path | None:
    """Returns the path of a `file:` URI on this computer; None for any other, so that no other computer is asked."""
    if uri[:5].lower() != "file:":
        return None
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.netloc.lower() not in ("", "localhost", "127.0.0.1", *_own_names()):
        return None
    raw = unquote_to_bytes(parts.path.encode("utf-8", "surrogateescape"))
    if not raw.startswith(b"/") or raw.startswith(b"//") or b"\0" in raw:
        return None
    if sys.platform == "win32":
        return Path(raw.decode("utf-8", "replace").lstrip("/"))
    path = Path(os.fsdecode(raw))
    if _is_utf8(raw) or os.path.lexists(path):
        return path
    return Path(raw.decode("latin-1"))  # escaped by a program that does not know how the file system names files


def path_in_text(text: str) -> Path | None:
    """Returns the picture that a text names, if it is one path or `file:` URI of a file that is there; else None."""
    line = text.strip().strip("\"'")
    if not line or len(line) > LONGEST_PATH or not line.isprintable():
        return None
    path = local_path(line) if line[:5].lower() == "file:" else Path(line).expanduser() if line[0] in "/~" else None
    if path is None and sys.platform == "win32" and line[1:3] == ":\\":
        path = Path(line)
    if path is None or path.suffix.lower().removeprefix(".") not in BY_SUFFIX:
        return None
    return path if os.path.isfile(path) else None


def _own_names() -> tuple[str, ...]:
    name = socket.gethostname().lower()
    return name, name.partition(".")[0]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
