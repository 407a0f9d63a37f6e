"""Mip levels, thumbnails and letter heights of the images in the workspace."""

from typing import Any

import pytest

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.import_item import ImportItem
from tests.helpers.images import encoded, screenshot
from tests.services.program import Room, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_lies_on_the_desk_is_made_visible() -> None:
    async def run() -> None:
        room = Room()
        viewing = CanvasImages(room.tasks, room.image_pipeline)
        shown: list[tuple[str, Any]] = []
        thumbnails: list[str] = []
        viewing.shown.connect(lambda key, levels: shown.append((key, levels)))
        viewing.thumbnail.connect(lambda image_id, _: thumbnails.append(image_id))
        draft = Draft("", (image(80), image(2000)), 1)
        viewing.look(draft)
        await until(lambda: shown and len(thumbnails) == 2)
        assert thumbnails == [image.id for image in draft.images]
        assert shown[0][0] == draft.images[1].source.key
        assert shown[0][1][0].width == 2000
        edited = draft.with_image(draft.images[0].rotated(1))
        viewing.look(edited)
        await until(lambda: len(thumbnails) == 3)
        assert thumbnails[-1] == draft.images[0].id
        viewing.look(Draft())
        assert shown[-1] == ("", ())
        await room.close()

    on_the_loop(run())


def test_a_thumbnail_of_a_state_that_has_gone_by_is_not_shown() -> None:
    async def run() -> None:
        room = Room()
        viewing = CanvasImages(room.tasks, room.image_pipeline)
        shown: list[tuple[int, int]] = []
        viewing.thumbnail.connect(lambda _, small: shown.append((small.width, small.height)))
        bare = image(160)
        viewing.look(Draft("", (bare,)))
        await until(lambda: shown)
        viewing.look(Draft("", (bare.rotated(1),)))
        viewing.look(Draft("", (bare,)))
        await until(lambda: "draft thumbnails" not in room.tasks.names)
        assert shown == [(160, 60)]
        await room.close()

    on_the_loop(run())


def test_what_the_model_would_see_and_how_high_its_letters_are() -> None:
    async def run() -> None:
        room = Room()
        viewing = CanvasImages(room.tasks, room.image_pipeline)
        letters: list[tuple[AnnotatedImage, float | None]] = []
        seen: list[Any] = []
        viewing.letters.connect(lambda image, height: letters.append((image, height)))
        viewing.as_seen.connect(lambda _, levels: seen.append(levels))
        room.image_importer.add("Paste", (ImportItem("a", data=encoded(screenshot(3840, 2160))),))
        await until(lambda: room.workspace.draft.images)
        viewing.look(room.workspace.draft)
        await until(lambda: letters)
        assert letters[0][1] is not None
        viewing.look_as_model(room.workspace.draft.images[0], "gpt-4o", "high")
        await until(lambda: seen)
        assert (seen[0][0].width, seen[0][0].height) == (1365, 768)
        await room.close()

    on_the_loop(run())
