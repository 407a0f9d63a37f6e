"""Secrets in forms: a line that is only the name of a secret, and its value beside or below."""

import re
from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrLine, TextBlock
from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.fingerprint import fingerprint
from desktop.core.privacy.patterns import pattern_of
from desktop.core.privacy.private_text.passwords import SECRET_NAME

MAX_LABEL_LENGTH = 60  # characters
_LABEL = pattern_of(rf"^[^\w-]{{0,6}}{SECRET_NAME}\W{{0,6}}$", any_case=True)
_VALUE = re.compile(r"^(?=\S*[\d!@#$%&*?+~])\S{5,}[^\s:=]$")


def _beside_or_below(block: TextBlock) -> Iterator[Finding]:
    """Yields the values of labels; a value in the same row comes before one in the next."""
    rows = block.rows
    for at, row in enumerate(rows):
        for number, line in enumerate(row):
            if len(line.text) > MAX_LABEL_LENGTH or not _LABEL.compiled.match(line.text):
                continue
            beside = row[number + 1 : number + 2]
            below = (
                [candidate for candidate in rows[at + 1] if _is_below(candidate, line)] if at + 1 < len(rows) else []
            )
            value = next((candidate for candidate in (*beside, *below) if _VALUE.match(candidate.text)), None)
            if value is not None:
                yield Finding(FindingKind.PRIVATE, "password", (value.rect,), private_text_id=fingerprint(value.text))


def _is_below(line: OcrLine, label: OcrLine) -> bool:
    """Returns True if a line of the next row overlaps the label horizontally."""
    return line.rect.left < label.rect.right and line.rect.right > label.rect.left


LABELLED_SECRETS = FindingFamily("labelled secrets", in_block=_beside_or_below)
