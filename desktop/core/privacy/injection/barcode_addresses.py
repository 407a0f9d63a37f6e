"""Addresses in barcodes, which people cannot read and a model may follow."""

from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.family import FindingFamily, LooksPrivate
from desktop.core.privacy.findings import BARCODE_ADDRESS, Finding, FindingKind


def _addresses(ocr_result: OcrResult, looks_private: LooksPrivate) -> Iterator[Finding]:
    for barcode in ocr_result.barcodes:
        if "://" in barcode.text and not looks_private(barcode.text):
            name = f"{BARCODE_ADDRESS}{barcode.kind.removesuffix(' Code')}"
            yield Finding(FindingKind.ADDRESS, name, (barcode.rect,), barcode.text)


BARCODE_ADDRESSES = FindingFamily("barcode addresses", in_image=_addresses)
