"""Secrets in files of settings that write a name and its value in two lines: `name: DB_PASSWORD`, `value: …`."""

from collections.abc import Iterator
from itertools import pairwise

from desktop.core.ocr.ocr_result import TextBlock
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.labels.secret_names import is_secret_name
from desktop.core.privacy.labels.values import is_secret
from desktop.core.privacy.patterns import pattern_of

_NAME = pattern_of(
    r"^\W{0,4}(?:name|key)[\"']?\s*[:=>]\s*[\"']?(?P<it>[\w.-]{2,40})[\"']?(?:</(?:name|key)>)?[,;]?$", any_case=True
)
_VALUE = pattern_of(
    r"^\W{0,4}(?:value|string)[\"']?\s*[:=>]\s*[\"']?(?P<it>[^\s\"'<>]{4,80})[\"']?(?:</(?:value|string)>)?[,;]?$",
    any_case=True,
)


def secrets_under_their_names(block: TextBlock) -> Iterator[Finding]:
    """Yields the values of secrets whose names stand in the line above, in pixels of the OCR result."""
    lines = [row[0] if len(row) == 1 else None for row in block.rows]
    for name_line, value_line in pairwise(lines):
        if name_line is None or value_line is None:
            continue
        name, value = _NAME.compiled.match(name_line.text), _VALUE.compiled.match(value_line.text)
        if name is None or value is None:
            continue
        if is_secret_name(name["it"].rpartition(".")[2]) and is_secret(value["it"]):
            yield private_finding("password", (value_line.rect,), value["it"])
