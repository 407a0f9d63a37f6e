"""Text that people overlook and a model reads: hardly visible, or very small."""

from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrResult, median
from desktop.core.privacy.family import FindingFamily, LooksPrivate
from desktop.core.privacy.findings import Finding, FindingKind

TINY_PX, TINY_SHARE = 9, 0.5  # height of a very small line: pixels at most, and of the median line; chosen


def _overlooked(ocr_result: OcrResult, _looks_private: LooksPrivate) -> Iterator[Finding]:
    usual = median(line.rect.height for line in ocr_result.lines)
    for line in ocr_result.lines:
        if line.faint:
            yield Finding(FindingKind.FAINT, "text that is hardly visible", (line.rect,), line.text)
        elif len(line.words) > 1 and line.rect.height <= min(TINY_PX, TINY_SHARE * usual):
            yield Finding(FindingKind.TINY, "very small text", (line.rect,), line.text)


OVERLOOKED_TEXT = FindingFamily("overlooked text", in_image=_overlooked)
