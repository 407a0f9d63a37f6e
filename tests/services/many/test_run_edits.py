"""Edits that are done to every picture of a run, by place: they are in what leaves."""

import base64
import io
from pathlib import Path
from typing import Any

from PIL import Image

from desktop.core.many.run import Area, RunEdits
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import numbered_pictures


def sent_images(endpoint: LimitedEndpoint) -> list[Image.Image]:
    """Returns the image of each request, as the server got it."""

    def image_of(body: dict[str, Any]) -> Image.Image:
        (part,) = [part for part in body["messages"][-1]["content"] if "image_url" in part]
        return Image.open(io.BytesIO(base64.b64decode(part["image_url"]["url"].partition(",")[2]))).convert("RGB")

    return [image_of(body) for body in endpoint.bodies]


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def test_every_picture_leaves_cropped_and_covered_by_place(tmp_path: Path) -> None:
    folder = numbered_pictures(tmp_path / "p", 2)
    Image.new("RGB", (200, 100), "#ffffff").save(folder / "wide.png")
    Image.new("RGB", (90, 300), "#ffffff").save(folder / "high.png")
    sizes = sorted(size_of(path) for path in folder.iterdir())

    async def story(desk: Desk) -> None:
        edits = RunEdits((Area(0.0, 0.0, 1.0, 0.25),), Area(0.0, 0.0, 0.5, 1.0))
        run = await desk.runs.create(desk.plan(edits=edits), [folder])
        await finished(run)
        assert run.totals.answered == 4
        await run.close()

    with LimitedEndpoint(keeps_bodies=True) as endpoint:
        with_desk(tmp_path, endpoint, story)
    images = sent_images(endpoint)
    assert sorted(image.size for image in images) == [(width // 2, height) for width, height in sizes]
    for image in images:
        left, top, right, bottom = 1, 1, image.width - 2, image.height // 4 - 2
        assert image.crop((left, top, right, bottom)).getextrema() == ((0, 0),) * 3
        assert image.getpixel((image.width // 2, image.height - 2)) != (0, 0, 0)
