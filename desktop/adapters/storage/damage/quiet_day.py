"""Days on which nothing is swept: something was set aside, restored, salvaged or migrated, and may need its images."""

from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.adapters.storage.switch import OLD_FOLDER

_NAME = "quiet-day"


def begin_quiet_day(folder: Path, today: date) -> None:
    """Notes that nothing may be swept today. Raises OSError."""
    with whole_file(folder / _NAME, PRIVATE) as file:
        file.write(today.isoformat().encode())


def is_quiet_day(folder: Path, today: date) -> bool:
    """Returns True if nothing may be swept today: it was noted, or an old history was set aside today."""
    try:
        noted = (folder / _NAME).read_text("utf-8", errors="replace")
    except OSError:
        noted = ""
    return noted == today.isoformat() or any(folder.glob(f"{OLD_FOLDER}{today.isoformat()}*"))
