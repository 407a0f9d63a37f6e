"""Screenshots that only the desktop itself may take."""

from typing import Protocol

from PySide6.QtCore import SignalInstance


class ScreenshotPortal(Protocol):
    """Asks the desktop for a screenshot, one at a time.

    Emits `taken` with the path of a file, `given_up` when the user cancels, or `refused` with a Problem.
    """

    @property
    def taken(self) -> SignalInstance: ...
    @property
    def given_up(self) -> SignalInstance: ...
    @property
    def refused(self) -> SignalInstance: ...
    def ask(self, interactive: bool) -> None: ...
