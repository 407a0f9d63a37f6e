"""A family of findings: one entry of the registry (core/privacy/registry.py)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.core.ocr.ocr_result import OcrResult, TextBlock
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.patterns import TextDetector

LooksPrivate = Callable[[str], bool]


def _none(*_: object) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True, slots=True)
class FindingFamily:
    """Findings of one subject.

    `patterns` are searched for in the text of rows and barcodes. `in_block` returns findings of private text that the
    layout of a block gives away, `in_layout` those that the layout of the whole image does, and `in_pixels` what is
    private without being text. `in_image` returns text written for the model; it also gets a test for private text,
    which must not be quoted. All rectangles are in pixels of the OCR result.
    """

    name: str
    patterns: tuple[TextDetector, ...] = ()
    in_block: Callable[[TextBlock], Iterable[Finding]] = _none
    in_layout: Callable[[OcrResult], Iterable[Finding]] = _none
    in_pixels: Callable[[OcrResult], Iterable[Finding]] = _none
    in_image: Callable[[OcrResult, LooksPrivate], Iterable[Finding]] = _none
