"""How much is announced, aloud or not, and what is said on request."""

from collections.abc import Callable

from PySide6.QtGui import QAction

from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.language.catalogue import N_, _
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.composer.sent_line import SentLine
from desktop.ui.screen_reader.announcements import Announcements, Weight

WEIGHTS = {"few": Weight.NEEDED, "usual": Weight.USUAL, "all": Weight.EXTRA}
NO_VOICE = N_(
    "This system has no voice that can read aloud. On Linux, install speech-dispatcher; then switch it on again."
)
NOT_LISTENING = N_("A screen reader reads with the caret here. Start one, then press F7 again.")


class ListeningController:
    """Follows the settings. `start_voice` returns what speaks a text, None without a voice; `stop_voice` ends it.

    `read` gives the focus to what can be read with the caret and returns False if there is nothing.
    """

    def __init__(
        self,
        settings_service: SettingsService,
        announcements: Announcements,
        line: SentLine,
        say_action: QAction,
        read_action: QAction,
        read: Callable[[], bool],
        start_voice: Callable[[], Callable[[str], None] | None],
        stop_voice: Callable[[], None],
        notices: ErrorNotices,
    ) -> None:
        self._settings_service = settings_service
        self._announcements = announcements
        self._line = line
        self._say_action = say_action
        self._read_action = read_action
        self._read = read
        self._start_voice = start_voice
        self._stop_voice = stop_voice
        self._notices = notices
        self._is_aloud = False

    def connect(self) -> None:
        """Connect the settings and the actions."""
        self._settings_service.changed.connect(lambda _: self.show())
        self._say_action.triggered.connect(lambda _: self._line.say())
        self._read_action.triggered.connect(lambda _: self._read_here())

    def show(self) -> None:
        """Apply the settings in force."""
        settings = self._settings_service.settings
        self._announcements.wanted = WEIGHTS[settings.announced]
        if settings.read_aloud == self._is_aloud:
            return
        self._is_aloud = settings.read_aloud
        if not self._is_aloud:
            self._announcements.use_voice(None)
            self._stop_voice()
            return
        voice = self._start_voice()
        self._announcements.use_voice(voice)
        if voice is None:
            self._notices.say(_(NO_VOICE))

    def _read_here(self) -> None:
        if not self._read():
            self._notices.say(_(NOT_LISTENING))
