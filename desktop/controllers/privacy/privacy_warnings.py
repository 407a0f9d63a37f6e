"""What should be seen before a question leaves, framed and led to: what looks private, and what is written for the
model's eyes.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from desktop.composition.container import Container
from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.privacy.send_consents import SendConsents
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding, FindingKind, quote_as_untrusted, summarize
from desktop.core.untrusted_text import untrusted_line
from desktop.services.asking.request_builder import RequestInputs

ROOM_PX, ROOM = 3, 0.25  # a cover reaches so far beyond the letters, or so much of their height along the line
LONGEST_QUOTE = 90


class PrivacyWarnings:
    """Shows what was found on the sheet in view, and covers it."""

    def __init__(self, container: Container, hints: HintBarController, consents: SendConsents) -> None:
        self._container = container
        self._hints = hints
        self._consents = consents
        self._looked_at = ("", 0)  # a look, and which of its places comes next
        self._led_on = ""  # the id of a sheet whose next place is shown as soon as it has been looked through anew
        self._shown: object = None
        container.workspace.changed.connect(lambda _: self.show())
        container.ocr_queue.changed.connect(self.show)
        container.privacy_scanner.changed.connect(self.show)

    # what was found

    def findings(self, image: AnnotatedImage) -> tuple[Finding, ...]:
        """What there is to look at on a sheet, as far as it is known."""
        if self._container.settings_service.settings.private_text == "off":
            return ()
        return self._container.privacy_scanner.findings_on(image) or ()

    def injection_notice(self, question: RequestInputs, sent: Iterable[SentImage] = ()) -> str:
        """What the model is told of odd text on the pictures that go along, `sent` among them."""
        if question.settings.is_local or self._container.settings_service.settings.private_text == "off":
            return ""
        found = [self.findings(image) for image in question.new_images]
        found += [
            self._container.privacy_scanner.findings_on_sent(picture) or ()
            for picture in question.previously_sent_images(sent)
        ]
        return quote_as_untrusted(finding for findings in found for finding in findings)

    # showing it

    def show(self) -> None:
        """Frame what was found on the sheet in view, and say so; what the user is being led through stays."""
        image, canvas = self._container.workspace.draft.image, self._container.window.canvas
        findings = self.findings(image) if image is not None else ()
        host, here = (
            self._container.settings_service.effective.host,
            self._container.settings_service.effective.is_local,
        )
        known = image is not None and self._container.privacy_scanner.findings_on(image) is not None
        now = image.content_key if image is not None else "", findings, known, host, len(self._consents)
        if now == self._shown:
            return
        self._shown = now
        canvas.show_framed([with_room(rect) for finding in findings for rect in finding.rects])
        if image is not None and image.id == self._led_on and known:
            self._led_on = ""
            if findings:
                self.focus_findings(image)
                return
        if image is None or not findings or self._consents.has_granted(host, image, findings):
            self._hints.clear("care")
        else:
            words = sentence(findings, sent=not here)
            self._hints.say("care", words, *self._offers(image, findings), closed=partial(self._let, image, findings))

    def _offers(
        self, image: AnnotatedImage, findings: tuple[Finding, ...]
    ) -> tuple[tuple[str, Callable[[], None]], ...]:
        cover = f"Cover {'all' if len(findings) > 1 else 'it'}"
        return (cover, partial(self.redact, [image])), ("Look", partial(self.focus_findings, image))

    def _let(self, image: AnnotatedImage, findings: tuple[Finding, ...]) -> None:
        self._consents.grant(self._container.settings_service.effective.host, image, findings)

    def focus_findings(self, image: AnnotatedImage) -> None:
        """Go to the places one after the other."""
        container, findings = self._container, self.findings(image)
        at = next((at for at, each in enumerate(container.workspace.draft.images) if each.id == image.id), None)
        if at is None or not findings:
            return
        container.workspace.set_draft(container.workspace.draft.looking_at(at))
        look, number = self._looked_at
        number = number % len(findings) if look == image.content_key else 0
        self._looked_at = image.content_key, number + 1
        finding = findings[number]
        container.window.canvas.go_to(image.view.rect_to_image(finding.rect))
        quoted = f": “{untrusted_line(finding.text, LONGEST_QUOTE)}”" if finding.text else ""
        words = f"{number + 1} of {len(findings)}, {finding.name}{quoted}"
        following = ("Next", partial(self.focus_findings, image)) if len(findings) > 1 else ("Done", self._show_anew)
        cover = ("Cover it", partial(self._cover_one, image, finding))
        self._hints.say("care", words, cover, following, closed=self._show_anew)

    def _show_anew(self) -> None:
        self._shown = None
        self.show()

    # covering it

    def _cover_one(self, image: AnnotatedImage, finding: Finding) -> None:
        self._led_on = image.id
        self._change([(image, (finding,))])

    def redact(self, images: list[AnnotatedImage]) -> None:
        """Cover everything that was found on these sheets."""
        self._change([(image, self.findings(image)) for image in images])

    def _change(self, covers: list[tuple[AnnotatedImage, tuple[Finding, ...]]]) -> None:
        workspace = self._container.workspace
        draft = workspace.draft
        for image, findings in covers:
            now = next((each for each in draft.images if each.id == image.id), None)
            if now is not None and now.content_key == image.content_key:
                draft = draft.with_image(covered(image, findings))
        workspace.change("Cover", draft)
        self._container.window.canvas.light(None)  # what was led to is covered


def sentence(findings: tuple[Finding, ...], sent: bool = True) -> str:
    """“3 places look private: a key, 2 e-mail addresses.”; and, where a model is `sent` it, what is written for it."""
    private = tuple(finding for finding in findings if finding.kind is FindingKind.PRIVATE)
    odd = tuple(place for place in findings if place.kind is not FindingKind.PRIVATE)
    parts = []
    if private:
        looks = "1 place looks" if len(private) == 1 else f"{len(private)} places look"
        parts.append(f"{looks} private: {summarize(private)}.")
    if odd:
        quoted = next((untrusted_line(place.text, LONGEST_QUOTE) for place in odd if place.text), "")
        about = f": “{quoted}”" if len(odd) == 1 and quoted else ""
        parts.append(f"There is {summarize(odd)}{about}." + (" The model is told that it is data." if sent else ""))
    return " ".join(parts)


def covered(image: AnnotatedImage, findings: tuple[Finding, ...]) -> AnnotatedImage:
    """The sheet with covers over these places."""
    rects = (image.view.rect_to_image(with_room(rect)) for finding in findings for rect in finding.rects)
    return replace(image, annotations=(*image.annotations, *(Redaction(new_id(), area) for area in rects)))


def with_room(rect: Rect) -> Rect:
    """What a cover takes of a place: where the first and the last letter end is known less well the higher they are."""
    along = max(ROOM_PX, round(ROOM * min(rect.size)))
    across, down = (along, ROOM_PX) if rect.width >= rect.height else (ROOM_PX, along)
    return Rect(rect.left - across, rect.top - down, rect.right + across, rect.bottom + down)
