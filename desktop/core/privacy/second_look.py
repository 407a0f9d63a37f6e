"""What a first look at a whole image has found harmless, for a second look at the image with its covers.

Where the value beside a label is covered, the next text is beside it: alone, that looks like the label's value.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class TextIds:
    """Fingerprints of the lines and words of a whole image: of those that meet a finding, and of the harmless rest."""

    found: frozenset[str]
    harmless: frozenset[str]


def text_ids(ocr_result: OcrResult, findings: Iterable[Finding]) -> TextIds:
    """Returns the lines and words of a whole image, parted by its findings.

    A text that also stands where something was found is not harmless.
    """
    findings = tuple(findings)
    rects = tuple(rect for finding in findings for rect in finding.rects)
    found, harmless = {finding.text_id for finding in findings}, set[str]()
    for line in ocr_result.lines:
        for text, rect in ((line.text, line.rect), *((word.text, word.rect) for word in line.words)):
            (found if _meets(rect, rects) else harmless).add(fingerprint(text))
    return TextIds(frozenset(found), frozenset(harmless - found))


def without_harmless(findings: Iterable[Finding], harmless: frozenset[str]) -> tuple[Finding, ...]:
    """Returns the findings of a second look whose text is not known to be harmless."""
    return tuple(finding for finding in findings if finding.private_text_id not in harmless)


def _meets(rect: Rect, rects: tuple[Rect, ...]) -> bool:
    return any(not rect.intersection(other).is_empty for other in rects)
