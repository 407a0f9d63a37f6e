"""Checks the spelling of the question, in the language of the keyboard or of the system, from the first word on."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, SignalInstance

from desktop.core.asking.checked_words import Dictionary
from desktop.deferred import deferred
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from desktop.ui.composer.question_field import QuestionField

if TYPE_CHECKING:
    from desktop.ui.composer import spelling_marks
else:
    spelling_marks = deferred("desktop.ui.composer.spelling_marks")


class SpellingController:
    """`open_dictionary` returns the dictionary of the first of some languages that has one; it may take a second.

    `keyboard` returns the language of the keyboard, and `keyboard_changed` is emitted when it is another.
    """

    def __init__(
        self,
        settings_service: SettingsService,
        field: QuestionField,
        tasks: Tasks,
        open_dictionary: Callable[[Sequence[str]], Dictionary | None],
        keyboard: Callable[[], QLocale],
        keyboard_changed: SignalInstance,
    ) -> None:
        self._settings_service = settings_service
        self._field = field
        self._open_dictionary = open_dictionary
        self._keyboard = keyboard
        self._keyboard_changed = keyboard_changed
        self._opening = tasks.slot("open dictionary")
        self._opened: dict[tuple[str, ...], Dictionary | None] = {}  # by the languages for which it was asked
        self._asked: tuple[str, ...] = ()  # the languages for which a dictionary was asked
        self._tasks = tasks
        self._marks: spelling_marks.SpellingMarks | None = None  # since there was a first dictionary

    def connect(self) -> None:
        """Connects the settings, the keyboard and the field."""
        self._settings_service.changed.connect(lambda _: self._follow())
        self._keyboard_changed.connect(self._follow)
        self._field.textChanged.connect(self._follow)

    def _follow(self) -> None:
        if not self._settings_service.settings.check_spelling:
            self._asked = ()
            self._opening.stop()
            if self._marks is not None:
                self._marks.use(None)
            return
        wanted = languages(self._keyboard())
        if wanted != self._asked and (self._asked or self._field.toPlainText()):
            self._asked = wanted
            self._opening.start(self._open(wanted))

    async def _open(self, wanted: tuple[str, ...]) -> None:
        if wanted not in self._opened:
            await self._tasks.run_blocking(self._open_in_thread, wanted)
        dictionary = self._opened[wanted]
        if self._marks is None and dictionary is not None:
            self._marks = spelling_marks.SpellingMarks(self._field)
        if self._marks is not None:
            self._marks.use(dictionary)

    def _open_in_thread(self, wanted: tuple[str, ...]) -> None:
        """Opens a dictionary and keeps it, also if nobody waits for it any more."""
        self._opened[wanted] = self._open_dictionary(wanted)


def languages(keyboard: QLocale) -> tuple[str, ...]:
    """Returns the languages to check in, the most wanted first; a keyboard without a language is the system's."""
    locales = [keyboard.name(), *QLocale.system().uiLanguages()]
    names = [name.replace("-", "_") for name in locales if name not in ("", "C", "POSIX")]
    return tuple(dict.fromkeys([*names, *(name.partition("_")[0] for name in names)])) or ("en_US", "en")
