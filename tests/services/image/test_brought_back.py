"""A sent image that is brought back and covered or cropped there tells nothing of the form in which it went."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from PIL import Image

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.covers.brought_back import brought_back
from desktop.core.image.covers.later_covers import with_todays_covers
from desktop.core.image.encoding import EncodedImage
from desktop.core.settings.settings import Settings
from desktop.services.image.outgoing_images import OutgoingImages
from tests.helpers.images import noisy, prepared, screenshot
from tests.services.program import Room
from tests.services.qt_loop import on_the_loop

pytestmark = pytest.mark.usefixtures("qapp")

COVER = Rect(100, 100, 420, 340)
Leaving = tuple[object, ...]
Ways = Callable[[Room, AnnotatedImage], Awaitable[Leaving]]


def sent_pair() -> tuple[EncodedImage, EncodedImage]:
    """Returns images as they went that differ only under `COVER`: what lies there made one a JPEG and one a PNG."""
    plain = noisy(random.Random(1), (900, 700))
    lettered = plain.copy()
    lettered.paste(screenshot(*COVER.size), (COVER.left, COVER.top))
    pair = prepared(plain), prepared(lettered)
    assert [encoded.mime for encoded in pair] == ["image/jpeg", "image/png"]
    return pair


def leaving_of(
    images: list[AnnotatedImage], leaving: Callable[[Room, AnnotatedImage], Awaitable[Leaving]]
) -> list[Leaving]:
    found: list[Leaving] = []

    async def run() -> None:
        room = Room()
        for image in images:
            found.append(await leaving(room, image))
        await room.close()

    on_the_loop(run())
    return found


async def all_ways(room: Room, image: AnnotatedImage) -> Leaving:
    """Returns all that leaves of an image, and what is decided about it."""
    outgoing = OutgoingImages(room.tasks, room.image_pipeline)
    letters = await room.image_pipeline.letters_px(image)
    sent = await room.image_pipeline.encode(image, "gpt-4o", "high")
    full = [await outgoing.full_size(image, mime) for mime in ("image/png", "image/jpeg")]
    shown = await room.image_pipeline.shown(image)
    assert sent.origin is not None
    return (
        letters,
        sent.data,
        full,
        await outgoing.as_sent(image, Settings()),
        bytes(shown.data),
        sent.origin.to_plain(),
    )


async def kept(room: Room, image: AnnotatedImage) -> Leaving:
    """Returns what is kept of an image, and what leaves of that after a restart."""
    stored = await room.tasks.run_blocking(room.image_pipeline.for_storage, image)
    return stored.source.data, stored.source.compression, *await all_ways(room, stored)


@pytest.mark.parametrize("leaving", [all_ways, kept])
def test_covered_in_the_workspace_it_leaves_as_the_same(leaving: Ways) -> None:
    back = [brought_back(encoded.to_sent_image(), encoded.data) for encoded in sent_pair()]
    for edit in (lambda image: image, lambda image: image.cropped(Rect(50, 60, 700, 650)).rotated(1)):
        edited = [edit(replace(image, id="i")).with_annotation(Redaction("r", COVER)) for image in back]
        first, second = leaving_of(edited, leaving)
        assert first == second


@pytest.mark.parametrize("leaving", [all_ways, kept])
@pytest.mark.parametrize("crop", [Rect(450, 40, 860, 680), Rect(10, 370, 890, 690), Rect(460, 360, 520, 420)])
def test_cropped_it_leaves_as_the_same_whatever_was_cut_away(crop: Rect, leaving: Ways) -> None:
    back = [brought_back(encoded.to_sent_image(), encoded.data) for encoded in sent_pair()]
    for quarters in (0, 3):
        edited = [replace(image, id="i").cropped(crop).rotated(quarters) for image in back]
        one, other = leaving_of(edited, all_ways)
        assert one[:-1] == other[:-1], "all but where it is from, which is kept here and names its source"
    in_tiles = [replace(image, id="i").cropped(crop).with_annotation(Redaction("r", COVER)) for image in back]
    first, second = leaving_of(in_tiles, leaving)
    assert first == second


def test_text_that_is_cut_away_decides_nothing_beside_a_cover() -> None:
    plain = noisy(random.Random(2), (900, 700))
    lettered = plain.copy()
    lettered.paste(screenshot(300, 600), (560, 50))
    pair = prepared(plain), prepared(lettered)
    assert [encoded.mime for encoded in pair] == ["image/jpeg", "image/png"]
    back = [brought_back(encoded.to_sent_image(), encoded.data) for encoded in pair]
    edited = [replace(image, id="i").cropped(Rect(0, 0, 530, 700)) for image in back]
    first, second = leaving_of([image.with_annotation(Redaction("r", COVER)) for image in edited], all_ways)
    assert first == second


def test_text_in_view_stays_exact_when_the_rest_is_cut_away() -> None:
    encoded = prepared(screenshot(1000, 700))
    crop = Rect(0, 0, 1000, 350)
    image = brought_back(encoded.to_sent_image(), encoded.data).cropped(crop)

    async def pixels(room: Room, image: AnnotatedImage) -> Leaving:
        return (bytes((await room.image_pipeline.shown(image)).data),)

    ((found,),) = leaving_of([image], pixels)
    assert found == encoded.image().crop((0, 0, 1000, 350)).convert("RGBX").tobytes("raw", "BGRX")


def test_one_that_is_covered_and_kept_tells_nothing_when_it_is_cropped_after_a_restart() -> None:
    plain = noisy(random.Random(2), (900, 700))
    lettered = plain.copy()
    lettered.paste(screenshot(420, 600), (460, 50))
    pair = prepared(plain), prepared(lettered)
    assert [encoded.mime for encoded in pair] == ["image/jpeg", "image/png"]
    back = [brought_back(encoded.to_sent_image(), encoded.data) for encoded in pair]
    small = Rect(520, 10, 540, 30)

    async def cropped_later(room: Room, image: AnnotatedImage) -> Leaving:
        stored = await room.tasks.run_blocking(room.image_pipeline.for_storage, image)
        return (await all_ways(room, stored.cropped(Rect(0, 100, 440, 700))))[:-1]

    covered = [replace(image, id="i").with_annotation(Redaction("r", small)) for image in back]
    first, second = leaving_of(covered, cropped_later)
    assert first == second


def test_covers_that_it_brings_along_are_as_wide_in_both_forms() -> None:
    first, second = (
        brought_back(replace(encoded.to_sent_image(), covers=covers), encoded.data)
        for encoded, covers in zip(sent_pair(), [(Rect(95, 95, 425, 345),), (COVER,)], strict=True)
    )
    assert first.redacted_rects == second.redacted_rects == (Rect(95, 95, 425, 345),)
    assert [mark.rect for mark in first.annotations if isinstance(mark, Redaction)] == [
        mark.rect for mark in second.annotations if isinstance(mark, Redaction)
    ]


def test_where_it_was_sent_it_is_covered_alike_while_it_is_back() -> None:
    leaving = []
    for encoded, cover in zip(sent_pair(), (Rect(95, 95, 425, 345), COVER), strict=True):
        sent = replace(encoded.to_sent_image(), covers=(cover,), content_key="")
        (now,) = with_todays_covers([sent], (brought_back(sent, encoded.data),))
        leaving.append(EncodedImage.from_sent(now, encoded.data))
    assert leaving[0] == leaving[1]


def test_text_beside_the_cover_stays_exact() -> None:
    encoded = prepared(screenshot(1000, 700))
    image = brought_back(encoded.to_sent_image(), encoded.data).with_annotation(Redaction("r", COVER))

    async def pixels(room: Room, image: AnnotatedImage) -> Leaving:
        return (bytes((await room.image_pipeline.shown(image)).data),)

    exact = encoded.image()
    (covered,) = image.redacted_rects
    exact.paste(0, (covered.left, covered.top, covered.right, covered.bottom))
    ((found,),) = leaving_of([image], pixels)
    assert found == exact.convert("RGBX").tobytes("raw", "BGRX")


def test_a_small_one_is_covered_to_the_pixel() -> None:
    encoded = prepared(Image.new("RGB", (100, 80), "white"))
    back = brought_back(replace(encoded.to_sent_image(), covers=(Rect(3, 5, 20, 30),)), encoded.data)
    assert back.redacted_rects == (Rect(3, 5, 20, 30),)
