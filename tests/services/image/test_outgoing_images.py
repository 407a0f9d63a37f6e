"""Images on their way to other programs: the same bytes as are sent, nothing under covers, no metadata."""

import io
import zlib
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.settings.settings import Settings
from desktop.services.image.outgoing_images import OutgoingImage, OutgoingImages
from tests.helpers.images import encoded, quarters, screenshot
from tests.helpers.page_pairs import page_pair
from tests.services.program import Program, Room
from tests.services.qt_loop import on_the_loop

pytestmark = pytest.mark.usefixtures("qapp")

COVER = Rect(30, 20, 200, 120)
Edit = Callable[[AnnotatedImage], AnnotatedImage]
EDITS: dict[str, Edit] = {
    "nothing": lambda image: image,
    "crop": lambda image: image.cropped(Rect(10, 12, 210, 150)),
    "turn": lambda image: image.rotated(1),
    "cover": lambda image: image.with_annotation(Redaction("r", COVER)),
    "marks": lambda image: (
        image.with_annotation(NumberBadge("n", Rect(40, 40, 120, 90), 1))
        .with_annotation(Arrow("a", (10, 10), (90, 70)))
        .with_annotation(TextNote("t", (60, 100), "look"))
    ),
    "all": lambda image: (
        image.with_annotation(Redaction("r", COVER))
        .with_annotation(NumberBadge("n", Rect(40, 40, 120, 90), 2))
        .cropped(Rect(5, 5, 220, 160))
        .rotated(3)
    ),
    "everything covered": lambda image: image.with_annotation(Redaction("r", Rect(0, 0, 9999, 9999))),
}
DOORS: dict[str, bytes] = {
    "png": encoded(quarters(240, 180)),
    "jpeg": encoded(quarters(240, 180), "JPEG", quality=90),
    "large png": encoded(screenshot(2600, 1400)),
    "pdf": page_pair(3).first,
    "gif": encoded(quarters(240, 180), "GIF"),
}


async def arrived(room: Room, data: bytes, name: str = "secret plans.png") -> AnnotatedImage:
    image = await room.image_pipeline.decode(data, name)
    return AnnotatedImage.new(image)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("data", DOORS.values(), ids=DOORS)
def test_the_bytes_as_sent_are_those_of_the_request(data: bytes, edit: Edit) -> None:
    async def run() -> None:
        program = Program()
        outgoing = OutgoingImages(program.tasks, program.image_pipeline)
        image = edit(await arrived(program, data))
        for settings in (Settings(), Settings(model="gpt-5.4", detail="low")):
            inputs = RequestInputs(settings, program.history.conversation, "what?", (image,))
            (shown,) = (await program.request_builder.build(inputs)).images
            leaving = await outgoing.as_sent(image, settings)
            assert (leaving.data, leaving.mime) == (shown.encoded.data, shown.encoded.mime)
            types = await outgoing.as_sent_in_types(image, settings)
            assert types[leaving.mime] == leaving.data
            assert pixels_of(types["image/png"]) == pixels_of(leaving.data)
        await program.close()

    on_the_loop(run())


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_at_full_size_it_shows_what_is_sent_where_that_is_not_scaled(edit: Edit) -> None:
    async def run() -> None:
        room = Room()
        outgoing = OutgoingImages(room.tasks, room.image_pipeline)
        image = edit(await arrived(room, DOORS["png"]))
        leaving, sent = await outgoing.full_size(image), await outgoing.as_sent(image, Settings())
        assert leaving.data == sent.data
        large = edit(await arrived(room, DOORS["large png"]))
        assert size_of(await outgoing.full_size(large)) == large.view.size
        await room.close()

    on_the_loop(run())


