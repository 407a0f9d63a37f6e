"""Reads a policy of Windows: SOFTWARE\\Policies\\Askance of the computer, which counts more, and of the user.

Only administrators may write below these keys. `Recommended` below them holds defaults. Not run yet on Windows.
"""

import sys
from typing import Any

from desktop.adapters.policy.values import text_of
from desktop.core.settings.policy.source import Level, PolicySource

PATH = r"SOFTWARE\Policies\Askance"
LISTS_BELOW = "Recommended"
MOST_VALUES = 1000  # chosen

if sys.platform == "win32":
    import winreg

    def registry_sources() -> tuple[PolicySource, ...]:
        """Returns what the registry says, that of the computer last."""
        found = []
        for root, name in ((winreg.HKEY_CURRENT_USER, "HKCU"), (winreg.HKEY_LOCAL_MACHINE, "HKLM")):
            for level, path in ((Level.RECOMMENDED, rf"{PATH}\{LISTS_BELOW}"), (Level.MANAGED, PATH)):
                source = _source(root, path, rf"{name}\{path}", level)
                found += [source] if source is not None else []
        return tuple(found)

    def _source(root: int, path: str, place: str, level: Level) -> PolicySource | None:
        try:
            values = _values(root, path)
        except FileNotFoundError:
            return None
        except OSError as error:
            return PolicySource(place, level, unreadable=error.strerror or "it cannot be read")
        return PolicySource(place, level, text_of(values), has_lines=False) if values else None

    def _values(root: int, path: str) -> dict[str, Any]:
        """Returns the values of a key, and those of keys below it as lists. Raises OSError."""
        with winreg.OpenKey(root, path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
            below, count, _ = winreg.QueryInfoKey(key)
            values = dict(winreg.EnumValue(key, at)[:2] for at in range(min(count, MOST_VALUES)))
            names = [winreg.EnumKey(key, at) for at in range(min(below, MOST_VALUES))]
        for name in names:
            if name != LISTS_BELOW:
                values[name] = _values(root, rf"{path}\{name}")
        return values

else:

    def registry_sources() -> tuple[PolicySource, ...]:
        """Returns nothing: only Windows has a registry."""
        return ()
