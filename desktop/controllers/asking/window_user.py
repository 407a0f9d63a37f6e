"""Asks the user of the window what a question needs, in the gate above the question."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from desktop.controllers.privacy.concern_notices import ConcernNotices
from desktop.core.asking.question import Question
from desktop.core.privacy.typed.typed_text import TypedFinding
from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.core.workspace.draft import Draft
from desktop.messages.asking import gate_words
from desktop.messages.limits import confirmation_words, nothing_sent, reason_to_wait
from desktop.messages.notices import offer_labels
from desktop.messages.suggested_actions import SuggestedAction, offer_label
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.composer.gate import Gate, GateNotice, GateOffer

_Choice = TypeVar("_Choice")


class WindowUser:
    """Fulfils `User` for one question. Typing on keeps its notice, except one about words that are no longer there.

    When the images or the settings change, what the notice is about is looked at again.
    """

    def __init__(
        self,
        gate: Gate,
        workspace: Workspace,
        settings_service: SettingsService,
        concern_notices: ConcernNotices,
        open_settings: Callable[[], None],
    ) -> None:
        self._gate = gate
        self._workspace = workspace
        self._settings_service = settings_service
        self._concern_notices = concern_notices
        self._open_settings = open_settings
        self._notice: GateNotice | None = None
        self._skip: asyncio.Future[None] | None = None  # while a scan is waited for

    async def wait_for_scan(self, question: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        """Waits for the scan under a notice, which stays until the next one, or until the question is on its way."""
        self._skip = asyncio.get_running_loop().create_future()
        if self._notice is None:
            anyway = GateOffer(gate_words.ask_anyway(), self._ask_anyway) if may_skip else None
            self._say(GateNotice((gate_words.checking(),), gate_words.then_sent(), anyway=anyway))
        waiting = asyncio.ensure_future(scanned)
        try:
            await asyncio.wait([waiting, self._skip], return_when=asyncio.FIRST_COMPLETED)
            return not self._skip.done()
        finally:
            waiting.cancel()
            self._skip = None

    def _ask_anyway(self) -> None:
        if self._skip is not None:
            _resolve(self._skip, None)

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        """Shows the findings with the choices: cover or replace, show, try again, ask anyway."""
        decide: asyncio.Future[PrivacyDecision] = asyncio.get_running_loop().create_future()
        self._say(self._concern_notices.notice(concern, lambda decision: _resolve(decide, decision)))
        typed = () if concern.findings else self._concern_notices.typed_in_field(concern)
        return await self._decided(decide, PrivacyDecision.RECHECK, typed)

    async def confirm_sending(self, question: Question) -> bool:
        """Shows where the question goes, and with how many pictures."""
        decide: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        send = GateOffer(gate_words.send(), lambda: _resolve(decide, True))
        lines = (confirmation_words(question.inputs.settings.host, len(question.inputs.images)),)
        self._say(GateNotice(lines, nothing_sent(), send))
        return await self._decided(decide, False)

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        """Shows the limit, what is spent and what the question would cost. Nobody may exceed a limit of a policy."""
        decide: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def settings() -> None:
            _resolve(decide, False)
            self._open_settings()

        lines = (reason_to_wait(limit, cost_usd),)
        if limit.is_fixed:
            notice = GateNotice(lines, nothing_sent(), GateOffer(offer_labels.close(), lambda: _resolve(decide, False)))
        else:
            main = GateOffer(offer_label(SuggestedAction.SETTINGS), settings)
            anyway = GateOffer(gate_words.ask_anyway(), lambda: _resolve(decide, True))
            notice = GateNotice(lines, nothing_sent(), main, anyway=anyway)
        self._say(notice)
        return await self._decided(decide, False)

    def dismiss(self) -> None:
        """Dismisses the open notice about the question."""
        if self._notice is not None:
            self._gate.withdraw(self._notice)
            self._notice = None

    def _say(self, notice: GateNotice) -> None:
        self._notice = notice
        self._gate.say(notice)

    async def _decided(
        self, decide: "asyncio.Future[_Choice]", if_changed: _Choice, typed: tuple[TypedFinding, ...] = ()
    ) -> _Choice:
        """Waits for the user. When images, texts or settings change, or none of the `typed` text is in the question any
        more, that decides for `if_changed`.
        """
        draft, settings = self._workspace.draft, self._settings_service.effective

        def change() -> None:
            if not decide.done():
                decide.set_result(if_changed)
                self.dismiss()  # at once: Enter would answer it

        def look(now: Draft) -> None:
            is_gone = bool(typed) and not any(finding.text in now.question for finding in typed)
            if (now.images, now.texts) != (draft.images, draft.texts) or is_gone:
                change()

        def compare(_settings: Settings) -> None:
            if self._settings_service.effective != settings:
                change()

        self._workspace.changed.connect(look)
        self._settings_service.changed.connect(compare)
        try:
            return await decide
        finally:
            self._workspace.changed.disconnect(look)
            self._settings_service.changed.disconnect(compare)
            self.dismiss()


def _resolve(future: "asyncio.Future[Any]", value: object) -> None:
    if not future.done():
        future.set_result(value)
