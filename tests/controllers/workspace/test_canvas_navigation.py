import asyncio

import pytest

from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from tests.controllers.conftest import Bar
from tests.controllers.fakes import annotated, plain, sent_image
from tests.controllers.workspace.lit_canvas import LitCanvas
from tests.services.qt_loop import on_the_loop, until

PLACE = Rect(10, 10, 40, 30)


class Navigation:
    """The navigation over a canvas, with what is stored and what has been in the workspace."""

    def __init__(self, bar: Bar) -> None:
        self.workspace, self.canvas, self.tasks = Workspace(), LitCanvas(), Tasks()
        self.stored: dict[str, bytes] = {}
        self.broken = False
        self.by_key: dict[str, AnnotatedImage] = {}
        self.asked = 0

        async def stored_images(ids: list[str]) -> dict[str, bytes]:
            self.asked += 1
            await asyncio.sleep(0)
            if self.broken:
                raise StorageError(Problem(ProblemKind.STORE_BUSY))
            return {image_id: self.stored[image_id] for image_id in ids if image_id in self.stored}

        self.navigation = CanvasNavigation(
            self.workspace, self.canvas, self.by_key.get, stored_images, self.tasks, bar.notices
        )
        self.workspace.changed.connect(lambda draft: self.canvas.show_annotated_image(draft.image))


@pytest.fixture
def room(bar: Bar) -> Navigation:
    return Navigation(bar)


def test_a_place_is_highlighted_only_while_its_image_is_in_view(room: Navigation) -> None:
    image, other = annotated(), plain("red")
    room.navigation.highlight(sent_image(image), PLACE)
    assert room.canvas.lit == []  # nothing is in view
    room.workspace.set_draft(Draft(images=(image, other)))
    room.canvas.lit.clear()
    room.navigation.highlight(sent_image(image), PLACE)
    room.navigation.highlight(sent_image(other), PLACE)
    room.navigation.highlight(None, None)
    assert room.canvas.lit == [PLACE, None, None]


def test_a_place_on_what_was_sent_is_found_in_the_source_by_the_view_of_then(room: Navigation) -> None:
    image = annotated(80, 60)
    cropped = image.cropped(Rect(40, 0, 80, 60))
    sent = sent_image(cropped)
    half_size = type(sent)("another id", "image/png", 20, 30, 9, content_key=cropped.content_key)
    room.by_key[cropped.content_key] = cropped
    room.workspace.set_draft(Draft(images=(image,)))
    room.navigation.show(half_size, Rect(0, 0, 10, 15))
    assert room.canvas.shown == [Rect(40, 0, 60, 30)]


def test_an_image_that_is_gone_from_the_workspace_is_brought_back_as_a_step(room: Navigation) -> None:
    image = annotated()
    room.stored[image.source.id] = image.source.data

    async def run() -> None:
        room.navigation.show(sent_image(image), PLACE)
        await until(lambda: room.canvas.shown)
        await room.tasks.close()

    on_the_loop(run())
    assert room.canvas.shown == [PLACE]
    assert [shown.source.id for shown in room.workspace.draft.images] == [image.source.id]
    assert room.workspace.steps.undo_name == "Bring picture back"


def test_the_place_that_was_asked_for_last_is_shown_alone(room: Navigation) -> None:
    first, second = annotated(), plain("red")
    room.stored = {image.source.id: image.source.data for image in (first, second)}

    async def run() -> None:
        room.navigation.show(sent_image(first), PLACE)
        await asyncio.sleep(0)
        room.navigation.show(sent_image(second), PLACE)
        await until(lambda: room.canvas.shown)
        await room.tasks.close()

    on_the_loop(run())
    assert [shown.source.id for shown in room.workspace.draft.images] == [second.source.id]


def test_an_image_that_is_stored_no_longer_is_reported(room: Navigation, bar: Bar) -> None:
    async def run() -> None:
        room.navigation.show(sent_image(annotated()), PLACE)
        await until(lambda: bar.text)
        await room.tasks.close()

    on_the_loop(run())
    assert room.workspace.draft == Draft()


def test_a_storage_that_fails_reports_that_itself(room: Navigation, bar: Bar) -> None:
    room.broken = True

    async def run() -> None:
        room.navigation.show(sent_image(annotated()), PLACE)
        await until(lambda: room.asked and not room.tasks.names)
        await room.tasks.close()

    on_the_loop(run())
    assert bar.text == ""
    assert room.workspace.draft == Draft()
