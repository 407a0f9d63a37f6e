"""The key and the headers of the endpoint in force, at hand without a thread while somebody is writing a question."""

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.settings import Settings
from desktop.services.settings.own_headers import OwnHeaders
from desktop.services.settings.remembered_keys import RememberedKeys
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks


class SecretsAtHand:
    """Returns what is remembered, and looks up what is not. A failed question and another policy end what it knows."""

    def __init__(
        self, tasks: Tasks, settings_service: SettingsService, own_headers: OwnHeaders, remembered: RememberedKeys
    ) -> None:
        self._tasks = tasks
        self._renewing = tasks.slot("secrets")
        self._settings_service = settings_service
        self._own_headers = own_headers
        self._remembered = remembered
        self._unanswered: set[str] = set()  # origins at which the key store gave no answer
        settings_service.policy_changed.connect(lambda _: self.forget())

    async def key(self, settings: Settings) -> str | None:
        """Returns the key for the endpoint of `settings`. Raises StorageError."""
        kept = self._remembered.remembered_key(settings.origin, settings.endpoint_found)
        if kept is not None:
            return kept[0].text if kept[0] is not None else None
        return await self._settings_service.key(settings.origin, settings.endpoint_found)

    async def headers(self, origin: str) -> Headers:
        """Returns the user's own headers for `origin`. Raises StorageError."""
        kept = self._remembered.remembered_headers(origin)
        return kept if kept is not None else await self._own_headers.for_origin(origin)

    def renew(self) -> None:
        """Looks up again, in the background, what the next question would have to wait for."""
        settings = self._settings_service.effective
        origin, remembered = settings.origin, self._remembered
        if settings.is_local or origin in self._unanswered or self._renewing.running:
            return
        key_is_old = remembered.is_key_old(origin, settings.endpoint_found)
        if key_is_old or remembered.are_headers_old(origin):
            self._renewing.start(self._look(origin, settings.endpoint_found, key_is_old))

    def forget(self) -> None:
        """Forgets everything."""
        self._unanswered.clear()
        self._remembered.forget()

    def turn_changed(self, turn: Turn) -> None:
        """Forgets everything after a question that failed: the key may be another one by now."""
        if turn.stage is Stage.FAILED:
            self.forget()

    async def _look(self, origin: str, found: bool, with_key: bool) -> None:
        """Looks up both. A key store that does not answer is left alone until a question needs it."""
        try:
            if with_key:
                await self._tasks.run_blocking(self._remembered.key_for, origin, found)
            await self._tasks.run_blocking(self._remembered.headers_for, origin)
        except StorageError as failed:
            if failed.problem.kind is ProblemKind.KEY_FILE_DAMAGED:  # which is told only once
                self._settings_service.problem_occurred.emit(failed.problem)
            self._unanswered.add(origin)
