"""Opens links, here alone: http, https and mailto, by the system's own program."""

import contextlib
import os
import sys
from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.adapters.system.core_dumps import given_core_limit
from desktop.core.markdown.link_safety import target_of


def open_link(address: str) -> bool:
    """Opens `address` in the browser or the mail program. Returns False if it is not allowed or the system refuses."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if target_of(address) is None or not url.isValid():
        return False
    with system_libraries(), given_core_limit():
        return QDesktopServices.openUrl(url)


@contextlib.contextmanager
def system_libraries() -> Iterator[None]:
    """Restores the library path of the system for programs that a frozen program starts."""
    bundled = os.environ.pop("LD_LIBRARY_PATH", None) if hasattr(sys, "_MEIPASS") else None
    if "LD_LIBRARY_PATH_ORIG" in os.environ and bundled is not None:
        os.environ["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH_ORIG"]
    try:
        yield
    finally:
        if bundled is not None:
            os.environ["LD_LIBRARY_PATH"] = bundled
