"""The family of values that their labels give away."""

from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.labels.inline_values import LABELLED_VALUES
from desktop.core.privacy.labels.layout import labelled_values
from desktop.core.privacy.labels.lists import listed_values


def _in_layout(ocr_result: OcrResult) -> Iterator[Finding]:
    yield from labelled_values(ocr_result)
    yield from listed_values(ocr_result)


LABELLED = FindingFamily("labelled values", LABELLED_VALUES, in_layout=_in_layout)
