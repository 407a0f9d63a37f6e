"""Filling drags of images. Real drags are in tests/x11."""

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont

from desktop.adapters.files.drag_files import DragFiles
from desktop.controllers.image.export.image_dragging import ImageDraggingController
from desktop.ui.actions import Actions
from desktop.ui.canvas.foot.canvas_foot import CanvasFoot
from desktop.ui.strip.image_strip import ImageStrip
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings
from tests.controllers.image.export.leaving import Leaving
from tests.services.program import image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class Dragging(Leaving):
    """The controller between a foot and a strip."""

    def start(self) -> None:
        self.foot, self.strip, self.files = (
            CanvasFoot(self.canvas, self.actions),
            ImageStrip(Theme(LIGHT, QFont())),
            DragFiles(),
        )
        self.controller = ImageDraggingController(
            self.draft_images, self.foot, self.strip, self.files, self.tasks, self.bar.notices
        )
        self.controller.connect()


def test_a_drag_knows_its_types_at_once_and_has_its_data_soon(bar: Bar, actions: Actions) -> None:
    async def run() -> None:
        dragging = Dragging(bar, actions, FakeSettings())
        dragging.start()
        dragging.show(image(), image(100), index=1)
        from_foot, from_strip = QMimeData(), QMimeData()
        dragging.foot.drag_started.emit(from_foot)
        assert {"image/png", "text/uri-list"} <= set(from_foot.formats())
        await until(lambda: from_foot.data("image/png").size() > 0)
        expected = await dragging.draft_images.full_size(dragging.workspace.draft.images[1])
        assert from_foot.data("image/png").data() == expected.data
        path = from_foot.urls()[0].toLocalFile()
        assert path.endswith("/Picture 2.png")
        await until(lambda: not [name for name in dragging.tasks.names if name == "drag picture"])
        with Image.open(path) as written:
            assert written.size == (100, 60)
        dragging.strip.drag_started.emit(0, from_strip)
        await until(lambda: from_strip.data("image/png").size() > 0)
        assert from_strip.urls()[0] != from_foot.urls()[0]
        dragging.files.close()
        await dragging.room.close()

    on_the_loop(run())


def test_a_drop_that_came_too_early_is_said(bar: Bar, actions: Actions) -> None:
    async def run() -> None:
        dragging = Dragging(bar, actions, FakeSettings())
        dragging.start()
        dragging.show()
        mime = QMimeData()
        dragging.foot.drag_started.emit(mime)
        dragging.foot.drag_ended.emit(True)
        assert bar.text == "The picture wasn't ready yet. Drag it again in a moment."
        await until(lambda: mime.data("image/png").size() > 0)
        await until(lambda: "drag picture" not in dragging.tasks.names)
        bar.widget.hide()
        dragging.foot.drag_ended.emit(True)
        assert bar.text == ""
        dragging.files.close()
        await dragging.room.close()

    on_the_loop(run())
