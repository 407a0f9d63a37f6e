"""The text of a page is looked through before it goes to a host that had the picture alone."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

from PIL import Image

from desktop.core.asking.question import AskedImage, Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.sent_image import SentImage
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.model_catalog import model_named
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.pages.page_findings import findings_in_page_text, findings_in_sent_text
from desktop.core.settings.settings import Settings
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.privacy.send_consents import SendConsents
from tests.helpers.images import image_of

BARE, PIXELS = image_of(Image.new("RGB", (400, 200), "white"))
PLACES = [Rect(20 + 10 * at, 20, 30 + 10 * at, 36) for at in range(20)]
LETTERS = [Letter(text, place, place) for text, place in zip("anna.berg@example.or", PLACES, strict=True)]
PAGE = replace(BARE, page_text=PageText.of("page 1, text", LETTERS))


class TextScanner:
    """Finds what looks private in the texts of pages; the pictures are white."""

    def scan(self, image: AskedImage) -> tuple[Finding, ...]:
        return findings_in_sent_text(image) if isinstance(image, SentImage) else findings_in_page_text(image)

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...]:
        return findings_in_page_text(image)

    def findings_on_sent(self, sent: SentImage) -> tuple[Finding, ...]:
        return findings_in_sent_text(sent)

    def rescan(self, image: AskedImage) -> None:
        raise AssertionError("nothing failed")

    def progress(self) -> Awaitable[None]:
        raise AssertionError("nothing is waited for")


async def nothing_typed(text: str) -> tuple[()]:
    return ()


def asked(image: AnnotatedImage, host: str, at: float) -> Turn:
    sent = encode_for_model(image, PIXELS, model_named("gpt-4o"), "high", lambda _, flat: flat).to_sent_image()
    turn = replace(Turn.new("c", "what?", "gpt-4o", host, at), id=host, parent="" if at == 1 else "first.example")
    return turn.as_waiting((sent,)).as_streaming("yes", 0.1).done(None)


def test_a_host_that_had_the_picture_alone_does_not_get_its_text_unseen() -> None:
    turns = asked(BARE, "first.example", 1.0), asked(PAGE, "second.example", 2.0)
    conversation = Conversation.of("c", turns, last="second.example")
    review = PrivacyReview(
        TextScanner(), SendConsents(), lambda: conversation, tuple[AnnotatedImage, ...], lambda: "warn", nothing_typed
    )
    found = {}
    for host in ("first.example", "second.example", "third.example"):
        question = Question(RequestInputs(Settings(endpoint=f"https://{host}/v1"), conversation, "and?"))
        concern = asyncio.run(review.concern(question))
        found[host] = [] if concern is None else [finding.name for finding in concern.all_findings]
    assert found == {"first.example": ["e-mail address"], "second.example": [], "third.example": ["e-mail address"]}
