"""OCR results as plain text and as Markdown: tables as tables, code as code, everything else in paragraphs."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from desktop.core.ocr.ocr_result import OcrLine, OcrResult, TextBlock, TextBlockKind, bounding_rect, median
from desktop.core.untrusted_text import strip_control_characters

EMPTY_LINE = 1.3  # least distance from one row of code to the next, in line heights
COLUMN_ROOM = 0.6  # line heights within which cells of one column begin or end
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&@]|:(?=//)|(?<=\w)\.(?=[^\W\d]))")  # an address must not become a link
_BEGINS = re.compile(r"^(\s*(?=[-+=])|\s*\d+(?=[.)](?:\s|$)))([-+=.)])")
_FENCE = re.compile(r"`{3,}")


def plain_text(ocr_result: OcrResult) -> str:
    """Returns everything as plain text: code with its indentation, cells separated by tabs."""
    parts = ["\n".join(_plain_rows(block)) for block in ocr_result.blocks]
    parts += [f"{barcode.kind}: {barcode.text}" for barcode in ocr_result.barcodes]
    return strip_control_characters("\n\n".join(parts))


def _plain_rows(block: TextBlock) -> Iterator[str]:
    if block.kind is TextBlockKind.CODE:
        yield from _code_lines(block)
    elif block.kind is TextBlockKind.TABLE:
        yield from ("\t".join(row) for row in cells_of(block))
    else:
        yield from ("  ".join(line.text for line in row) for row in block.rows)


def markdown(ocr_result: OcrResult) -> str:
    """Returns everything as Markdown in which all characters of the image are literal."""
    parts = [_markdown_of(block) for block in ocr_result.blocks]
    if ocr_result.barcodes:
        parts.append("\n".join(f"- {_escaped(barcode.kind)}: {code(barcode.text)}" for barcode in ocr_result.barcodes))
    return "\n\n".join(part for part in parts if part)


def _markdown_of(block: TextBlock) -> str:
    if block.kind is TextBlockKind.CODE:
        return fenced("\n".join(_code_lines(block)))
    if block.kind is TextBlockKind.TABLE:
        head, *rows = cells_of(block)
        lines = [_row(head), _row(["---"] * len(head), escape=False), *map(_row, rows)]
        return "\n".join(lines)
    return "\n".join(_paragraphs(block))


def _paragraphs(block: TextBlock) -> Iterator[str]:
    """Yields one line per row, with hard breaks, so that lines of the image stay lines."""
    rows = [_escaped("  ".join(line.text for line in row)) for row in block.rows]
    yield from (f"{row}\\" for row in rows[:-1])
    yield rows[-1]


def _row(cells: Iterable[str], escape: bool = True) -> str:
    return "| " + " | ".join(_escaped(cell) if escape else cell for cell in cells) + " |"


def _escaped(text: str) -> str:
    text = " ".join(strip_control_characters(text).split("\n"))
    return _BEGINS.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def fenced(text: str, language: str = "") -> str:
    """Returns text as a code block, with a fence that the text does not contain."""
    text = strip_control_characters(text)  # first: a removed character may have separated two backticks
    fence = "`" * max(3, max((len(run.group()) + 1 for run in _FENCE.finditer(text)), default=3))
    return f"{fence}{language}\n{text}\n{fence}"


def code(text: str) -> str:
    """Returns text as inline code, with more backticks around than in it."""
    text = " ".join(strip_control_characters(text).split())
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    room = " " if "`" in text[:1] + text[-1:] else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def _code_lines(block: TextBlock) -> Iterator[str]:
    """Yields the rows with each word in its character column."""
    pitch = median(line.char_width for line in block.lines if line.char_width) or 8.0
    height = median(line.rect.height for line in block.lines)
    edge = _edge([row[0].rect.left for row in block.rows], pitch)
    indents = _snapped([round((row[0].rect.left - edge) / pitch) for row in block.rows])
    middles = [median(line.rect.center[1] for line in row) for row in block.rows]
    steps = sorted(below - above for above, below in pairwise(middles))
    usual = max(steps[len(steps) // 4] if steps else 0.0, EMPTY_LINE * height)
    for number, (row, indent) in enumerate(zip(block.rows, indents, strict=True)):
        if number and middles[number] - middles[number - 1] > 1.6 * usual:
            yield ""
        text = " " * indent
        for line in row:
            for number, word in enumerate(line.words):
                room = round((word.rect.left - edge) / pitch) - len(text) if text.strip() else 0
                text += " " * max(room if number == 0 or room > 2 else 1, 1 if text.strip() else 0) * bool(text.strip())
                text += word.text
        yield text.rstrip()


def _snapped(indents: list[int]) -> list[int]:
    """Returns the indents with a single one replaced by a neighbouring one of several rows, for inexact positions."""
    rows = {indent: indents.count(indent) for indent in indents}
    return [
        max((indent - 1, indent + 1), key=lambda neighbour: rows.get(neighbour, 0))
        if rows[indent] == 1 and max(rows.get(indent - 1, 0), rows.get(indent + 1, 0)) > 1
        else indent
        for indent in indents
    ]


def _edge(lefts: list[int], pitch: float) -> float:
    """Returns the left edge of the first character column, in pixels, averaging the inexact starts of the rows."""
    least = min(lefts)

    def away(shift: float) -> float:
        return sum(abs(at - round(at)) for at in ((left - least) / pitch - shift for left in lefts))

    shift = min((step / 10 for step in range(-5, 6)), key=away)
    first = min(round((left - least) / pitch - shift) for left in lefts)
    return least + (shift + first) * pitch


def cells_of(block: TextBlock) -> list[list[str]]:
    """Returns the cells of a table row by row; each row has one cell per column."""
    columns = _columns(block)
    rows = []
    for row in block.rows:
        cells = [""] * len(columns)
        for line in row:
            at = max(range(len(columns)), key=lambda at: _overlap(line, columns[at]))
            cells[at] = f"{cells[at]} {line.text}".strip()
        rows.append(cells)
    return rows


def _columns(block: TextBlock) -> list[tuple[int, int]]:
    """Returns left and right of each column, from left to right, in pixels."""
    spans: list[list[OcrLine]] = []
    for line in sorted(block.lines, key=lambda line: line.rect.left):
        home = next((span for span in spans if _belongs(line, span)), None)
        if home is None:
            spans.append([line])
        else:
            home.append(line)
    edges = [bounding_rect(line.rect for line in span) for span in spans]
    return [(rect.left, rect.right) for rect in sorted(edges, key=lambda rect: rect.left)]


def _belongs(line: OcrLine, span: list[OcrLine]) -> bool:
    """Returns True if a cell is aligned with others of a column or overlaps it by half."""
    rect, near = line.rect, COLUMN_ROOM * line.rect.height
    for other in (cell.rect for cell in span[-3:]):
        if min(abs(rect.left - other.left), abs(rect.right - other.right)) < near:
            return True
        if abs(rect.center[0] - other.center[0]) < near:
            return True
    whole = bounding_rect(cell.rect for cell in span)
    shared = min(rect.right, whole.right) - max(rect.left, whole.left)
    return shared > 0.5 * min(rect.width, whole.width)


def _overlap(line: OcrLine, column: tuple[int, int]) -> float:
    rect = line.rect
    shared = min(rect.right, column[1]) - max(rect.left, column[0])
    return shared if shared > 0 else -abs(rect.center[0] - (column[0] + column[1]) / 2)
