"""Reads a policy of macOS: the managed preferences that a configuration profile has brought.

The system writes them as property lists that only root may write; those of the computer count more than those of the
user. A dictionary `Recommended` in them holds defaults. Not run yet on macOS.
"""

import plistlib
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from desktop.adapters.policy.guard import Guard
from desktop.adapters.policy.values import text_of
from desktop.core.settings.policy.source import Level, PolicySource

FOLDER = Path("/Library/Managed Preferences")
DOMAIN = "org.askance.Askance"
RECOMMENDED = "Recommended"
_OF_PROFILES = "Payload"  # what a name begins with that the system itself adds
MOST_BYTES = 1_000_000  # chosen


def preference_sources(guard: Guard, user: str, folder: Path = FOLDER) -> tuple[PolicySource, ...]:
    """Returns what the managed preferences for `user` say, those of the computer last."""
    found: list[PolicySource] = []
    for path in (folder / user / f"{DOMAIN}.plist", folder / f"{DOMAIN}.plist"):
        try:
            if not path.exists():
                continue
            if fault := guard(path):
                found.append(PolicySource(str(path), Level.MANAGED, unreadable=fault))
                continue
            with path.open("rb") as file:
                values: Any = plistlib.loads(file.read(MOST_BYTES))
            found += _sources(str(path), values)
        except (OSError, plistlib.InvalidFileException, ExpatError, ValueError, AttributeError, RecursionError):
            found.append(PolicySource(str(path), Level.MANAGED, unreadable="it cannot be read"))
    return tuple(found)


def _sources(place: str, values: dict[str, Any]) -> list[PolicySource]:
    own = {name: value for name, value in values.items() if not name.startswith(_OF_PROFILES)}
    defaults = own.pop(RECOMMENDED, {})
    levels = ((Level.RECOMMENDED, defaults), (Level.MANAGED, own))
    return [PolicySource(place, level, text_of(given), has_lines=False) for level, given in levels if given]
