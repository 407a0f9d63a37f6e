"""Faces on photos, which are looked for where somebody has switched that on."""

from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.left_out import FACES as FACES_NAME

FACE = "face"
"""The name of the finding; it is stored in runs that cover faces."""
_NO_TEXT = "\0face"
"""What stands for the text of every face: consents go by its place alone. No text that is read is equal to it."""


def _faces(ocr_result: OcrResult) -> Iterator[Finding]:
    """Yields a finding for each face, in pixels of the OCR result."""
    for rect in ocr_result.faces or ():
        yield private_finding(FACE, (rect,), _NO_TEXT)


FACES = FindingFamily(FACES_NAME, in_pixels=_faces)
