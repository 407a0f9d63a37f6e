"""What is found in the text of a page is a finding on its picture."""

from dataclasses import replace

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent.sent_origin import SentOrigin
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.pages.page_findings import findings_in_page_text, findings_in_sent_text, with_those_of_page

WORDS = "write to anna.berg@example.org"
PLACE = Rect(110, 40, 320, 60)


def page(*covers: Rect, turns: int = 0) -> AnnotatedImage:
    boxes = [Rect(20 + 10 * at, 40, 30 + 10 * at, 60) for at in range(len(WORDS))]
    letters = [Letter(text, box, box) for text, box in zip(WORDS, boxes, strict=True) if text != " "]
    source = SourceImage("s", b"", 400, 300, "application/pdf")
    marks = tuple(Redaction(str(at), cover) for at, cover in enumerate(covers))
    return AnnotatedImage("i", source, turns, annotations=marks, page_text=PageText.of("x", letters))


def test_private_text_is_found_where_it_stands_whichever_way_the_page_is_turned() -> None:
    for turns in range(4):
        image = page(turns=turns)
        (finding,) = findings_in_page_text(image)
        assert (finding.name, image.view.rect_to_image(finding.rect)) == ("e-mail address", PLACE)
    assert findings_in_page_text(replace(page(), page_text=None)) == ()


def test_what_is_covered_is_found_no_more() -> None:
    assert findings_in_page_text(page(PLACE)) == ()
    assert findings_in_page_text(page(Rect(0, 0, 400, 300))) == ()


def test_what_goes_again_is_looked_through_under_todays_covers() -> None:
    image = page()
    sent = SentImage("b", "image/png", 200, 150, 1, origin=SentOrigin.of(image))
    (finding,) = findings_in_sent_text(sent)
    assert finding.rect == Rect(55, 20, 160, 30)
    assert findings_in_sent_text(replace(sent, covers=(Rect(50, 15, 170, 35),))) == ()
    assert findings_in_sent_text(replace(sent, origin=None)) == ()


def test_what_is_found_in_both_counts_once() -> None:
    (finding,) = findings_in_page_text(page())
    read = Finding(FindingKind.PRIVATE, finding.name, (PLACE.expanded(2),))
    other = Finding(FindingKind.PRIVATE, "key", (PLACE,))
    assert with_those_of_page((read,), (finding,)) == (read,)
    assert with_those_of_page((other,), (finding,)) == (other, finding)
