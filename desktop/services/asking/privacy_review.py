"""Reviews the images and the words of a question before they leave for a host that has not received them.

A setting or a policy that demands redaction is not enforced here alone: the send guard (services/privacy/send_guard.py)
reads the very bytes that are sent.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from desktop.core.asking.question import AskedImage, Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding, FindingKind, quote_as_untrusted
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT, TypedPart
from desktop.core.settings.settings import PrivateText
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.asking.review.typed_review import FindTyped, TypedReview
from desktop.services.privacy.send_consents import SendConsents
from desktop.services.privacy.text_orders import TextOrders

_ScanResult = tuple[Finding, ...] | Problem
ATTACHED = "attached texts"
"""Where orders beside a question stand, in words for the model."""


class Scanner(Protocol):
    """Finds private text and prompt injections in the background."""

    def scan(self, image: AskedImage) -> _ScanResult | None: ...
    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...] | None: ...
    def findings_on_sent(self, sent: SentImage) -> tuple[Finding, ...] | None: ...
    def rescan(self, image: AskedImage) -> None: ...
    def progress(self) -> Awaitable[None]: ...


class PrivacyReview:
    """Compares what would leave with what the user has allowed.

    `conversation` and `workspace_images` return those that are open now, `private_text` the setting in force.
    `find_typed` looks through typed text without what `families_off` returns, the names of the families left out now.
    """

    def __init__(
        self,
        scanner: Scanner,
        consents: SendConsents,
        conversation: Callable[[], Conversation],
        workspace_images: Callable[[], tuple[AnnotatedImage, ...]],
        private_text: Callable[[], PrivateText],
        find_typed: FindTyped,
        families_off: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._scanner = scanner
        self._consents = consents
        self._conversation = conversation
        self._workspace_images = workspace_images
        self._private_text = private_text
        self._typed = TypedReview(consents, conversation, find_typed)
        self._orders = TextOrders(self._typed.found_in, families_off)

    @property
    def insists(self) -> bool:
        """True if private text must be redacted before it leaves."""
        return self._private_text() == "insist"

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...]:
        """Returns the findings on a workspace image in view pixels, as far as they are known."""
        return () if self._private_text() == "off" else self._scanner.findings_on(image) or ()

    def private_places(self, image: AnnotatedImage) -> tuple[Rect, ...] | None:
        """Returns where private text is on a workspace image, in view pixels; None while that is not known."""
        findings = () if self._private_text() == "off" else self._scanner.findings_on(image)
        if findings is None:
            return None
        return tuple(rect for finding in findings if finding.must_be_covered for rect in finding.rects)

    def is_scanned(self, image: AnnotatedImage) -> bool:
        """Returns True if the findings on a workspace image are known."""
        return self._scanner.findings_on(image) is not None

    def injection_notice(self, inputs: RequestInputs, resent: Iterable[SentImage] = ()) -> str:
        """Returns the warning for the model about text that poses as instructions: in the images, `resent` included,
        and in the texts beside questions, as far as these were looked through.
        """
        if inputs.settings.is_local or self._private_text() == "off":
            return ""
        findings = [finding for image in inputs.new_images for finding in self.findings_on(image)]
        for sent in inputs.previously_sent_images(resent):
            findings += self._scanner.findings_on_sent(sent) or ()
        notices = quote_as_untrusted(findings), quote_as_untrusted(self._orders.known(_prompts(inputs)), ATTACHED)
        return "\n\n".join(filter(None, notices))

    async def has_new_orders(self, question: Question) -> bool:
        """Looks through the texts beside questions. Returns True if `injection_notice` says more from now on."""
        return not self._exempt(question) and await self._orders.look_through(_prompts(question.inputs))

    def unfinished(self, question: Question) -> tuple[AskedImage, ...]:
        """Returns the images that are still being scanned and that the user has not allowed to go unscanned."""
        if self._exempt(question):
            return ()
        host = question.inputs.settings.host
        received = tuple(sent for sent in question.previously_sent_images if self._has_received(host, sent))
        unfinished: list[AskedImage] = [
            image for image in self._not_received(question) if self._scanner.scan(image) is None
        ]
        unfinished += [sent for sent in received if self._scanner.findings_on_sent(sent) is None]
        if all(self._consents.has_granted_unscanned(host, image) for image in unfinished):
            return ()
        return tuple(unfinished)

    def scan_progress(self) -> Awaitable[None]:
        """Returns an awaitable that is done when a scan has new results, counted from this call on."""
        return self._scanner.progress()

    def skip_scan(self, question: Question, images: tuple[AskedImage, ...]) -> None:
        """Lets these images go without waiting for their scan, as the user decided."""
        for image in images:
            self._consents.grant_unscanned(question.inputs.settings.host, image)

    async def concern(self, question: Question) -> PrivacyConcern | None:
        """Returns the findings and failures that the user has not allowed yet, or None if there are none.

        Where private text must be redacted, nobody can allow it, so all of it is returned, with the lines that cannot
        be read here. Elsewhere a question does not wait for those: they are framed, and nothing is known against them.
        """
        if self._exempt(question):
            return None
        host, insists = question.inputs.settings.host, self.insists
        results = [(image, self._scanner.scan(image)) for image in self._not_received(question)]
        found = ((image, self._left_on(host, image, result)) for image, result in results if isinstance(result, tuple))
        findings = tuple((image, left) for image, left in found if left)
        unscanned = tuple(
            image
            for image, result in results
            if not insists and _has_failed(result) and not self._consents.has_granted_unscanned(host, image)
        )
        typed = await self._typed.concerns(question, insists)
        if not (findings or unscanned or typed):
            return None
        return PrivacyConcern(question, findings, unscanned, insists, typed)

    def _left_on(self, host: str, image: AskedImage, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Returns what the user has not allowed yet. Where private text must be covered, nobody can allow that.

        Of a picture that nobody here can read nothing is asked: covering all of it would not make it readable.
        """
        found = tuple(finding for finding in found if finding.name != UNKNOWN_TEXT)
        if not self.insists:
            return self._consents.not_granted(host, image, _known(found))
        left = self._consents.not_granted(host, image, found)
        return tuple(finding for finding in found if finding.must_be_covered or finding in left)

    async def kinds_found(self, question: Question) -> tuple[str, ...]:
        """Returns the kinds of all findings in what would leave, allowed or not, one for each finding.

        An image that could not be looked through counts as one finding of UNKNOWN_TEXT.
        """
        if self._exempt(question):
            return ()
        host, kinds = question.inputs.settings.host, list[str]()
        results = [self._scanner.scan(image) for image in self._not_received(question)]
        sent = question.previously_sent_images
        results += [self._scanner.findings_on_sent(image) for image in sent if self._has_received(host, image)]
        for result in results:
            kinds += [finding.name for finding in result] if isinstance(result, tuple) else [UNKNOWN_TEXT]
        prompts = (turn.prompt for turn in question.inputs.context.turns if turn.answer)
        for text in dict.fromkeys((question.inputs.prompt, question.inputs.settings.instructions, *prompts)):
            kinds += [finding.name for finding in await self._typed.found_in(text)]
        return tuple(kinds)

    def apply(self, decision: PrivacyDecision, concern: PrivacyConcern) -> None:
        """Remembers what the user has decided."""
        host = concern.question.inputs.settings.host
        if decision is PrivacyDecision.SEND:
            for image, findings in concern.findings:
                self._consents.grant(host, image, findings)
            for part, found in concern.typed:
                if part is TypedPart.INSTRUCTIONS:
                    self._consents.grant_instructions(host, concern.question.inputs.settings.instructions)
                else:
                    self._consents.grant_typed(host, found)
            self.skip_scan(concern.question, concern.unscanned)
        elif decision is PrivacyDecision.SCAN_AGAIN:
            for image in concern.unscanned:
                self._scanner.rescan(image)

    def _exempt(self, question: Question) -> bool:
        return question.inputs.settings.is_local or self._private_text() == "off"

    def _has_received(self, host: str, sent: SentImage) -> bool:
        return self._conversation().has_received(host, sent)

    def _not_received(self, question: Question) -> tuple[AskedImage, ...]:
        """The images that the host has not received, without duplicates, as they are in the workspace if unchanged."""
        host = question.inputs.settings.host
        resent = (
            self._in_workspace(sent) for sent in question.previously_sent_images if not self._has_received(host, sent)
        )
        return tuple({_key(image): image for image in (*question.inputs.new_images, *resent)}.values())

    def _in_workspace(self, sent: SentImage) -> AskedImage:
        """Returns the unchanged workspace image that was sent as `sent`, since it can be redacted; else `sent`."""
        matching = (
            image for image in self._workspace_images() if sent.derives_from(image) and sent.is_unchanged(image)
        )
        return next(matching, sent)


def _prompts(inputs: RequestInputs) -> tuple[str, ...]:
    """Returns the prompts that the request has: the one asked now, and those that were answered."""
    return tuple(dict.fromkeys((inputs.prompt, *(turn.prompt for turn in inputs.context.turns if turn.answer))))


def _known(findings: Iterable[Finding]) -> list[Finding]:
    """Returns the findings without the lines that cannot be read here."""
    return [finding for finding in findings if finding.kind is not FindingKind.UNREAD]


def _has_failed(result: _ScanResult | None) -> bool:
    """Returns True if OCR is installed and could not read: such an image does not count as one without findings."""
    return isinstance(result, Problem) and result.kind is not ProblemKind.OCR_NOT_INSTALLED


def _key(image: AskedImage) -> str:
    return image.content_key if isinstance(image, AnnotatedImage) else image.id
