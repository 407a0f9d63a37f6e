"""Prepares rows: reads, decodes and edits a picture, reads its text, and encodes it. Everything blocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.errors import ImageRejectedError, OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.ids import new_id, sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage, encode_drawn, encode_for_model, seen_size
from desktop.core.image.pixel_buffer import DecodedFacts, DecodedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.many.row import Row
from desktop.core.many.run import Area, RunEdits
from desktop.core.model_catalog import model_at
from desktop.core.models.model import max_side
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.detection import find_injections_in_view, find_private_in_view
from desktop.core.privacy.finding_redaction import redact_findings
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.left_out import families_off
from desktop.core.privacy.patterns import TextDetector
from desktop.core.privacy.personal.faces import FACE
from desktop.core.settings.settings import Settings
from desktop.services.image.decoded_levels import redacted_before_color
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.ports.text_recognizer import TextRecognizer

ReadFile = Callable[[Path], bytes]
"""Reads a file within bounds. Raises ImageRejectedError."""


@dataclass(frozen=True, slots=True)
class PreparedRow:
    """A row's picture with its edits, as it would be sent, and what was found on it, or why it could not be read."""

    row: Row
    annotated: AnnotatedImage
    encoded: EncodedImage
    found: tuple[Finding, ...] | Problem = ()


class RowPreparation:
    """Prepares rows in whatever thread. `patterns` are custom patterns of private text."""

    def __init__(
        self,
        read_file: ReadFile,
        decoder: ImageDecoder,
        recognizer: TextRecognizer,
        patterns: Sequence[TextDetector] = (),
    ) -> None:
        self._read_file = read_file
        self._decoder = decoder
        self._recognizer = recognizer
        self._patterns = patterns

    def prepare(self, row: Row, edits: RunEdits, settings: Settings) -> PreparedRow:
        """Returns a row as it would be sent. Raises ImageRejectedError."""
        is_looked_through = settings.private_text != "off"
        is_read = not settings.is_local and (is_looked_through or bool(edits.covered_kinds))
        if not is_read and not edits.covers:
            return self._unread(row, edits, settings)
        image, decoded = self._edited(row, edits, settings)
        found: tuple[Finding, ...] | Problem = ()
        if is_read:
            try:
                text = self._recognizer.read(decoded.pixels, with_faces=FACE in edits.covered_kinds)
            except OcrError as failed:
                if edits.covered_kinds:  # what cannot be read cannot be covered
                    raise ImageRejectedError(failed.problem) from None
                found = failed.problem
            else:
                image = self._covered(image, text, edits.covered_kinds)
                found = self._found(image, text, families_off(settings)) if is_looked_through else ()
        pixels = redacted_before_color(self._decoder, image, decoded.pixels, decoded.facts.redact_before_color_from_px)
        encoded = encode_for_model(image, pixels, model_at(settings.model, settings.host), settings.detail)
        return PreparedRow(row, image, encoded, found)

    def edited(self, row: Row, edits: RunEdits, settings: Settings) -> AnnotatedImage:
        """Returns a row's picture with the edits by place. Raises ImageRejectedError."""
        return self._edited(row, edits, settings)[0]

    def _unread(self, row: Row, edits: RunEdits, settings: Settings) -> PreparedRow:
        """Returns a row that nothing is looked for or covered on: the decoder shrinks it, and hands out no more."""
        data, model = self._data(row), model_at(settings.model, settings.host)
        images = list[AnnotatedImage]()

        def choose(facts: DecodedFacts) -> tuple[Rect, Size]:
            image = _with_edits(facts.image(data, row.name, row.page, row.picture), edits)
            images.append(image)
            return image.view.crop, seen_size(image, model, settings.detail)

        view = self._decoder.view(data, row.name, row.page, max_side(model, settings.detail), choose)
        return PreparedRow(row, images[-1], encode_drawn(images[-1], view, settings.detail))

    def _edited(self, row: Row, edits: RunEdits, settings: Settings) -> tuple[AnnotatedImage, DecodedImage]:
        data = self._data(row)
        side = max_side(model_at(settings.model, settings.host), settings.detail)
        decoded = self._decoder.decode(data, row.name, row.page, side)
        return _with_edits(decoded.facts.image(data, row.name, row.page, row.picture), edits), decoded

    def _data(self, row: Row) -> bytes:
        data = self._read_file(Path(row.path))
        if sha256_hex(data) != row.picture:
            raise ImageRejectedError(Problem(ProblemKind.IMAGE_CHANGED, row.name))
        return data

    def _covered(self, image: AnnotatedImage, text: OcrResult, kinds: frozenset[str]) -> AnnotatedImage:
        if not kinds:
            return image
        found = self._found(image, text, frozenset())  # what the user wants covered is looked for in any case
        return redact_findings(image, tuple(finding for finding in found if finding.name in kinds))

    def _found(self, image: AnnotatedImage, text: OcrResult, off: frozenset[str]) -> tuple[Finding, ...]:
        private = find_private_in_view(image, text, self._patterns, off)
        return (*private, *find_injections_in_view(image, text, text.visible_in(image)))


def _with_edits(source: SourceImage, edits: RunEdits) -> AnnotatedImage:
    image = AnnotatedImage.new(source)
    for area in edits.covers:
        image = image.with_annotation(Redaction(new_id(), _rect(area, source.size)))
    return image.cropped(_rect(edits.crop, source.size)) if edits.crop else image


def _rect(area: Area, size: Size) -> Rect:
    """Returns the pixels of an area, all that it touches."""
    width, height = size
    corners = (area.left * width, area.top * height), (area.right * width, area.bottom * height)
    return Rect.from_corners(*corners).intersection(Rect.from_size(size))


def in_shares(rect: Rect, size: Size) -> Area:
    """Returns a rectangle of one picture as an area of every picture."""
    return Area(rect.left / size[0], rect.top / size[1], rect.right / size[0], rect.bottom / size[1])


def same_picture(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Returns the rows, each that repeats the picture and page of an earlier one marked as the same."""
    first = dict[tuple[str, int], int]()
    marked = []
    for row in rows:
        earlier = first.setdefault((row.picture, row.page), row.number) if row.picture else row.number
        marked.append(replace(row, same_as=earlier) if earlier != row.number else row)
    return tuple(marked)
