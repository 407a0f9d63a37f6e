"""What the small window says about private text on its picture."""

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.messages.findings import CHECKING, describe_findings
from desktop.messages.language.catalogue import _
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.privacy.privacy_scanner import PrivacyScanner
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace


class PrivateWords:
    """Describes the findings on the picture in view."""

    def __init__(
        self, workspace: Workspace, settings_service: SettingsService, review: PrivacyReview, scanner: PrivacyScanner
    ) -> None:
        self._workspace = workspace
        self._settings_service = settings_service
        self._review = review
        self._scanner = scanner

    @property
    def image(self) -> AnnotatedImage | None:
        """The picture in view."""
        return self._workspace.draft.image

    def describe(self) -> tuple[str, int]:
        """Returns what is known, and how many places can be covered; nothing where nobody looks for private text."""
        settings, image = self._settings_service.effective, self.image
        if image is None or settings.private_text == "off":
            return "", 0
        if self._scanner.findings_on(image) is None:
            return (_(CHECKING) if settings.read_text else ""), 0
        findings = self._review.findings_on(image)
        if not findings:
            return _("Nothing private found"), 0
        return describe_findings(findings, sent=not settings.is_local), len(findings)
