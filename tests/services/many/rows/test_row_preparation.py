"""A row's picture as it would be sent: what a run covers is looked for, whatever the settings say."""

from collections.abc import Callable
from pathlib import Path

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.system.image_sources import read_file
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.many.row import Row
from desktop.core.many.run import RunEdits
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.settings.settings import Settings
from desktop.services.many.rows.row_preparation import RowPreparation
from tests.helpers.images import png

FACE = Rect(20, 10, 50, 45)


class PortraitReader:
    """Finds a face on every picture, where faces are looked for."""

    def read(
        self, pixels: PixelBuffer, progress: Callable[[float], None] = lambda _: None, with_faces: bool = False
    ) -> OcrResult:
        return OcrResult((pixels.width, pixels.height), faces=(FACE,) if with_faces else None)

    def stop(self) -> None: ...
    def interrupt(self) -> None: ...


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
