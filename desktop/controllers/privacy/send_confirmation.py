"""The fence: before pictures leave for a host that has not seen them, the user sees what is on them and decides.

What has to be covered by a setting or a policy is not held here alone: the guard (services/privacy/send_guard.py) reads
the very bytes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from desktop.composition.container import Container
from desktop.controllers.pending_question import PendingQuestion
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings, sentence
from desktop.controllers.privacy.send_consents import SendConsents
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.settings.settings import Settings
from desktop.core.workspace.draft import Draft
from desktop.services.asking.request_builder import RequestInputs
from desktop.services.privacy.privacy_scanner import OutgoingImage
from desktop.ui.notice_bar import QUESTION

READING = "The picture is being read for private text; then your question goes out."
NOT_READ = "A picture could not be looked through for private text: the reader failed."


@dataclass(frozen=True, slots=True)
class _SendAttempt:
    """What of a question crosses the fence: `fresh` are pictures that the host has not seen, `seen` the others; `go_on`
    asks it once more from the beginning.
    """

    asked: tuple[str, str]  # in which conversation, and what
    host: str
    unseen_images: tuple[OutgoingImage, ...]
    seen_images: tuple[SentImage, ...]
    resume: Callable[[], None]


class SendConfirmation:
    """Everything that asks goes through here."""

    def __init__(
        self,
        container: Container,
        care: PrivacyWarnings,
        spots: CanvasNavigation,
        consents: SendConsents,
        waiting: PendingQuestion,
    ) -> None:
        self._container = container
        self._care = care
        self._spots = spots
        self._consents = consents
        self._waiting = waiting
        self._said_of = ("", "")  # the question of which it was said that it waits
        self._held: tuple[AnnotatedImage, ...] | None = None  # what lay on the desk when the user was asked
        container.history.leaving.connect(self.dismiss)
        container.workspace.changed.connect(self._workspace_changed)

    def dismiss(self) -> None:
        """What was said of a question is no longer to be answered."""
        self._said_of = ("", "")
        self._container.window.notice.withdraw(QUESTION)

    def _workspace_changed(self, draft: Draft) -> None:
        """Something else lies there: what was said of a question may be wrong by now."""
        if self._held is not None and self._held != draft.images:
            self._held = None
            self.dismiss()

    def allows(self, question: RequestInputs, resume: Callable[[], None], sent: Iterable[SentImage] = ()) -> bool:
        """Whether it may go now. Otherwise it waits, or the user is asked, and `go_on` asks it from the beginning.

        `sent` are pictures that go along as they went with another turn.
        """
        settings = self._settings
        if question.settings.is_local or settings.private_text == "off":
            return True
        crossing = self._crossing(question, sent, resume)
        return not (self._waits(crossing) or self._holds(crossing))

    @property
    def _settings(self) -> Settings:
        return self._container.settings_service.settings

    def _crossing(self, question: RequestInputs, sent: Iterable[SentImage], resume: Callable[[], None]) -> _SendAttempt:
        host = question.settings.host
        at_host = self._container.history.conversation.image_ids_seen_by(host)
        went = question.previously_sent_images(sent)
        fresh = (self._as_it_lies(image) for image in went if image.id not in at_host)
        each_once = {_name(going): going for going in (*question.new_images, *fresh)}
        seen = tuple(picture for picture in went if picture.id in at_host)
        return _SendAttempt((question.conversation.id, question.prompt), host, tuple(each_once.values()), seen, resume)

    def _as_it_lies(self, image: SentImage) -> OutgoingImage:
        """On the desk it can be covered."""
        images = self._container.workspace.draft.images
        return next((each for each in images if image.derives_from(each) and image.is_unchanged(each)), image)

    def _waits(self, crossing: _SendAttempt) -> bool:
        """Whether a picture is still being looked through. Who cannot wait need not, unless it must be."""
        privacy_scanner, host = self._container.privacy_scanner, crossing.host
        missing: list[OutgoingImage] = [each for each in crossing.unseen_images if privacy_scanner.scan(each) is None]
        missing += [each for each in crossing.seen_images if privacy_scanner.findings_on_sent(each) is None]
        if all(self._consents.has_granted_unscanned(host, each) for each in missing):
            return False

        def now() -> None:
            for each in missing:
                self._consents.grant_unscanned(host, each)
            self._waiting.cancel()
            crossing.resume()

        begins = self._waiting.defer(crossing.resume, crossing.asked[1])
        if begins or self._said_of != crossing.asked:  # who has closed the notice meanwhile need not see it again
            self._said_of = crossing.asked
            offers = () if self._settings.private_text == "insist" else (("Ask now", now),)
            self._held = None
            self._container.window.notice.say(READING, *offers, passing=False, about=QUESTION)
        self._container.window.composer.show_looking()
        return True

    def _holds(self, crossing: _SendAttempt) -> bool:
        """Whether the user has to look first, and is asked to."""
        host, consents = crossing.host, self._consents
        looked = [(each, self._container.privacy_scanner.scan(each)) for each in crossing.unseen_images]
        found = [(each, places) for each, places in looked if isinstance(places, tuple) and places]
        insist = self._settings.private_text == "insist"
        found = [
            (each, findings) for each, findings in found if insist or not consents.has_granted(host, each, findings)
        ]
        unread = [] if insist else [each for each, problem in looked if _failed(problem)]
        unread = [each for each in unread if not consents.has_granted_unscanned(host, each)]
        if not found and not unread:
            return False

        def send() -> None:
            for each, findings in found:
                consents.grant(host, each, findings)
            for each in unread:
                consents.grant_unscanned(host, each)
            self._care.show()
            crossing.resume()

        every = tuple(finding for _, places in found for finding in places)
        must = insist and any(place.kind is FindingKind.PRIVATE for place in every)
        words = [*([sentence(every)] if every else []), *([NOT_READ] if unread else []), "Nothing was sent."]
        offers = self._offers(found) if found else [("Try again", partial(self._read_again, unread, crossing.resume))]
        offers += [] if must else [("Send anyway", send)]
        self._container.window.notice.say(" ".join(words), *offers, passing=False, about=QUESTION)
        self._held = self._container.workspace.draft.images
        return True

    def _offers(self, found: list[tuple[OutgoingImage, tuple[Finding, ...]]]) -> list[tuple[str, Callable[[], None]]]:
        images = [each for each, _ in found if isinstance(each, AnnotatedImage)]
        count = sum(len(places) for each, places in found if isinstance(each, AnnotatedImage))
        first, findings = found[0]
        look = (
            partial(self._care.focus_findings, first)
            if isinstance(first, AnnotatedImage)
            else partial(self._spots.show, first, findings[0].rect)
        )
        cover = [("Cover all" if count > 1 else "Cover it", partial(self._care.redact, images))] if images else []
        return [*cover, ("Look", look)]

    def _read_again(self, unread: list[OutgoingImage], resume: Callable[[], None]) -> None:
        for each in unread:
            self._container.privacy_scanner.rescan(each)
        resume()


def _failed(found: object) -> bool:
    """Whether the reader is there and could not read: such a picture is none in which nothing was found."""
    return isinstance(found, Problem) and found.kind is not ProblemKind.OCR_NOT_INSTALLED


def _name(going: OutgoingImage) -> str:
    return going.content_key if isinstance(going, AnnotatedImage) else going.id
