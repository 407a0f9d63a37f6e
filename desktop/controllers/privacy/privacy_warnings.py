"""Warns of findings before a question is sent: they are framed on the canvas, led through and redacted."""

from collections.abc import Callable
from functools import partial

from desktop.controllers.hint_bar import HintBarController
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.privacy.finding_redaction import rects_with_margin, redact_findings
from desktop.core.privacy.findings import Finding
from desktop.messages.asking import finding_guide as guiding
from desktop.messages.finding_words import finding_label
from desktop.messages.findings import describe_findings
from desktop.messages.notices import offer_labels
from desktop.messages.workspace.step_names import COVER
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.privacy.send_consents import SendConsents
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas


class PrivacyWarnings:
    """Frames the findings on the image in view, leads through them, and redacts them."""

    def __init__(
        self,
        canvas: Canvas,
        hints: HintBarController,
        workspace: Workspace,
        settings_service: SettingsService,
        review: PrivacyReview,
        consents: SendConsents,
        is_gated: Callable[[], bool],
    ) -> None:
        """`is_gated` returns True while the same is told above the question: then no hint repeats it."""
        self._canvas = canvas
        self._hints = hints
        self._workspace = workspace
        self._settings_service = settings_service
        self._review = review
        self._consents = consents
        self._is_gated = is_gated
        self._next_finding = ("", 0)  # the content key of an image, and the number of the finding that comes next
        self._continue_on = ""  # the id of an image whose next finding is shown as soon as it has been scanned again
        self._shown: object = None

    def show(self) -> None:
        """Frames the findings on the image in view, and points them out; a finding that the user is led to stays."""
        image, canvas = self._workspace.draft.image, self._canvas
        findings = self._review.findings_on(image) if image is not None else ()
        settings = self._settings_service.effective
        host, here = settings.host, settings.is_local
        known = image is not None and self._review.is_scanned(image)
        gated, count = self._is_gated(), self._consents.count
        now = image.content_key if image is not None else "", findings, known, host, count, gated
        if now == self._shown:
            return
        self._shown = now
        framed = [(rect, finding) for finding in findings for rect in rects_with_margin(finding)]
        canvas.show_framed([rect for rect, _ in framed], [finding_label(finding) for _, finding in framed])
        if image is not None and image.id == self._continue_on and known and not gated:
            self._continue_on = ""
            if findings:
                self.focus_findings(image)
                return
        left = self._consents.not_granted(host, image, findings) if image is not None else ()
        if image is None or not left or gated:
            self._hints.clear("care")
        else:
            words = describe_findings(findings, sent=not here)
            self._hints.say("care", words, *self._offers(image, findings), closed=partial(self._allow, image, findings))

    def _offers(
        self, image: AnnotatedImage, findings: tuple[Finding, ...]
    ) -> tuple[tuple[str, Callable[[], None]], ...]:
        cover = guiding.cover_label(is_all=len(findings) > 1)
        return (cover, partial(self.redact, [image])), (offer_labels.show(), partial(self.focus_findings, image))

    def _allow(self, image: AnnotatedImage, findings: tuple[Finding, ...]) -> None:
        self._consents.grant(self._settings_service.effective.host, image, findings)

    @property
    def is_framing(self) -> bool:
        """True if frames can be seen: neither in the small window nor where the conversation is shown alone."""
        return self._canvas.isVisible()

    def focus_findings(self, image: AnnotatedImage) -> None:
        """Leads to the findings of a workspace image, one after the other."""
        findings = self._review.findings_on(image)
        if not findings or all(other.id != image.id for other in self._workspace.draft.images):
            return
        key, number = self._next_finding
        number = number % len(findings) if key == image.content_key else 0
        self._next_finding = image.content_key, number + 1
        finding = findings[number]
        self.go_to(image, finding)
        words = guiding.finding_words(number + 1, len(findings), finding)
        following: tuple[str, Callable[[], None]] = offer_labels.close(), self.show_again
        if len(findings) > 1:
            following = guiding.next_label(), partial(self.focus_findings, image)
        cover = guiding.cover_label(), partial(self._redact_one, image, finding)
        self._hints.say("care", words, cover, following, closed=self.show_again)

    def focus_next(self) -> None:
        """Leads to the next finding on the image in view."""
        if self._workspace.draft.image is not None:
            self.focus_findings(self._workspace.draft.image)

    def go_to(self, image: AnnotatedImage, finding: Finding) -> None:
        """Brings a finding on a workspace image into view."""
        at = next((at for at, other in enumerate(self._workspace.draft.images) if other.id == image.id), None)
        if at is not None:
            self._workspace.set_draft(self._workspace.draft.looking_at(at))
            self._canvas.go_to(image.view.rect_to_image(finding.rect))

    def show_again(self) -> None:
        """Shows the findings again although nothing has changed."""
        self._shown = None
        self.show()

    def _redact_one(self, image: AnnotatedImage, finding: Finding) -> None:
        self._continue_on = image.id
        self.cover([(image, (finding,))])

    def redact(self, images: list[AnnotatedImage]) -> None:
        """Redacts every finding on these workspace images."""
        self.cover([(image, self._review.findings_on(image)) for image in images])

    def cover(self, covers: list[tuple[AnnotatedImage, tuple[Finding, ...]]]) -> None:
        """Redacts these findings on workspace images, in one step; an image that has changed since is left alone."""
        workspace = self._workspace
        draft = workspace.draft
        for image, findings in covers:
            now = next((other for other in draft.images if other.id == image.id), None)
            if now is not None and now.content_key == image.content_key:
                draft = draft.with_image(redact_findings(image, findings))
        workspace.change(COVER, draft)
        self._canvas.light(None)  # the finding that the user was led to is redacted
