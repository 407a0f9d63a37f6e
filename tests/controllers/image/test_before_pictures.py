"""The picture that is here, beside what leaves of it."""

from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from desktop.controllers.image.before_pictures import BeforePictures
from desktop.core.asking.prepared_request import RequestImage
from desktop.core.image.encoding import EncodedImage
from tests.helpers.images import image_of
from tests.services.program import Room
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_picture_that_is_not_here_ends_the_load_of_the_one_before_it() -> None:
    async def run() -> None:
        room, shown = Room(), list[str]()
        loading = room.tasks.slot("before")
        before = BeforePictures(room.image_pipeline, loading)
        pictures: Any = SimpleNamespace(show_before=lambda sent_id, _image: shown.append(sent_id))
        annotated = image_of(Image.new("RGB", (40, 30)))[0]
        encoded = EncodedImage("one", b"", "image/png", 40, 30, "high", annotated.content_key)
        before.show(RequestImage(encoded, annotated), pictures)
        assert loading.running
        before.show(RequestImage(encoded), pictures)
        assert not loading.running
        before.show(RequestImage(encoded, annotated), pictures)
        await until(lambda: shown == ["one"])
        await room.close()

    on_the_loop(run())