@pytest.mark.parametrize("seed", range(12))
def test_pages_that_differ_only_under_a_cover_leave_as_the_same_bytes(seed: int) -> None:
    async def run() -> None:
        pair, room = page_pair(seed), Room()
        outgoing = OutgoingImages(room.tasks, room.image_pipeline)
        leaving = []
        for data in (pair.first, pair.second):
            image = await room.image_pipeline.decode(data, "page.pdf", side=pair.side)
            covered = AnnotatedImage("i", image).with_annotation(Redaction("r", pair.cover))
            leaving.append(
                (
                    await outgoing.full_size(covered),
                    await outgoing.full_size(covered, "image/jpeg"),
                    await outgoing.as_sent(covered, Settings()),
                )
            )
        assert leaving[0] == leaving[1]
        await room.close()

    on_the_loop(run())


def test_nothing_leaves_beside_the_pixels() -> None:
    async def run() -> None:
        room = Room()
        exif = Image.Exif()
        exif[0x010E] = "secret description"
        source = quarters(240, 180)
        data = encoded(source, "JPEG", exif=exif, comment=b"secret comment", icc_profile=b"secret profile")
        image = EDITS["all"](await arrived(room, data, "secret plans.jpg"))
        outgoing = OutgoingImages(room.tasks, room.image_pipeline)
        assert list(png_chunks((await outgoing.full_size(image)).data)) == [b"IHDR", b"IDAT", b"IEND"]
        jpeg = (await outgoing.full_size(image, "image/jpeg")).data
        assert set(jpeg_segments(jpeg)) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
        assert b"secret" not in jpeg
        await room.close()

    on_the_loop(run())


def test_the_same_picture_is_encoded_once_whatever_later_questions_do_with_it() -> None:
    async def run() -> None:
        room = Room()
        outgoing = OutgoingImages(room.tasks, room.image_pipeline)
        image = await arrived(room, DOORS["png"])
        first = await outgoing.full_size(image)
        assert await outgoing.full_size(image) is first
        assert await outgoing.full_size(image.rotated(1)) is not first
        await room.close()

    on_the_loop(run())


def test_what_no_jpeg_can_hold_and_what_no_longer_decodes_is_refused_in_words() -> None:
    async def run() -> None:
        room = Room()
        outgoing = OutgoingImages(room.tasks, room.image_pipeline)
        long = await arrived(room, encoded(Image.new("RGB", (70_000, 2))))
        assert size_of(await outgoing.full_size(long)) == (70_000, 2)
        with pytest.raises(ImageRejectedError) as refused:
            await outgoing.full_size(long, "image/jpeg")
        assert refused.value.problem.kind is ProblemKind.NOT_WRITTEN
        broken = AnnotatedImage.new(SourceImage(sha256_hex(b"x"), b"no image", 80, 60, "image/png", "x.png"))
        with pytest.raises(ImageRejectedError):
            await outgoing.full_size(broken)
        await room.close()

    on_the_loop(run())


@pytest.mark.slow
def test_a_photo_of_48_megapixels_leaves_while_the_loop_goes_on() -> None:
    async def run() -> None:
        room = Room()
        outgoing = OutgoingImages(room.tasks, room.image_pipeline)
        photo = Image.effect_noise((800, 600), 90).convert("RGB").resize((8000, 6000))
        image = EDITS["all"](await arrived(room, encoded(photo, "JPEG")))
        leaving = await outgoing.full_size(image.cropped(None))
        assert size_of(leaving) == (6000, 8000)
        await room.close()

    on_the_loop(run())


def pixels_of(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


def size_of(image: OutgoingImage) -> tuple[int, int]:
    return Image.open(io.BytesIO(image.data)).size


def png_chunks(data: bytes) -> Iterator[bytes]:
    """Yields the kinds of chunks, those that follow one of the same kind left out."""
    at, last = 8, b""
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        assert zlib.crc32(data[at + 4 : at + 8 + length]) == int.from_bytes(data[at + 8 + length :][:4], "big")
        if kind != last:
            yield kind
        at, last = at + 12 + length, kind


def jpeg_segments(data: bytes) -> Iterator[int]:
    """Yields the markers up to the one of the scan."""
    at = 2
    while True:
        assert data[at] == 0xFF
        yield data[at + 1]
        if data[at + 1] == 0xDA:
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
