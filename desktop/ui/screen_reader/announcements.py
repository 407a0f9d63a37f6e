"""Announcements: what changes, spoken by screen readers, and by the system's voice where that was asked for."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desktop.core.untrusted_text import strip_control_characters
from desktop.ui.screen_reader.notifications import SubstituteAnnouncements


class Weight(IntEnum):
    """How much an announcement matters. It is made where the user wants at least as much as this."""

    NEEDED = 0  # something waits for the user, has ended or has failed
    USUAL = 1  # an answer's sentences, marks, what was copied
    EXTRA = 2  # what Enter would send, progress


class Announcements:
    """Hands announcements on as far as they are wanted: `wanted` is the least weighty kind that is."""

    def __init__(self) -> None:
        self.wanted = Weight.USUAL
        self._voice: Callable[[str], None] | None = None
        self._needs_notifications: Callable[[], bool] = lambda: False
        self._notifications = SubstituteAnnouncements()

    @property
    def is_listening(self) -> bool:
        """True if anybody would hear an announcement."""
        return self._voice is not None or QAccessible.isActive()

    def use_voice(self, voice: Callable[[str], None] | None) -> None:
        """Has announcements spoken by the system's voice, too; None ends that."""
        self._voice = voice

    def use_notifications(self, are_needed: Callable[[], bool]) -> None:
        """Has announcements made as notifications, too, while they are needed: for who hears no announcements."""
        self._needs_notifications = are_needed

    def say(self, widget: QWidget, text: str, weight: Weight = Weight.USUAL) -> None:
        """Announces a text on behalf of a widget."""
        text = strip_control_characters(text).strip()
        if not text or weight > self.wanted:
            return
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
            if self._needs_notifications():
                self._notifications.notify(widget.window(), text)
        if self._voice is not None:
            self._voice(text)


announcements = Announcements()
"""Those of the program, as there is one screen reader and one voice."""
