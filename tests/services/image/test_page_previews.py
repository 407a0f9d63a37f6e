"""Previews of pages, and the choice of pages, with a real decoder."""

from typing import Any

import pytest
from PIL import Image

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.services.image.import_item import ImportItem
from desktop.services.image.page_previews import PagePreviews
from tests.helpers.images import encoded, png
from tests.services.program import Room
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_first_page_lies_down_at_once_and_others_are_chosen() -> None:
    async def run() -> None:
        room = Room()
        pages = [Image.new("L", (200, 300), shade) for shade in (250, 120, 10)]
        data = encoded(pages[0], "PDF", save_all=True, append_images=pages[1:])
        noted: list[AnnotatedImage] = []
        room.image_importer.noted.connect(noted.append)
        room.image_importer.add("Drop", (ImportItem("plan.pdf", data=data), ImportItem("a", data=png())))
        await until(lambda: noted)
        assert (noted[0].source.page_count, noted[0].source.size) == (3, (1334, 2000))
        small = PagePreviews(room.tasks, room.image_pipeline)
        seen: dict[int, Any] = {}
        small.ready.connect(lambda page, pixels: seen.setdefault(page, pixels))
        small.open(noted[0].source)
        for page in range(3):
            small.want(page)
        await until(lambda: len(seen) == 3)
        assert max(seen[1].width, seen[1].height) <= 400
        room.image_importer.choose_pages(noted[0], (2, 1))
        await until(lambda: len(room.workspace.draft.images) == 3)
        assert [image.source.page_index for image in room.workspace.draft.images] == [2, 1, 0]
        assert room.workspace.steps.undo_name == "Choose pages"
        levels = await room.image_pipeline.mipmaps(room.workspace.draft.images[0].source)
        assert levels[0].image().getpixel((9, 9)) == (10, 10, 10)
        await room.close()

    on_the_loop(run())
