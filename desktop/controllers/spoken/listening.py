"""How much is announced, aloud or not, and what is said on request."""

from collections.abc import Callable
from typing import Protocol

from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.spoken.change_words import no_screen_reader, no_voice
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.actions import Actions
from desktop.ui.composer.sent_line import SentLine
from desktop.ui.screen_reader.announcements import Announcements, Weight

WEIGHTS = {"few": Weight.NEEDED, "usual": Weight.USUAL, "all": Weight.EXTRA}


class SpeakingVoice(Protocol):
    """What reads aloud."""

    def start(self) -> bool:
        """Returns False if this system has no voice."""

    def say(self, text: str) -> None:
        """Speaks a text after what is being spoken."""

    def stop(self) -> None:
        """Ends it, in the middle of a word."""


class ListeningController:
    """Follows the settings. `read` gives the focus to what can be read with the caret, False if there is nothing."""

    def __init__(
        self,
        settings_service: SettingsService,
        announcements: Announcements,
        line: SentLine,
        actions: Actions,
        read: Callable[[], bool],
        voice: SpeakingVoice,
        notices: ErrorNotices,
    ) -> None:
        self._settings_service = settings_service
        self._announcements = announcements
        self._line = line
        self._actions = actions
        self._read = read
        self._voice = voice
        self._notices = notices
        self._is_aloud = False

    def connect(self) -> None:
        """Connects the settings and the actions."""
        self._settings_service.changed.connect(lambda _: self.show())
        self._actions["say_sent"].triggered.connect(lambda _: self._line.say())
        self._actions["read_here"].triggered.connect(lambda _: self._read_here())

    def show(self) -> None:
        """Applies the settings in force."""
        settings = self._settings_service.settings
        self._announcements.wanted = WEIGHTS[settings.announced]
        if settings.read_aloud == self._is_aloud:
            return
        self._is_aloud = settings.read_aloud
        if not self._is_aloud:
            self._announcements.use_voice(None)
            self._voice.stop()
            return
        if self._voice.start():
            self._announcements.use_voice(self._voice.say)
        else:
            self._announcements.use_voice(None)
            self._notices.say(no_voice())

    def _read_here(self) -> None:
        if not self._read():
            self._notices.say(no_screen_reader())
