"""A row's picture as it would be sent: what a run covers is looked for, whatever the settings say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.system.image_sources import read_file
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.many.row import Row
from desktop.core.many.run import Area, RunEdits
from desktop.core.model_catalog import model_named
from desktop.core.models.model import max_side
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.settings.settings import Settings
from desktop.services.many.rows.row_preparation import RowPreparation
from tests.helpers.images import encoded, png, quarters, screenshot

FACE = Rect(20, 10, 50, 45)


class PortraitReader:
    """Finds a face on every picture, where faces are looked for."""

    def read(
        self, pixels: PixelBuffer, progress: Callable[[float], None] = lambda _: None, with_faces: bool = False
    ) -> OcrResult:
        return OcrResult((pixels.width, pixels.height), faces=(FACE,) if with_faces else None)

    def stop(self) -> None: ...
    def interrupt(self) -> None: ...


class NoReader:
    """Must not be asked."""

    def read(
        self, pixels: PixelBuffer, progress: Callable[[float], None] = lambda _: None, with_faces: bool = False
    ) -> OcrResult:
        raise AssertionError("nothing is looked for")

    def stop(self) -> None: ...
    def interrupt(self) -> None: ...


NOT_LOOKED_THROUGH = Settings(
    endpoint="https://api.openai.com/v1", model="gpt-4o", answers="endpoint", private_text="off"
)
PICTURES = {
    "a screenshot": lambda: encoded(screenshot()),
    "a small one": lambda: png(300, 200),
    "a photo": lambda: encoded(quarters(900, 700), "JPEG", quality=80),
    "transparent": lambda: encoded(quarters(700, 900).convert("LA")),
    "16 bits": lambda: encoded(Image.linear_gradient("L").resize((900, 900)).convert("I").convert("I;16")),
    "in strips": lambda: encoded(quarters(3200, 2600)),
    "a page": lambda: encoded(quarters(600, 800), "PDF"),
}


@pytest.mark.parametrize("crop", [None, Area(0.1, 0.2, 0.83, 0.77)])
@pytest.mark.parametrize("kind", PICTURES)
def test_a_row_that_is_not_looked_through_is_shrunk_by_the_decoder_to_the_same_bytes(
    tmp_path: Path, kind: str, crop: Area | None
) -> None:
    path, data, decoder = tmp_path / "p", PICTURES[kind](), Decoder()
    path.write_bytes(data)
    row = Row(0, str(path), path.name, sha256_hex(data))
    settings, model = NOT_LOOKED_THROUGH, model_named("gpt-4o")
    preparation = RowPreparation(read_file, decoder, NoReader())
    try:
        prepared = preparation.prepare(row, RunEdits(crop=crop), settings)
        decoded = decoder.decode(data, row.name, row.page, max_side(model, settings.detail))
        edited = preparation.edited(row, RunEdits(crop=crop), settings)
    finally:
        decoder.close()
    assert (prepared.annotated.source, prepared.annotated.view) == (edited.source, edited.view)
    assert prepared.encoded == encode_for_model(prepared.annotated, decoded.pixels, model, settings.detail)


def test_a_picture_that_is_not_looked_through_is_covered_by_place_all_the_same(tmp_path: Path) -> None:
    path, data, decoder = tmp_path / "p.png", png(800, 600), Decoder()
    path.write_bytes(data)
    row = Row(0, str(path), path.name, sha256_hex(data))
    try:
        edits = RunEdits(covers=(Area(0.0, 0.0, 0.5, 1.0),))
        prepared = RowPreparation(read_file, decoder, NoReader()).prepare(row, edits, NOT_LOOKED_THROUGH)
    finally:
        decoder.close()
    left = prepared.encoded.image().crop((0, 0, prepared.encoded.width // 2 - 1, prepared.encoded.height))
    assert left.getcolors() == [(left.width * left.height, (0, 0, 0))]


def test_a_file_that_has_changed_is_refused_also_where_nothing_is_looked_for(tmp_path: Path) -> None:
    path, decoder = tmp_path / "p.png", Decoder()
    path.write_bytes(png(800, 600))
    row = Row(0, str(path), path.name, sha256_hex(b"what it was"))
    with pytest.raises(ImageRejectedError) as refused:
        RowPreparation(read_file, decoder, NoReader()).prepare(row, RunEdits(), NOT_LOOKED_THROUGH)
    assert refused.value.problem.kind is ProblemKind.IMAGE_CHANGED


def test_faces_are_covered_where_a_run_covers_them(tmp_path: Path) -> None:
    path, data, decoder = tmp_path / "p.png", png(), Decoder()
    path.write_bytes(data)
    preparation = RowPreparation(read_file, decoder, PortraitReader())
    row = Row(0, str(path), path.name, sha256_hex(data))
    settings = Settings(endpoint="https://models.example/v1", model="m", answers="endpoint")
    try:
        plain = preparation.prepare(row, RunEdits(), settings)
        covered = preparation.prepare(row, RunEdits(covered_kinds=frozenset({"face"})), settings)
    finally:
        decoder.close()
    assert plain.annotated.redacted_rects == () and plain.found == ()
    (cover,) = covered.annotated.redacted_rects
    assert cover.intersection(FACE) == FACE and covered.found == ()
