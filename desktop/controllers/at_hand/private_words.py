"""Describes for the small window what is private on its picture."""

from collections.abc import Callable

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.messages.asking.gate_words import checking
from desktop.messages.at_hand.quick_words import nothing_private
from desktop.messages.findings import describe_findings
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace


class PrivateWords:
    """Describes the findings on the picture in view, and covers them."""

    def __init__(
        self,
        workspace: Workspace,
        settings_service: SettingsService,
        review: PrivacyReview,
        redact: Callable[[list[AnnotatedImage]], None],
    ) -> None:
        """`redact` covers what is private on images of the workspace."""
        self._workspace = workspace
        self._settings_service = settings_service
        self._review = review
        self._redact = redact

    def describe(self) -> tuple[str, int]:
        """Returns what is known, and how many places can be covered; nothing where nobody looks for private text."""
        settings, image = self._settings_service.effective, self._workspace.draft.image
        if image is None or settings.private_text == "off":
            return "", 0
        if not self._review.is_scanned(image):
            return (checking() if settings.read_text else ""), 0
        findings = self._review.findings_on(image)
        if not findings:
            return nothing_private(), 0
        return describe_findings(findings, sent=not settings.is_local), len(findings)

    def cover(self) -> None:
        """Covers what is private on it."""
        if self._workspace.draft.image is not None:
            self._redact([self._workspace.draft.image])
