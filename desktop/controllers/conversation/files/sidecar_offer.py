"""Offers what a backup holds beside the history: settings and saved prompts, each taken over only if chosen."""

from collections.abc import Callable
from typing import Any

from desktop.core.settings.differences import SettingDifference, setting_differences
from desktop.core.settings.settings import from_plain
from desktop.messages.files.backup_words import prompts_words
from desktop.services.settings.settings_service import SettingsService

QUESTIONS = "questions"
"""Stands for the saved prompts among the names of settings."""
ChooseSettings = Callable[[str, tuple[SettingDifference, ...], Callable[[tuple[str, ...]], None]], None]
"""Shows the differences of the backup with that name; the function takes the names that were chosen."""


class SidecarOffer:
    """A stranger's backup decides nothing by itself: not where questions go, what is looked for, or what is kept."""

    def __init__(
        self,
        settings_service: SettingsService,
        questions_here: Callable[[], dict[str, Any]],
        take_over_questions: Callable[[dict[str, Any]], None],
        choose: ChooseSettings,
    ) -> None:
        """`questions_here` returns the saved prompts as plain values; `take_over_questions` replaces them."""
        self._settings_service = settings_service
        self._questions_here = questions_here
        self._take_over_questions = take_over_questions
        self._choose = choose

    def offer(self, name: str, sidecar: dict[str, Any]) -> None:
        """Shows what differs in the sidecar of the backup with that file name, if anything does."""
        plain, questions = sidecar.get("settings"), sidecar.get(QUESTIONS)
        settings = from_plain(plain if isinstance(plain, dict) else {})
        differences: tuple[SettingDifference, ...] = ()
        if isinstance(plain, dict):
            service = self._settings_service
            differences = setting_differences(service.settings, settings, service.policy.locked)
        if isinstance(questions, dict) and questions and questions != self._questions_here():
            differences += (SettingDifference(QUESTIONS, *prompts_words(), is_laxer=False),)

        def take_over(chosen: tuple[str, ...]) -> None:
            if QUESTIONS in chosen and isinstance(questions, dict):
                self._take_over_questions(questions)
            values = {field: getattr(settings, field) for field in chosen if field != QUESTIONS}
            if values:
                self._settings_service.change(**values)

        if differences:
            self._choose(name, differences, take_over)
