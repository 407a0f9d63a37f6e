"""Copying the image in view."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PIL import Image

from desktop.controllers.image.export.image_copy import ImageCopyController
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.ui.actions import Actions
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings
from tests.controllers.image.export.leaving import Leaving
from tests.services.program import image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class Copying(Leaving):
    """The controller over a clipboard that takes what it is given, unless `is_busy`."""

    is_busy = False

    def start(self) -> None:
        self.clipboard: list[Mapping[str, bytes]] = []
        self.controller = ImageCopyController(
            self.draft_images,
            self.canvas,
            self.actions,
            self.put_images,
            self.tasks,
            self.bar.notices,
        )
        self.controller.connect()
        self.controller.show()

    def put_images(self, images: Mapping[str, bytes], image: AnnotatedImage) -> bool:
        if not self.is_busy:
            self.clipboard.append(images)
        return not self.is_busy


@pytest.fixture
def copy(bar: Bar, actions: Actions) -> Callable[[Callable[[Copying], None]], Copying]:
    """Has something done with a controller, and returns it once a notice is shown."""

    def run(act: Callable[[Copying], None]) -> Copying:
        async def copied() -> Copying:
            copying = Copying(bar, actions, FakeSettings(answers="endpoint"))
            copying.start()
            act(copying)
            await until(lambda: bar.text and "copy picture" not in copying.tasks.names)
            await copying.room.close()
            return copying

        return on_the_loop(copied())

    return run


Copy = Callable[[Callable[[Copying], None]], Copying]


def covered() -> AnnotatedImage:
    return image().with_annotation(Redaction("r", Rect(0, 0, 40, 30)))


@pytest.mark.parametrize("how", ["action", "key"])
def test_the_picture_is_copied_at_full_size_with_its_covers(copy: Copy, how: str) -> None:
    def act(copying: Copying) -> None:
        copying.show(image(), covered(), index=1)
        if how == "key":
            copying.canvas.copy_requested.emit()
        else:
            copying.actions["copy_picture"].trigger()

    copying = copy(act)
    ((mime, data),) = copying.clipboard[0].items()
    shown = Image.open(io.BytesIO(data))
    assert (mime, shown.size) == ("image/png", (80, 60))
    assert shown.getpixel((5, 5)) == (0, 0, 0)
    assert shown.getpixel((60, 50)) == (255, 255, 255)
    assert copying.bar.text == "Copied the picture."


def test_as_sent_it_is_what_the_model_gets(copy: Copy) -> None:
    def act(copying: Copying) -> None:
        copying.show(replace(image(1600), detail="low"))
        copying.actions["copy_as_sent"].trigger()

    copying = copy(act)
    assert Image.open(io.BytesIO(copying.clipboard[0]["image/png"])).size == (512, 19)


def test_a_picture_that_is_removed_meanwhile_is_copied_as_it_was(copy: Copy) -> None:
    def act(copying: Copying) -> None:
        copying.show(covered())
        copying.actions["copy_picture"].trigger()
        copying.workspace.set_draft(Draft())

    assert len(copy(act).clipboard) == 1


def test_a_clipboard_that_another_program_holds_is_said(copy: Copy) -> None:
    def act(copying: Copying) -> None:
        copying.is_busy = True
        copying.show()
        copying.actions["copy_picture"].trigger()

    assert copy(act).bar.text.startswith("Couldn't copy the picture")


def test_a_picture_that_no_longer_decodes_is_said(copy: Copy) -> None:
    def act(copying: Copying) -> None:
        whole = image()
        copying.show(replace(whole, source=replace(whole.source, id="f" * 64, data=b"no image")))
        copying.actions["copy_picture"].trigger()

    copying = copy(act)
    assert copying.clipboard == []
    assert copying.bar.text


def test_the_actions_are_possible_where_there_is_something_to_copy(bar: Bar, actions: Actions) -> None:
    async def run() -> None:
        settings = FakeSettings(answers="computer")
        copying = Copying(bar, actions, settings)
        copying.start()
        names = "copy_picture", "copy_as_sent"
        assert [actions[name].isEnabled() for name in names] == [False, False]
        copying.show()
        assert [actions[name].isEnabled() for name in names] == [True, False]  # nothing is sent
        settings.change(answers="endpoint")
        assert [actions[name].isEnabled() for name in names] == [True, True]
        copying.canvas.copy_requested.emit()
        copying.workspace.set_draft(Draft())
        assert [actions[name].isEnabled() for name in names] == [False, False]
        await copying.room.close()

    on_the_loop(run())
