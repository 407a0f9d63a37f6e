"""The user of `askance ask`, asked on a terminal. Without one, what needs a decision goes out only with --anyway."""

import signal
import sys
from collections.abc import Awaitable

from desktop.core.asking.question import Question
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.messages.language.catalogue import _
from desktop.messages.limits import nothing_sent, reason_to_wait
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision


class TerminalUser:
    """Fulfils `User`. With `anyway`, the answer is yes wherever the user may choose; what was found is named all the
    same.
    """

    def __init__(self, anyway: bool) -> None:
        self._anyway = anyway

    async def wait_for_scan(self, question: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        await scanned
        return True

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        return PrivacyDecision.CANCEL

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        _tell(reason_to_wait(limit, cost_usd))
        return self._agrees(may_choose=not limit.is_fixed)

    def _agrees(self, may_choose: bool) -> bool:
        """Returns True if the question may go out; otherwise it was told that nothing was sent."""
        if may_choose and (self._anyway or _asked_on_terminal()):
            return True
        _tell(_("Nothing was sent yet. Add --anyway to ask anyway.") if may_choose else nothing_sent())
        return False


def _tell(words: str) -> None:
    print(f"askance: {words}", file=sys.stderr)


def _asked_on_terminal() -> bool:
    """Returns the user's answer; False without a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print("askance:", _("Ask anyway? [y/N]"), end=" ", file=sys.stderr, flush=True)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # that of the event loop would wait for a line
    try:
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    finally:
        signal.signal(signal.SIGINT, before)
