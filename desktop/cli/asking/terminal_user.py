"""The user of `askance ask`, asked on a terminal. Without one, what needs a decision goes out only with --anyway."""

import signal
import sys
from collections.abc import Awaitable, Callable

from desktop.core.asking.question import Question
from desktop.core.privacy.typed.typed_text import TypedPart
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.messages import findings as words
from desktop.messages.asking.gate_words import not_checked
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.limits import confirmation_words, nothing_sent, reason_to_wait
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision

OR_ANYWAY = N_("Nothing was sent yet. Add --anyway to ask anyway.")
MUST_BE_COVERED = N_("Your settings require it to be covered before asking, for example with --redact.")
COVER_OR_ANYWAY = N_("Cover and ask (c), ask anyway (a), or cancel (Enter)?")
COVER_OR_CANCEL = N_("Cover and ask (c), or cancel (Enter)?")
SEND_IT = N_("Send it? [y/N]")
ASK_ANYWAY = N_("Ask anyway? [y/N]")


class TerminalUser:
    """Fulfils `User`. With `anyway`, the answer is yes wherever the user may choose; what was found is named all the
    same. `mend` covers what was found on images and replaces it in the question.
    """

    def __init__(self, anyway: bool, mend: Callable[[PrivacyConcern], None]) -> None:
        self._anyway = anyway
        self._mend = mend

    async def wait_for_scan(self, question: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        await scanned
        return True

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        _tell_findings(concern)
        may_send = not concern.must_redact
        if may_send and self._anyway:
            return PrivacyDecision.SEND
        can_mend = bool(concern.findings or concern.typed_in(TypedPart.QUESTION))
        if can_mend:
            answer = _answer(COVER_OR_ANYWAY if may_send else COVER_OR_CANCEL)
        else:
            answer = "a" if may_send and _answer(ASK_ANYWAY) in ("y", "yes") else ""
        if can_mend and answer in ("c", "cover"):
            self._mend(concern)
            return PrivacyDecision.CHANGED
        if may_send and answer in ("a", "anyway"):
            return PrivacyDecision.SEND
        _tell(_(OR_ANYWAY) if may_send else sentences(nothing_sent(), _(MUST_BE_COVERED)))
        return PrivacyDecision.CANCEL

    async def confirm_sending(self, question: Question) -> bool:
        return confirmed(question.inputs.settings.host, len(question.inputs.images), self._anyway)

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        _tell(reason_to_wait(limit, cost_usd))
        may_choose = not limit.is_fixed
        if may_choose and (self._anyway or _answer(ASK_ANYWAY) in ("y", "yes")):
            return True
        _tell(_(OR_ANYWAY) if may_choose else nothing_sent())
        return False


def confirmed(host: str, images: int, anyway: bool) -> bool:
    """Asks for the word that a rule of the house wants. Returns True if so many images may go to `host`."""
    _tell(confirmation_words(host, images))
    if anyway or _answer(SEND_IT) in ("y", "yes"):
        return True
    _tell(_(OR_ANYWAY))
    return False


def _tell_findings(concern: PrivacyConcern) -> None:
    number_of = {image.id: number for number, image in enumerate(concern.question.inputs.images, 1)}
    for line in words.image_lines([(number_of.get(image.id, 0), findings) for image, findings in concern.findings]):
        _tell(line)
    for part, findings in concern.typed:
        for line in words.typed_lines(part, findings):
            _tell(line)
    if concern.unscanned:
        _tell(not_checked())


def _tell(sentence: str) -> None:
    print(f"askance: {sentence}", file=sys.stderr)


def _answer(question: str) -> str:
    """Asks one of the questions above. Returns what is typed on a terminal, in small letters; nothing without one."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    print("askance:", _(question), end=" ", file=sys.stderr, flush=True)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # that of the event loop would wait for a line
    try:
        return sys.stdin.readline().strip().lower()
    finally:
        signal.signal(signal.SIGINT, before)
