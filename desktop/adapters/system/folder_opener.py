"""Shows the folder of a file in the system's file manager."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.adapters.system.core_dumps import given_core_limit
from desktop.adapters.system.link_opener import system_libraries


def open_folder_of(path: Path) -> bool:
    """Opens the folder that `path` is in. Returns False if it is gone or the system refuses."""
    folder = path.absolute().parent
    if not folder.is_dir():
        return False
    with system_libraries(), given_core_limit():
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
