"""Private keys in PEM form: their first and last line, and the lines between."""

import re
from collections.abc import Iterator

from desktop.core.ocr.ocr_result import TextBlock
from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.patterns import Pattern, pattern_of

MAX_LINES = 80  # of one key; an RSA key of 4096 bits has 51
_BEGINS = re.compile(r"-{1,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY")
_ENDS = re.compile(r"-{1,5} ?END ")
_INSIDE = re.compile(r"^[A-Za-z0-9+/=\s]{12,}$")


def _lines_between(block: TextBlock) -> Iterator[Finding]:
    """Yields the lines between the first and the last line of a private key."""
    remaining = 0
    for line in block.lines:
        if _BEGINS.search(line.text):
            remaining = MAX_LINES
        elif _ENDS.search(line.text) or (remaining and not _INSIDE.match(line.text)):
            remaining = 0
        elif remaining:
            remaining -= 1
            yield private_finding("private key", (line.rect,), line.text)


PRIVATE_KEYS = FindingFamily(
    "private keys",
    (Pattern("private key", pattern_of(r"-{1,5} ?(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY.*")),),
    in_block=_lines_between,
)
