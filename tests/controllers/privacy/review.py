"""A review over findings that a test sets, for controllers that show them."""

from collections.abc import Awaitable

from desktop.core.asking.question import AskedImage
from desktop.core.conversation.conversation import Conversation
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.fingerprint import fingerprint
from desktop.core.privacy.typed.attached_orders import locate_in_prompt
from desktop.core.privacy.typed.typed_text import TypedFinding
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.privacy.send_consents import SendConsents

KEY = Finding(FindingKind.PRIVATE, "key", (Rect(10, 10, 60, 20),), "sk-1", private_text_id=fingerprint("sk-1"))
ADDRESS = Finding(FindingKind.PRIVATE, "e-mail address", (Rect(10, 40, 60, 50),), private_text_id=fingerprint("j@e.x"))


class Scanned(PrivacyReview):
    """Knows the findings on images by their sources' ids."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Finding, ...]] = {}
        self.consents = SendConsents()
        super().__init__(self, self.consents, lambda: Conversation("c"), lambda: (), lambda: "warn", self.find_typed)

    async def find_typed(self, text: str) -> tuple[TypedFinding, ...]:
        return locate_in_prompt(text)

    def scan(self, image: AskedImage) -> tuple[Finding, ...] | None:
        return self.found.get(image.source.id) if isinstance(image, AnnotatedImage) else None

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...]:
        return self.found.get(image.source.id, ())

    def findings_on_sent(self, sent: SentImage) -> tuple[Finding, ...] | None:
        return ()

    def rescan(self, image: AskedImage) -> None:
        raise AssertionError("nothing is scanned again")

    def progress(self) -> Awaitable[None]:
        raise AssertionError("nothing is waited for")
