"""Notifications of the desktop."""

from typing import Protocol

from PySide6.QtCore import SignalInstance


class Notifications(Protocol):
    """Shows one notification for each subject; a later one of the same subject takes its place.

    Emits `opened` with the subject when the user clicks one, and `unavailable` if there is no service that shows any.
    """

    @property
    def opened(self) -> SignalInstance: ...
    @property
    def unavailable(self) -> SignalInstance: ...
    def show(self, subject: str, title: str, text: str) -> None: ...
    def end(self) -> None:
        """Gives up what is shown and what was opened for it."""
        ...
