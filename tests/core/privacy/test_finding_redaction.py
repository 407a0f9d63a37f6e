"""The covers over findings: a margin along a line of letters, and none for what is no text."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.privacy.finding_redaction import rects_with_margin
from desktop.core.privacy.findings import UNREAD_PLACE, Finding, FindingKind, private_finding
from desktop.core.privacy.personal.faces import FACE
from desktop.messages.findings import describe_findings

SQUARE = Rect(100, 100, 300, 300)


def test_letters_have_room_along_their_line() -> None:
    (cover,) = rects_with_margin(private_finding("key", (Rect(100, 100, 300, 140),), "k"))
    assert cover == Rect(90, 97, 310, 143)


@pytest.mark.parametrize("name", [FACE, UNREAD_PLACE])
def test_a_face_and_a_place_that_was_not_read_are_framed_as_they_are(name: str) -> None:
    assert rects_with_margin(Finding(FindingKind.PRIVATE, name, (SQUARE,))) == (SQUARE.expanded(3),)


def test_a_face_is_not_called_text() -> None:
    face, key = private_finding(FACE, (SQUARE,), ""), private_finding("key", (SQUARE,), "k")
    assert describe_findings((face,)) == "Private details found: a face."
    assert describe_findings((key, face)) == "Private details found: a key, a face."
    assert describe_findings((key,)) == "Private text found: a key."


def test_a_place_that_was_not_read_is_told() -> None:
    place = Finding(FindingKind.UNREAD, UNREAD_PLACE, (SQUARE,))
    assert place.must_be_covered
    assert describe_findings((place,)) == "This picture has a place that was not read."
