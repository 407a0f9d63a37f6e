"""Consents are about findings: what was let go stays let go, whatever else becomes of the image."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent.sent_origin import SentOrigin
from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.fingerprint import fingerprint
from desktop.core.privacy.typed.typed_text import locate_private_in_text
from desktop.services.privacy.send_consents import SendConsents
from tests.helpers.images import image_of

HOST, OTHER = "api.openai.com", "other.example"
ADDRESS, KEY = Rect(200, 40, 380, 60), Rect(200, 80, 380, 100)  # source pixels


def image() -> AnnotatedImage:
    return image_of(Image.new("RGB", (600, 300), "white"))[0]


def found(image: AnnotatedImage, place: Rect, text: str, kind: FindingKind = FindingKind.PRIVATE) -> Finding:
    """A finding on an image, whose place is given in source pixels."""
    seen = place.intersection(image.view.crop)
    if kind is FindingKind.PRIVATE:
        return Finding(kind, "e-mail address", (image.view.rect_to_view(seen),), private_text_id=fingerprint(text))
    return Finding(kind, "text that gives orders", (image.view.rect_to_view(seen),), text)


def covered(image: AnnotatedImage) -> AnnotatedImage:
    return image.with_annotation(Redaction("r", KEY))


def boxed(image: AnnotatedImage) -> AnnotatedImage:
    return image.with_annotation(Box("b", ADDRESS))


def cropped(image: AnnotatedImage) -> AnnotatedImage:
    return image.cropped(Rect(150, 20, 500, 200))


def cut_through(image: AnnotatedImage) -> AnnotatedImage:
    return image.cropped(Rect(250, 20, 500, 200))


def turned(image: AnnotatedImage) -> AnnotatedImage:
    return image.rotated(1)


def again(image: AnnotatedImage) -> AnnotatedImage:
    return image.duplicated()


@pytest.mark.parametrize("edit", [covered, boxed, cropped, cut_through, turned, again])
def test_what_was_let_go_stays_let_go_while_its_place_and_text_stay(
    edit: Callable[[AnnotatedImage], AnnotatedImage],
) -> None:
    consents, before = SendConsents(), image()
    consents.grant(HOST, before, [found(before, ADDRESS, "jane@example.com")])
    after = edit(before)
    assert consents.not_granted(HOST, after, [found(after, ADDRESS, "jane@example.com")]) == ()


@pytest.mark.parametrize(
    ("place", "text", "kind", "host"),
    [
        (KEY, "jane@example.com", FindingKind.PRIVATE, HOST),
        (ADDRESS, "john@example.com", FindingKind.PRIVATE, HOST),
        (ADDRESS.expanded(40), "jane@example.com", FindingKind.PRIVATE, HOST),
        (ADDRESS, "jane@example.com", FindingKind.INJECTION, HOST),
        (ADDRESS, "jane@example.com", FindingKind.PRIVATE, OTHER),
    ],
    ids=["another place", "another text", "a larger place", "another kind", "another host"],
)
def test_a_new_finding_is_another_one(place: Rect, text: str, kind: FindingKind, host: str) -> None:
    consents, sheet = SendConsents(), image()
    consents.grant(HOST, sheet, [found(sheet, ADDRESS, "jane@example.com")])
    new = found(sheet, place, text, kind)
    old = found(sheet, ADDRESS, "jane@example.com")
    assert new in consents.not_granted(host, sheet, [old, new])


def test_another_picture_with_the_same_text_is_asked_about() -> None:
    consents, sheet = SendConsents(), image()
    consents.grant(HOST, sheet, [found(sheet, ADDRESS, "jane@example.com")])
    other = image_of(Image.new("RGB", (600, 300), "black"))[0]
    finding = found(other, ADDRESS, "jane@example.com")
    assert consents.not_granted(HOST, other, [finding]) == (finding,)


def sent_of(image: AnnotatedImage, width: int) -> SentImage:
    height = round(image.view.size[1] * width / image.view.size[0])
    return SentImage(
        "5e" * 32, "image/png", width, height, 9, content_key=image.content_key, origin=SentOrigin.of(image)
    )


@pytest.mark.parametrize("width", [600, 457, 150])
def test_it_holds_for_the_picture_as_it_was_sent_and_brought_back(width: int) -> None:
    consents, sheet = SendConsents(), image()
    consents.grant(HOST, sheet, [found(sheet, ADDRESS, "jane@example.com")])
    sent = sent_of(sheet, width)
    assert sent.origin is not None
    there = Finding(
        FindingKind.PRIVATE,
        "e-mail address",
        (sent.origin.to_sent(ADDRESS, sent.size),),
        private_text_id=fingerprint("jane@example.com"),
    )
    assert consents.not_granted(HOST, sent, [there]) == ()
    elsewhere = replace(there, rects=(sent.origin.to_sent(KEY, sent.size),))
    assert consents.not_granted(HOST, sent, [elsewhere]) == (elsewhere,)
    consents.grant(OTHER, sent, [there])
    back = image_of(Image.new("RGB", sent.size, "white"))[0]
    back = replace(back, source=replace(back.source, id=sent.id))
    assert consents.not_granted(OTHER, back, [there]) == ()


def test_unscanned_images_typed_words_and_instructions() -> None:
    consents, sheet = SendConsents(), image()
    (address,) = locate_private_in_text("write to jane@example.com")
    (same,) = locate_private_in_text("is jane@example.com right?")
    (other,) = locate_private_in_text("john@example.com")
    consents.grant_unscanned(HOST, sheet)
    consents.grant_typed(HOST, [address])
    consents.grant_instructions(HOST, "I am jane@example.com")
    assert consents.has_granted_unscanned(HOST, boxed(sheet)) and not consents.has_granted_unscanned(OTHER, sheet)
    assert not consents.has_granted_unscanned(HOST, covered(sheet))
    assert consents.typed_not_granted(HOST, [same, other]) == (other,)
    assert consents.typed_not_granted(OTHER, [same]) == (same,)
    assert consents.has_granted_instructions(HOST, "I am jane@example.com")
    assert not consents.has_granted_instructions(HOST, "I am jane@example.com, hello")
    assert not consents.has_granted_instructions(OTHER, "I am jane@example.com")


def test_they_end_with_the_conversation_but_those_about_instructions() -> None:
    consents, sheet = SendConsents(), image()
    finding = found(sheet, ADDRESS, "jane@example.com")
    (address,) = locate_private_in_text("write to jane@example.com")
    consents.grant(HOST, sheet, [finding])
    consents.grant_unscanned(HOST, sheet)
    consents.grant_typed(HOST, [address])
    consents.grant_instructions(HOST, "theirs")
    before = consents.count
    consents.leave_conversation()
    assert consents.count > before
    assert consents.not_granted(HOST, sheet, [finding]) == (finding,)
    assert not consents.has_granted_unscanned(HOST, sheet)
    assert consents.typed_not_granted(HOST, [address]) == (address,)
    assert consents.has_granted_instructions(HOST, "theirs")
