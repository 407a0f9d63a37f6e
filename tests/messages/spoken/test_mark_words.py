"""Marks in words: placed, changed, removed, and where."""

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.highlight import Highlight
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.messages.spoken.mark_words import changes_in_words, where_is
from desktop.messages.spoken.picture_words import covers_words, kind_words, private_places

IMAGE = AnnotatedImage("1", SourceImage("a" * 64, b"x", 900, 600, "image/png"))
CORNER = Rect(10, 10, 200, 50)
READ = OcrResult(
    (900, 600), (TextBlock(TextBlockKind.TABLE, ((OcrLine((OcrWord("password", Rect(20, 15, 120, 40)),)),),)),)
)


def test_a_cover_is_placed_over_words_and_removed() -> None:
    covered = IMAGE.with_annotation(Redaction("r", CORNER))
    assert changes_in_words(IMAGE, covered, READ) == "Cover placed, upper left, over “password”."
    assert changes_in_words(covered, IMAGE, READ) == "Cover removed, upper left."


def test_a_key_that_is_covered_is_not_read_out() -> None:
    word = OcrWord("sk-live-4f", Rect(20, 15, 120, 40))
    read = OcrResult((900, 600), (TextBlock(TextBlockKind.TABLE, ((OcrLine((word,)),),)),))
    assert changes_in_words(IMAGE, IMAGE.with_annotation(Redaction("r", CORNER)), read) == "Cover placed, upper left."


def test_words_that_are_private_covered_or_not_looked_at_yet_are_not_read_out() -> None:
    value = OcrWord("Ludwig", Rect(130, 15, 195, 40))
    read = OcrResult(
        (900, 600),
        (TextBlock(TextBlockKind.TEXT, ((OcrLine((OcrWord("name", Rect(20, 15, 120, 40)), value)),),)),),
    )
    private = (Rect(128, 12, 200, 44),)
    for mark in (Box("m", CORNER), Highlight("m", CORNER), Redaction("m", CORNER)):
        marked = IMAGE.with_annotation(mark)
        assert changes_in_words(IMAGE, marked, read, private).endswith("placed, upper left, over “name”.")
        assert changes_in_words(IMAGE, marked, read, None).endswith("placed, upper left.")
    covered = IMAGE.with_annotation(Redaction("r", private[0]))
    assert where_is(Box("m", CORNER), covered, read) == "upper left, over “name”"


def test_a_number_is_named_and_where_it_is_now() -> None:
    placed = IMAGE.with_annotation(NumberBadge("n", Rect(10, 10, 200, 50), 2))
    moved = placed.with_annotation(NumberBadge("n", Rect(700, 550, 890, 590), 2))
    assert changes_in_words(placed, moved, None) == "Number 2 changed, now lower right."


def test_many_changes_are_counted_and_none_is_silent() -> None:
    many = IMAGE
    for at in range(5):
        many = many.with_annotation(Box(str(at), CORNER))
    assert changes_in_words(IMAGE, many, None) == "5 marks changed."
    assert changes_in_words(IMAGE, IMAGE, None) == ""


def test_a_crop_tells_the_size() -> None:
    assert changes_in_words(IMAGE, IMAGE.cropped(Rect(0, 0, 450, 300)), None) == "The picture is 450 by 300 pixels now."


def test_what_is_private_is_named_with_its_place_and_never_quoted() -> None:
    finding = Finding(FindingKind.PRIVATE, "password", (CORNER,))
    assert private_places((finding,), (900, 600)) == ("Private: a password, upper left",)
    assert private_places((), (900, 600)) == ()


def test_kind_and_covers() -> None:
    assert kind_words(READ) == "table" and kind_words(None) == ""
    covered = IMAGE.with_annotation(Redaction("r", CORNER))
    assert covers_words(covered) == "covered in 1 place" and covers_words(IMAGE) == ""
