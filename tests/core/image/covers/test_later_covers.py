"""The covers that sent images carry follow the images in the workspace, and stay when those are gone."""

import random
from dataclasses import replace

import pytest
from PIL import Image

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.covers.brought_back import brought_back
from desktop.core.image.covers.later_covers import with_todays_covers
from desktop.core.image.encoding import EncodedImage, encode_for_model
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent.sent_origin import SentOrigin
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage
from desktop.core.model_catalog import model_named
from tests.helpers.images import image_of, noisy, screenshot

COVER = Rect(20, 10, 60, 40)
PAIRS = 90


def white(width: int = 100, height: int = 80) -> tuple[AnnotatedImage, PixelBuffer]:
    return image_of(Image.new("RGB", (width, height), "white"))


def sent_of(image: AnnotatedImage, pixels: PixelBuffer) -> EncodedImage:
    return encode_for_model(image, pixels, model_named("gpt-4o"), "high", lambda _, flat: flat)


def covered(image: AnnotatedImage, rect: Rect = COVER) -> AnnotatedImage:
    return image.with_annotation(Redaction(f"{rect}", rect))


def covers(sent: SentImage, *workspace: AnnotatedImage) -> tuple[Rect, ...]:
    (now,) = with_todays_covers([sent], workspace)
    return now.covers


def test_what_is_covered_later_is_covered_in_its_place() -> None:
    image, pixels = white()
    turned = image.cropped(Rect(10, 0, 90, 60)).rotated(1)
    sent = sent_of(turned, pixels).to_sent_image()
    assert covers(sent, turned) == ()
    assert covers(sent, covered(turned)) == (Rect(20, 10, 50, 50),)
    assert covers(sent, covered(image)) == (Rect(20, 10, 50, 50),)  # whatever the view is now
    assert covers(sent, covered(image, Rect(0, 0, 5, 5))) == ()  # outside what was sent


def test_what_was_covered_when_it_went_is_no_later_cover() -> None:
    image, pixels = white()
    sent = sent_of(covered(image), pixels).to_sent_image()
    assert covers(sent, covered(image)) == ()
    assert covers(sent, covered(covered(image), Rect(70, 50, 80, 60))) == (Rect(70, 50, 80, 60),)


def test_a_cover_that_went_along_is_no_later_one_where_the_draft_is_kept_as_the_very_bytes_that_went() -> None:
    image, pixels = white()
    sent = sent_of(covered(image), pixels).to_sent_image()
    burnt = replace(covered(image), source=replace(image.source, id=sent.id))
    assert covers(sent, burnt) == ()
    assert covers(replace(sent, covers=(COVER,)), burnt) == ()  # as it was taken for one
    assert covers(sent, covered(burnt, Rect(70, 50, 80, 60))) == (Rect(70, 50, 80, 60),)


def test_covers_stay_when_the_image_is_gone_and_go_when_it_shows_the_place() -> None:
    image, pixels = white()
    sent = replace(sent_of(image, pixels).to_sent_image(), covers=(COVER,))
    assert covers(sent) == (COVER,)
    assert covers(sent, white(90, 80)[0]) == (COVER,)
    assert covers(sent, image) == ()
    assert covers(sent, image.cropped(Rect(70, 0, 100, 80))) == (COVER,)


def test_a_tile_and_a_copy_cover_the_whole() -> None:
    image, pixels = white()
    sent = sent_of(image, pixels).to_sent_image()
    tiles = [image.cropped(Rect(0, 0, 50, 80)).duplicated(), image.cropped(Rect(50, 0, 100, 80)).duplicated()]
    (now,) = with_todays_covers([sent], (covered(tiles[0]), tiles[1]))
    assert now.covers == (COVER,)
    assert covers(now, tiles[1]) == (COVER,)
    assert covers(now, tiles[0], tiles[1]) == ()


def test_a_sent_image_that_is_brought_back_brings_its_covers() -> None:
    image, pixels = white()
    encoded = sent_of(image, pixels)
    sent = replace(encoded.to_sent_image(), covers=(COVER,))
    back = brought_back(sent, encoded.data)
    assert back.redacted_rects == (COVER,)
    assert covers(sent, back) == (COVER,)
    assert covers(sent, replace(back, annotations=())) == ()
    burnt = replace(back, source=replace(back.source, id="b" * 64))  # as the draft is kept on the disk
    later = sent_of(back, pixels).to_sent_image()
    more = covered(burnt, Rect(70, 50, 80, 60))
    first, _ = with_todays_covers([sent, replace(later, origin=SentOrigin(back.view, (), back.source.key))], (more,))
    assert Rect(70, 50, 80, 60) in first.covers


