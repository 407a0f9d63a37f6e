"""The places on a picture that look private: what the table finds, by its lines, labels, and the blocks of keys."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Area
from desktop.core.geometry.rect_index import Areas
from desktop.core.image.annotated_image import Sheet
from desktop.core.ocr.ocr_result import Block, Line, Reading
from desktop.core.privacy.findings import Concern, Place, apart, odd_places
from desktop.core.privacy.patterns import (
    A_LABEL,
    A_VALUE,
    BEGINS_KEY,
    ENDS_KEY,
    IN_KEY,
    LONGEST_LABEL,
    TABLE,
    Finder,
    name_of,
)

MOST_LINES_OF_A_KEY = 80
EDGE = 0.15  # of a line's height
LEAST_PX = 4
_SEPARATOR = "  "


def private_places(reading: Reading, more: Sequence[Finder] = ()) -> tuple[Place, ...]:
    """What looks private, by the table and by `more` of it."""
    found: list[Place] = []
    for block in reading.blocks:
        rows = [_Row(row) for row in block.rows]
        in_block = [place for row in rows for place in (*row.places(more), *row.places(TABLE))]
        in_block += [*_under_labels(rows), *_private_keys(block)]
        found += sorted(in_block, key=lambda place: (place.area.top, place.area.left))
    for barcode in reading.barcodes:
        name = name_of(barcode.text, (*more, *TABLE))
        found += [Place(Concern.PRIVATE, name, (barcode.area,))] if name else []
    return apart(found)


def places_in(reading: Reading, more: Sequence[Finder] = ()) -> tuple[Place, ...]:
    """Everything to look at: what looks private, and what is written for the model."""
    return (*private_places(reading, more), *odd_places(reading))


def private_on(sheet: Sheet, bare: Reading, more: Sequence[Finder] = ()) -> tuple[Place, ...]:
    """What looks private on a sheet and is not covered, in its shown pixels.

    `bare` is what the whole picture says with nothing on it (`Sheet.bare`): what a crop or a cover cuts in two is still
    found, and what is found counts as covered only where covers hold all of it.
    """
    frame, whole, covers = sheet.frame, sheet.uncropped, Areas(sheet.covered)
    codes = {barcode.area for barcode in bare.barcodes}
    found = []
    for place in private_places(bare, more):
        seen = (whole.picture_area(area).within(frame.crop) for area in place.areas)
        core = _core if not set(place.areas) & codes else _whole  # a code is read by a strip of it
        areas = tuple(frame.shown_area(area) for area in seen if _legible(area) and not covers.hold(core(area)))
        found += [replace(place, areas=areas)] if areas else []
    return tuple(found)


def odd_on(sheet: Sheet, bare: Reading, shown: Reading) -> tuple[Place, ...]:
    """What is written for the model on a sheet, in its shown pixels, and legible: what a cover only reaches into is.

    `shown` is what the sheet says without any word that a cover touches: of no other is the model told.
    """
    frame, whole, covers = sheet.frame, sheet.uncropped, Areas(sheet.covered)

    def legible(area: Area) -> Area | None:
        picture = whole.picture_area(area)
        seen = picture.within(frame.crop)
        half = seen.width * 2 < picture.width or seen.height * 2 < picture.height
        return None if half or covers.hold(_core(seen)) else frame.shown_area(seen)

    found = odd_places(bare.mapped(legible, frame.size))
    return tuple(replace(place, text=_said_in(shown, place.area)) if place.text else place for place in found)


def _said_in(reading: Reading, area: Area) -> str:
    words = (word for line in reading.lines for word in line.words if word.area.within(area) == word.area)
    codes = (each.text for each in reading.barcodes if each.area.within(area) == each.area)
    return " ".join((*(word.text for word in words), *codes))


def _whole(area: Area) -> Area:
    return area


def _legible(area: Area) -> bool:
    return min(area.size) >= LEAST_PX


def _core(area: Area) -> Area:
    """What a cover has to hold: an edge that is left makes no letter legible."""
    return area.grown(-int(EDGE * min(area.size)))


class _Row:
    """The lines of a row as one text, and back from its letters to their places."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.text = _SEPARATOR.join(line.text for line in lines)

    def areas(self, start: int, end: int) -> tuple[Area, ...]:
        at, found = 0, list[Area]()
        for line in self.lines:
            length = len(line.text)
            if start < at + length and end > at:
                found += _covered_areas(line, max(0, start - at), min(length, end - at))
            at += length + len(_SEPARATOR)
        return tuple(found)

    def places(self, patterns: Iterable[Finder]) -> list[Place]:
        taken: list[tuple[int, int]] = []
        found = []
        for pattern in patterns:
            for start, end in pattern.spans(self.text):
                if not any(start < last and end > first for first, last in taken):
                    taken.append((start, end))
                    found.append(Place(Concern.PRIVATE, pattern.name, self.areas(start, end)))
        return found


def _covered_areas(line: Line, start: int, end: int) -> tuple[Area, ...]:
    """What a cover has to take: just the letters where all are as wide, whole words where nobody knows how wide."""
    if line.pitch:
        return line.areas(start, end)
    return tuple(word.area for first, last, word in line.spans() if start < last and end > first)


def _under_labels(rows: list[_Row]) -> list[Place]:
    """What stands beside or under a line that is only the name of a secret, as in a form."""
    found = []
    for at, row in enumerate(rows):
        for number, line in enumerate(row.lines):
            if len(line.text) > LONGEST_LABEL or not A_LABEL.match(line.text):
                continue
            beside = row.lines[number + 1 : number + 2]
            below = [each for each in rows[at + 1].lines if _under(each, line)] if at + 1 < len(rows) else []
            value = next((each for each in (*beside, *below) if A_VALUE.match(each.text)), None)
            if value is not None:
                found.append(Place(Concern.PRIVATE, "password", (value.area,)))
    return found


def _under(line: Line, label: Line) -> bool:
    return line.area.left < label.area.right and line.area.right > label.area.left


def _private_keys(block: Block) -> list[Place]:
    """The lines between the first and the last of a private key."""
    found, inside = [], 0
    for line in block.lines:
        if BEGINS_KEY.search(line.text):
            inside = MOST_LINES_OF_A_KEY
        elif ENDS_KEY.search(line.text) or (inside and not IN_KEY.match(line.text)):
            inside = 0
        elif inside:
            inside -= 1
            found.append(Place(Concern.PRIVATE, "private key", (line.area,)))
    return found
