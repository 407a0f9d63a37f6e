"""Runs all families of findings over the text of an image, and keeps those that are visible on the annotated image."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.rect_index import RectIndex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult, UnreadLine
from desktop.core.privacy.findings import UNREAD_PLACE, UNREAD_TEXT, Finding, FindingKind, private_finding
from desktop.core.privacy.patterns import TextDetector, name_of
from desktop.core.privacy.registry import BREAKABLE, FAMILIES, PATTERNS, families_without, patterns_of
from desktop.core.privacy.search.broken_words import broken_words
from desktop.core.privacy.search.deduplication import deduplicate, join_repeated
from desktop.core.privacy.search.rows import JoinedRow, findings_in_block
from desktop.core.privacy.search.spelled_out import hidden_stacks, spelled_out
from desktop.core.privacy.second_look import TextIds, text_ids

EDGE = 0.15  # of a line's height: an uncovered edge of that size makes no letter legible; chosen
LEAST_PX = 4  # a smaller part of a finding is not legible; chosen


def find_private_text(
    ocr_result: OcrResult, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Private text in pixels of the OCR result, block by block, what is repeated as one finding; then faces, each.

    `more` are custom patterns, which come first; `off` are the names of families that are not looked for.
    """
    in_pixels = (finding for family in families_without(off) for finding in family.in_pixels(ocr_result))
    return *join_repeated(find_each_private_text(ocr_result, more, off)), *in_pixels


def find_each_private_text(
    ocr_result: OcrResult, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Private text as `find_private_text` finds it, a finding for each place."""
    families = families_without(off)
    patterns = patterns_of(families)
    breakable = patterns_of(family for family in families if family in BREAKABLE)
    by_layout = [finding for family in families for finding in family.in_layout(ocr_result)]
    by_layout += _spelled_out(ocr_result, (*more, *patterns))
    block_of = {line.rect: at for at, block in enumerate(ocr_result.blocks) for line in block.lines}
    of_block: dict[int, list[Finding]] = {}
    for finding in by_layout:
        of_block.setdefault(block_of.get(finding.rects[0], 0), []).append(finding)
    found: list[Finding] = []
    for at, block in enumerate(ocr_result.blocks):
        in_block = findings_in_block(block, (more, patterns)) + of_block.get(at, [])
        in_block += [finding for family in families for finding in family.in_block(block)]
        in_block += broken_words([JoinedRow(row) for row in block.rows], breakable)
        found += sorted(in_block, key=lambda finding: (finding.rect.top, finding.rect.left))
    for barcode in ocr_result.barcodes:
        name = name_of(barcode.text, (*more, *patterns))
        if name:
            found.append(private_finding(name, (barcode.rect,), barcode.text))
    found += [Finding(FindingKind.UNREAD, _unread_name(line), (line.rect,)) for line in ocr_result.unread]
    return deduplicate(found)


def _unread_name(line: UnreadLine) -> str:
    return UNREAD_PLACE if line.script == NOT_REACHED else UNREAD_TEXT


def _spelled_out(ocr_result: OcrResult, patterns: Sequence[TextDetector]) -> Iterator[Finding]:
    """Yields what is private in text of single letters; a column of numbers is not taken for that."""
    for text, rects in spelled_out(ocr_result):
        name = ""
        if sum(letter.isalpha() for letter in text) >= 4:
            name = name_of(text, patterns) or name_of(text[::-1], patterns)
        if name:
            yield private_finding(name, rects, text)
    for text, rects in hidden_stacks(ocr_result):
        yield private_finding("e-mail address" if "@" in text else "key", rects, text)


def text_ids_in(ocr_result: OcrResult, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()) -> TextIds:
    """Returns the fingerprints of what stands on a whole image: of what looks private, and of what is harmless."""
    return text_ids(ocr_result, find_each_private_text(ocr_result, more, off))


def find_injections(ocr_result: OcrResult) -> tuple[Finding, ...]:
    """Text written for the model or easily overlooked, in pixels of the OCR result."""

    def looks_private(text: str) -> bool:
        return bool(name_of(text, PATTERNS))

    found = (finding for family in FAMILIES for finding in family.in_image(ocr_result, looks_private))
    return join_repeated(deduplicate(found))


def find_in_ocr(
    ocr_result: OcrResult, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """All findings: private text, then text written for the model."""
    return (*find_private_text(ocr_result, more, off), *find_injections(ocr_result))


def find_private_in_view(
    image: AnnotatedImage, bare: OcrResult, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Private text that is visible on an annotated image, in view pixels.

    `bare` is the OCR result of the whole image without crop and annotations (`AnnotatedImage.uncropped_view`), so that
    text cut in two by a crop or a redaction is still found. A finding counts as redacted only if redactions cover all
    of it.
    """
    frame, whole, covers = image.view, image.uncropped_view, RectIndex(image.redacted_rects)
    # a strip of a barcode is enough to read it; around what was not looked through, there may be more of it
    to_the_edge = {barcode.rect for barcode in bare.barcodes}
    to_the_edge |= {place.rect for place in bare.unread if place.script == NOT_REACHED} | {Rect.from_size(bare.size)}

    def shown(rect: Rect) -> Rect | None:
        area = whole.rect_to_image(rect).intersection(frame.crop)
        core = area if rect in to_the_edge else _core(area)
        return frame.rect_to_view(area) if _legible(area) and not covers.covers(core) else None

    found = []
    for finding in find_private_text(bare, more, off):
        rects = tuple(seen for rect in finding.rects if (seen := shown(rect)) is not None)
        found += [replace(finding, rects=rects)] if rects else []
    return tuple(found)


def find_injections_in_view(image: AnnotatedImage, bare: OcrResult, shown: OcrResult) -> tuple[Finding, ...]:
    """Visible prompt-injection findings, in view pixels. Partly redacted text counts as visible.

    `shown` is the OCR result without the words that a redaction touches; only its words are quoted to the model.
    """
    frame, whole, covers = image.view, image.uncropped_view, RectIndex(image.redacted_rects)

    def legible(rect: Rect) -> Rect | None:
        image = whole.rect_to_image(rect)
        seen = image.intersection(frame.crop)
        half = seen.width * 2 < image.width or seen.height * 2 < image.height
        return None if half or covers.covers(_core(seen)) else frame.rect_to_view(seen)

    found = find_injections(bare.transformed(legible, frame.size))
    return tuple(replace(finding, text=_text_in(shown, finding.rect)) if finding.text else finding for finding in found)


def _text_in(ocr_result: OcrResult, rect: Rect) -> str:
    words = (word for line in ocr_result.lines for word in line.words if word.rect.intersection(rect) == word.rect)
    codes = (code.text for code in ocr_result.barcodes if code.rect.intersection(rect) == code.rect)
    return " ".join((*(word.text for word in words), *codes))


def _legible(rect: Rect) -> bool:
    return min(rect.size) >= LEAST_PX


def _core(rect: Rect) -> Rect:
    """Returns the part that a redaction has to cover."""
    return rect.expanded(-int(EDGE * min(rect.size)))
