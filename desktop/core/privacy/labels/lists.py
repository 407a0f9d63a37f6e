"""Lists under a heading: recovery codes, and the words of a recovery phrase, as far as they go on."""

import re
from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.labels.label_search import labels_in
from desktop.core.privacy.labels.places import LinePlaces
from desktop.core.privacy.labels.values import is_date

GAP = 5.5  # heights of a line, between one line of a list and the next; chosen
FEWEST_WORDS, MOST_WORDS = 9, 40  # of a recovery phrase, which has 12 to 25: some may not have been read
HEADING_WORDS = 14  # most words of a line that announces a list
_NUMBERING = r"(?:\(?\d{1,2}[.):]? ?|[-•·*] ?)?"
_CODES = re.compile(
    rf"(?:{_NUMBERING}(?=[A-Za-z-]*\d|[a-z]{{4,6}}-[a-z]{{4,6}})[A-Za-z0-9]{{4,12}}(?:[- ][A-Za-z0-9]{{3,12}}){{0,"
    rf"7}}(?:[ ,;|]{{1,4}}|$))+"
)
_WORDS = re.compile(r"(?:(?:\(?\d{1,2}[.):]? ?|[-•·*] ?)?[a-z]{3,10}(?:[ ,;|]{1,4}|$)){1,25}")
_NUMBER_ALONE = re.compile(r"\(?\d{1,2}[.):]?")


def listed_values(ocr_result: OcrResult) -> Iterator[Finding]:
    """Yields the lines of lists of codes and words, in pixels of the OCR result."""
    headings = [(line, name) for line in ocr_result.lines if (name := _announces(line))]
    if not headings:
        return
    places = LinePlaces(ocr_result.lines)
    for heading, name in headings:
        lines = list(_below(places, heading, _CODES if name == "recovery code" else _WORDS))
        words = sum(len(re.findall(r"[a-z]{3,}", line.text)) for line in lines)
        if name == "recovery phrase" and not FEWEST_WORDS <= words <= MOST_WORDS:
            continue
        for line in lines:
            yield private_finding(name, (line.rect,), line.text)


def _announces(line: OcrLine) -> str:
    """Returns the name of what a line announces: a recovery code or phrase; empty if it announces neither."""
    if len(line.words) > HEADING_WORDS:
        return ""
    names = (kind.name for kind, _, _ in labels_in(line.text))
    return next((name for name in names if name in ("recovery code", "recovery phrase")), "")


def _below(places: LinePlaces, heading: OcrLine, form: re.Pattern[str]) -> Iterator[OcrLine]:
    """Yields the lines below a heading that have the form of the list, up to the first other line."""
    at, goes_on, missed = heading.rect, True, False
    while goes_on:
        goes_on = False
        for line in places.below(at, GAP * places.height):
            if form.fullmatch(line.text) and not is_date(line.text):
                row = places.row_of(line.rect)
                yield from (other for other in row if form.fullmatch(other.text))
                at, goes_on = line.rect, True
                break
            if _NUMBER_ALONE.fullmatch(line.text):
                continue
            if missed or at is not heading.rect:
                return
            missed = True  # one line of explanation may stand under the heading
