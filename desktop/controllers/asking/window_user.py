"""Asks the user of the window what a question needs, in the notice bar."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.asking.question import Question
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.core.workspace.draft import Draft
from desktop.messages.findings import describe_findings
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.limits import limit_words
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.signals import emitted
from desktop.services.workspace import Workspace
from desktop.ui.notice_bar import QUESTION, NoticeBar

SCANNING = N_("Checking the picture for private text. Your question goes out after that.")
NOT_SCANNED = N_("Couldn't check a picture for private text: text recognition failed.")

_Choice = TypeVar("_Choice")


class WindowUser:
    """Fulfils `User`. Going on typing keeps a notice; changing the images takes it away and cancels the question."""

    def __init__(
        self,
        notice: NoticeBar,
        workspace: Workspace,
        warnings: PrivacyWarnings,
        navigation: CanvasNavigation,
        open_settings: Callable[[], None],
    ) -> None:
        self._notice = notice
        self._workspace = workspace
        self._warnings = warnings
        self._navigation = navigation
        self._open_settings = open_settings
        self._told_of: object = None  # the question of which the user was told that it is being scanned
        self._skip: asyncio.Future[None] | None = None

    async def wait_for_scan(self, question: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        """Wait for the scan under a notice, which a user who has closed it does not see again for this question."""
        asked = question.conversation_id, question.inputs.prompt
        self._skip = asyncio.get_running_loop().create_future()
        if self._told_of != asked:
            self._told_of = asked
            offers = ((_("Ask anyway"), self._ask_now),) if may_skip else ()
            self._notice.say(_(SCANNING), *offers, passing=False, about=QUESTION)
        waiting = asyncio.ensure_future(scanned)
        try:
            await asyncio.wait([waiting, self._skip], return_when=asyncio.FIRST_COMPLETED)
            return not self._skip.done()
        except asyncio.CancelledError:
            self.dismiss()
            raise
        finally:
            waiting.cancel()
            self._skip = None

    def _ask_now(self) -> None:
        if self._skip is not None:
            _resolve(self._skip, None)

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        """Show the findings with the choices: redact, look, try again, send anyway."""
        decide: asyncio.Future[PrivacyDecision] = asyncio.get_running_loop().create_future()
        findings = concern.all_findings
        words = [
            *([describe_findings(findings)] if findings else []),
            *([_(NOT_SCANNED)] if concern.unscanned else []),
            _("Nothing was sent yet."),
        ]
        if findings:
            offers = self._redact_and_look(concern, partial(_resolve, decide, PrivacyDecision.CANCEL))
        else:
            offers = [(_("Check again"), partial(_resolve, decide, PrivacyDecision.SCAN_AGAIN))]
        if not concern.must_redact:
            offers.append((_("Ask anyway"), partial(_resolve, decide, PrivacyDecision.SEND)))
        self._notice.say(sentences(*words), *offers, passing=False, about=QUESTION)
        decision = await self._decided(decide, PrivacyDecision.CANCEL)
        if decision is PrivacyDecision.SEND:
            self._warnings.show_again()
        return decision

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        """Show the limit, what is spent and what the question would cost. Nobody may exceed a limit of a policy."""
        if limit.is_fixed:
            self._notice.say(limit_words(limit, cost_usd), passing=False, about=QUESTION)
            return False
        decide: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def settings() -> None:
            _resolve(decide, False)
            self._open_settings()

        self._notice.say(
            limit_words(limit, cost_usd),
            (_("Ask anyway"), partial(_resolve, decide, True)),
            (_("Open settings"), settings),
            passing=False,
            about=QUESTION,
        )
        return await self._decided(decide, False)

    def dismiss(self) -> None:
        """Dismiss the open notice about a question."""
        self._told_of = None
        self._notice.withdraw(QUESTION)

    async def _decided(self, decide: "asyncio.Future[_Choice]", otherwise: _Choice) -> _Choice:
        """Wait for the user. Closing the notice, or changing the images, decides for `otherwise`."""
        images = self._workspace.draft.images

        def look(draft: Draft) -> None:
            if draft.images != images:
                _resolve(decide, otherwise)

        self._workspace.changed.connect(look)
        closed = emitted(self._notice.closed)
        try:
            first: list[asyncio.Future[Any]] = [decide, closed]
            await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
            return decide.result() if decide.done() else otherwise
        finally:
            self._workspace.changed.disconnect(look)
            closed.cancel()
            self.dismiss()

    def _redact_and_look(
        self, concern: PrivacyConcern, cancel: Callable[[], None]
    ) -> list[tuple[str, Callable[[], None]]]:
        images = [image for image, _ in concern.findings if isinstance(image, AnnotatedImage)]
        count = sum(len(findings) for image, findings in concern.findings if isinstance(image, AnnotatedImage))
        first, findings = concern.findings[0]

        def look() -> None:
            cancel()
            if isinstance(first, AnnotatedImage):
                self._warnings.focus_findings(first)
            else:
                self._navigation.show(first, findings[0].rect)

        def redact() -> None:
            cancel()
            self._warnings.redact(images)

        return [*([(_("Cover all") if count > 1 else _("Cover"), redact)] if images else []), (_("Show"), look)]


def _resolve(future: "asyncio.Future[_Choice]", value: _Choice) -> None:
    if not future.done():
        future.set_result(value)
