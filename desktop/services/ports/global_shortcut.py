"""A shortcut that the system hands to this program wherever the user is."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop.core.global_shortcut import ShortcutKeys


class GlobalShortcut(Protocol):
    """Takes one combination of keys at a time.

    Emits `pressed`, and `changed` with a ShortcutStatus whenever it stands otherwise.
    """

    @property
    def pressed(self) -> SignalInstance: ...
    @property
    def changed(self) -> SignalInstance: ...
    def take(self, keys: ShortcutKeys) -> None: ...
    def release(self) -> None: ...
