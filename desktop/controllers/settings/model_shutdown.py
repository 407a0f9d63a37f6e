"""Warns once in a run of the program that the model which answered will be shut down soon."""

from collections.abc import Callable
from datetime import date, timedelta

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.model_catalog import model_at, successor_at
from desktop.messages.model_words import shutdown_words
from desktop.messages.settings.answerer_words import switch_label
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.notice_bar import NoticeBar

WARN_DAYS = 60  # chosen; not measured


class ModelShutdownController:
    """`today` returns the date."""

    def __init__(
        self, settings_service: SettingsService, notice: NoticeBar, today: Callable[[], date] = date.today
    ) -> None:
        self._settings_service = settings_service
        self._notice = notice
        self._today = today
        self._warned_of: set[str] = set()

    def turn_changed(self, turn: Turn) -> None:
        """Warns when an answer is complete, with a successor one click away."""
        name, settings = turn.model, self._settings_service.settings
        last_day = model_at(name, turn.host).last_day
        if turn.stage is not Stage.DONE or last_day is None or name in self._warned_of:
            return
        if last_day - self._today() < timedelta(days=WARN_DAYS) and name == settings.model:
            self._warned_of.add(name)
            successor = successor_at(name, turn.host)
            words = shutdown_words(name, last_day, "", self._today())
            offers = (
                (
                    switch_label(successor),
                    lambda: self._settings_service.change(model=successor),
                ),
            )
            self._notice.say(words, *(offers if successor else ()))
