"""The one door through which a link is opened: http, https and mailto, by the system's own program."""

import contextlib
import os
import sys
from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.core.markdown.link_safety import target_of


def open_link(address: str) -> bool:
    """Open `address` in the browser or the mail program; whether that was allowed and worked."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if target_of(address) is None or not url.isValid():
        return False
    with system_libraries():
        return QDesktopServices.openUrl(url)


@contextlib.contextmanager
def system_libraries() -> Iterator[None]:
    """A frozen program runs with its own libraries first; what it starts must not."""
    bundled = os.environ.pop("LD_LIBRARY_PATH", None) if hasattr(sys, "_MEIPASS") else None
    if "LD_LIBRARY_PATH_ORIG" in os.environ and bundled is not None:
        os.environ["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH_ORIG"]
    try:
        yield
    finally:
        if bundled is not None:
            os.environ["LD_LIBRARY_PATH"] = bundled
