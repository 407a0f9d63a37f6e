"""Prepares what the first question needs as soon as the user begins one: the key, the provider, what was spent."""

from collections.abc import Callable, Coroutine
from typing import Any

from desktop.core.workspace.draft import Draft
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import TaskSlot
from desktop.services.usage_tracker import UsageTracker
from desktop.services.workspace import Workspace


class WarmUpController:
    """Each preparation happens once in a run of the program; `warm` prepares the provider of an endpoint.

    `renew_secrets` is called at each change of a question that was begun: what was looked up does not last.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings_service: SettingsService,
        usage_tracker: UsageTracker,
        warm: Callable[[str], Coroutine[Any, Any, None]],
        warming: TaskSlot,
        renew_secrets: Callable[[], None],
    ) -> None:
        self._workspace = workspace
        self._settings_service = settings_service
        self._usage_tracker = usage_tracker
        self._warm = warm
        self._warming = warming
        self._renew_secrets = renew_secrets
        self._has_looked = self._is_warm = False

    def connect(self) -> None:
        """Connects the draft."""
        self._workspace.changed.connect(self._draft_changed)

    def warm_provider(self) -> None:
        """Prepares the provider, if a question was begun and it is known who answers."""
        draft, service = self._workspace.draft, self._settings_service
        if not draft.is_empty and not self._is_warm and service.is_answerer_known:
            self._is_warm = True
            self._warming.start(self._warm(service.effective.endpoint))

    def _draft_changed(self, _: Draft) -> None:
        draft = self._workspace.draft
        if not draft.is_empty and not self._has_looked:
            self._has_looked = True
            self._settings_service.look_for_key()
            self._usage_tracker.refresh()
        if not draft.is_empty:
            self._renew_secrets()
        self.warm_provider()
