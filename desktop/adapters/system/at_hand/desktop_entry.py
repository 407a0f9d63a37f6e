"""Desktop files of this program for one user: the entry that a portal knows it by, and the one that starts it at login.

Both name this very copy of the program.
"""

import os
import sys
from pathlib import Path

from desktop import paths
from desktop.adapters.files.whole_file import BY_UMASK, whole_file
from desktop.adapters.system.at_hand.own_command import exec_value

ID = "example.askance.Askance"  # of an entry written here: GNOME takes no id without a dot
PACKAGED_ID = "askance"  # of the entry that packages bring
AUTOSTART = "askance.desktop"
_ENTRY = """[Desktop Entry]
Type=Application
Name=Askance
Comment=Paste a screenshot, ask about it, read the answer as it comes
Exec={command}
Icon={icon}
Terminal=false
StartupWMClass=askance
"""


def _data_home() -> Path:
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".local" / "share"


def _config_home() -> Path:
    named = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".config"


def _data_folders() -> tuple[Path, ...]:
    """Returns the folders in which desktop files are looked for, the user's own first."""
    others = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return (_data_home(), *(Path(folder) for folder in others.split(":") if os.path.isabs(folder)))


def installed_ids() -> tuple[str, ...]:
    """Returns the ids of this program's desktop files that are installed, the better one first."""
    return tuple(
        known
        for known in (ID, PACKAGED_ID)
        if any((folder / "applications" / f"{known}.desktop").is_file() for folder in _data_folders())
    )


def install_entry() -> Path:
    """Writes the entry for this user. Returns its path. Raises OSError."""
    path = _data_home() / "applications" / f"{ID}.desktop"
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, _entry(exec_value() + " %F"))
    return path


def autostart_file() -> Path | None:
    """Returns the file that starts the program at login; None on a system that has no such files."""
    return _config_home() / "autostart" / AUTOSTART if sys.platform.startswith("linux") else None


def start_at_login(wanted: bool) -> bool:
    """Writes that file, or removes it. Returns False where the system has none. Raises OSError."""
    path = autostart_file()
    if path is None:
        return False
    if wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, _entry(exec_value("background")) + "X-GNOME-Autostart-enabled=true\n")
    else:
        path.unlink(missing_ok=True)
    return True


def _write(path: Path, text: str) -> None:
    with whole_file(path, BY_UMASK) as file:
        file.write(text.encode())


def _entry(command: str) -> str:
    return _ENTRY.format(command=command, icon=paths.resource("askance.png"))