def test_after_its_covers_were_burnt_in_a_cover_neither_shrinks_nor_goes() -> None:
    image, pixels = white()
    lossy = replace(image, source=replace(image.source, compression=CompressionBlocks(16, 16, 2)))
    sent = sent_of(lossy, pixels).to_sent_image()
    wide = covers(sent, covered(lossy))
    assert wide == (Rect(14, 0, 66, 50),)
    kept = replace(sent, covers=wide)
    burnt = replace(lossy, source=replace(image.source, id="b" * 64))  # a PNG now
    assert wide[0] in covers(kept, covered(burnt))
    assert wide[0] in covers(kept, burnt)
    assert covers(sent, covered(burnt)) == wide


def test_an_origin_that_an_earlier_version_did_not_keep_is_found_or_all_is_covered() -> None:
    image, pixels = white()
    marked = image.with_annotation(Box("b", Rect(0, 0, 9, 9))).rotated(1)
    old = replace(sent_of(marked, pixels).to_sent_image(), origin=None)
    assert covers(old, covered(marked)) == (Rect(40, 20, 70, 60),)
    moved = replace(marked, annotations=(Box("b", Rect(5, 5, 9, 9)),))
    assert covers(old, moved) == ()
    assert covers(old, covered(moved)) == (Rect(0, 0, 80, 100),)


def test_the_origin_is_kept_without_a_hash_of_what_was_covered() -> None:
    image, pixels = white()
    for state in (image, covered(image)):
        origin = sent_of(state, pixels).origin
        assert origin is not None
        kept = SentOrigin.from_plain(origin.to_plain())
        assert (kept.view, kept.covers) == (origin.view, origin.covers)
        assert kept.source_key == ("" if state.redacted_rects else image.source.key)


@pytest.mark.slow
def test_nothing_of_what_is_covered_later_can_be_told_from_the_sent_image() -> None:
    """Pairs that differ only under a later cover, sent uncovered, shrunk to the size that the model sees.

    Some go as PNG and as JPEG because of what is covered now: what leaves afterwards does not tell which.
    """
    different, mixed = [], 0
    for seed in range(PAIRS):
        first, second = later_covered(seed)
        mixed += first[0] != second[0]
        different += [seed] if first[1] != second[1] else []
    assert different == []
    assert mixed >= 5


def test_whether_it_was_a_png_or_a_jpeg_cannot_be_told_once_it_is_covered() -> None:
    noise = noisy(random.Random(1), (900, 700))
    lettered = noise.copy()
    lettered.paste(screenshot(320, 240), (100, 100))
    pairs = [later_covered_form(image, Rect(100, 100, 420, 340)) for image in (noise, lettered)]
    assert [mime for mime, _ in pairs] == ["image/jpeg", "image/png"]
    assert pairs[0][1] == pairs[1][1]


def test_a_sent_image_with_text_beside_its_covers_stays_exact() -> None:
    image, pixels = image_of(screenshot(1000, 700))
    encoded = sent_of(image, pixels)
    (sent,) = with_todays_covers([encoded.to_sent_image()], (covered(image),))
    now = EncodedImage.from_sent(sent, encoded.data).image()
    exact = encoded.image()
    exact.paste(0, (20, 10, 60, 40))
    assert now.tobytes() == exact.tobytes()


def later_covered(seed: int) -> list[tuple[str, EncodedImage]]:
    """Returns for both images of a pair the type in which each was sent, and what leaves under the later cover."""
    chance = random.Random(seed)
    size = chance.randint(300, 1700), chance.randint(200, 1100)
    first = noisy(chance, size) if seed % 3 else Image.new("RGB", size, "white")
    second = first.copy()
    if seed % 3 == 2:  # text that makes a PNG of the second
        side = min(*size, 320) - 20
        left, top = chance.randint(0, size[0] - side), chance.randint(0, size[1] - side)
        rect = Rect(left, top, left + side, top + side)
        second.paste(screenshot(side, side), (left, top))
    else:
        left, top = chance.randint(0, size[0] - 60), chance.randint(0, size[1] - 60)
        rect = Rect(left, top, left + chance.randint(8, 60), top + chance.randint(8, 60))
        second.paste(chance.choice(["black", "red", "white"]), (rect.left, rect.top, rect.right, rect.bottom))
    turns = chance.randint(0, 3)
    return [later_covered_form(image, rect, turns) for image in (first, second)]


def later_covered_form(image: Image.Image, rect: Rect, turns: int = 0) -> tuple[str, EncodedImage]:
    """Returns the type in which an image was sent, and what leaves of it once `rect` is covered."""
    source = SourceImage("s" * 64, b"", *image.size, "image/png")
    annotated = AnnotatedImage("i", source, turns)
    encoded = sent_of(annotated, PixelBuffer.of(image))
    (sent,) = with_todays_covers([encoded.to_sent_image()], (covered(annotated, rect),))
    return encoded.mime, EncodedImage.from_sent(sent, encoded.data)
