"""A reading as text and as Markdown: tables as tables, code as code, everything else in paragraphs."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from desktop.core.ocr.ocr_result import Block, BlockKind, Line, Reading, around, middle_of
from desktop.core.untrusted_text import harmless

EMPTY_LINE = 1.3  # from one row of code to the next, in heights of a line, at the least
COLUMN_ROOM = 0.6  # cells that begin or end within so many heights of a line of each other are in one column
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&@]|:(?=//)|(?<=\w)\.(?=[^\W\d]))")  # an address is no link, either
_BEGINS = re.compile(r"^(\s*(?=[-+=])|\s*\d+(?=[.)](?:\s|$)))([-+=.)])")
_FENCE = re.compile(r"`{3,}")


def plain_text(reading: Reading) -> str:
    """Everything, as somebody would type it: code with its indentation, cells with tabs between them."""
    parts = ["\n".join(_plain_rows(block)) for block in reading.blocks]
    parts += [f"{each.kind}: {each.text}" for each in reading.barcodes]
    return harmless("\n\n".join(parts))


def _plain_rows(block: Block) -> Iterator[str]:
    if block.kind is BlockKind.CODE:
        yield from _code_lines(block)
    elif block.kind is BlockKind.TABLE:
        yield from ("\t".join(row) for row in cells_of(block))
    else:
        yield from ("  ".join(line.text for line in row) for row in block.rows)


def markdown(reading: Reading) -> str:
    """Everything as Markdown in which no letter of the picture means anything but itself."""
    parts = [_markdown_of(block) for block in reading.blocks]
    if reading.barcodes:
        parts.append("\n".join(f"- {_escaped(each.kind)}: {code(each.text)}" for each in reading.barcodes))
    return "\n\n".join(part for part in parts if part)


def _markdown_of(block: Block) -> str:
    if block.kind is BlockKind.CODE:
        return fenced("\n".join(_code_lines(block)))
    if block.kind is BlockKind.TABLE:
        head, *rows = cells_of(block)
        lines = [_row(head), _row(["---"] * len(head), escape=False), *map(_row, rows)]
        return "\n".join(lines)
    return "\n".join(_paragraphs(block))


def _paragraphs(block: Block) -> Iterator[str]:
    """A line for each row, with hard breaks: what was two lines on the picture stays two."""
    rows = [_escaped("  ".join(line.text for line in row)) for row in block.rows]
    yield from (f"{row}\\" for row in rows[:-1])
    yield rows[-1]


def _row(cells: Iterable[str], escape: bool = True) -> str:
    return "| " + " | ".join(_escaped(cell) if escape else cell for cell in cells) + " |"


def _escaped(text: str) -> str:
    text = " ".join(harmless(text).split("\n"))
    return _BEGINS.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def fenced(text: str, language: str = "") -> str:
    """Text as a block of code, whatever is in it."""
    text = harmless(text)  # before the fence is measured: what is taken out may have stood between two ticks
    fence = "`" * max(3, max((len(run.group()) + 1 for run in _FENCE.finditer(text)), default=3))
    return f"{fence}{language}\n{text}\n{fence}"


def code(text: str) -> str:
    """Text as code inside a line, whatever is in it."""
    text = " ".join(harmless(text).split())
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    room = " " if "`" in text[:1] + text[-1:] else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def _code_lines(block: Block) -> Iterator[str]:
    """Each row with every word in the column of letters in which it stands."""
    pitch = middle_of(line.pitch for line in block.lines if line.pitch) or 8.0
    height = middle_of(line.area.height for line in block.lines)
    edge = _edge([row[0].area.left for row in block.rows], pitch)
    indents = _snapped([round((row[0].area.left - edge) / pitch) for row in block.rows])
    middles = [middle_of(line.area.middle[1] for line in row) for row in block.rows]
    steps = sorted(below - above for above, below in pairwise(middles))
    usual = max(steps[len(steps) // 4] if steps else 0.0, EMPTY_LINE * height)
    for number, (row, indent) in enumerate(zip(block.rows, indents, strict=True)):
        if number and middles[number] - middles[number - 1] > 1.6 * usual:
            yield ""
        made = " " * indent
        for line in row:
            for number, word in enumerate(line.words):
                room = round((word.area.left - edge) / pitch) - len(made) if made.strip() else 0
                made += " " * max(room if number == 0 or room > 2 else 1, 1 if made.strip() else 0) * bool(made.strip())
                made += word.text
        yield made.rstrip()


def _snapped(indents: list[int]) -> list[int]:
    """An indent that no other row has, beside one that several have, is that one: the reader was a little beside it."""
    rows = {indent: indents.count(indent) for indent in indents}
    return [
        max((each for each in (indent - 1, indent + 1)), key=lambda each: rows.get(each, 0))
        if rows[indent] == 1 and max(rows.get(indent - 1, 0), rows.get(indent + 1, 0)) > 1
        else indent
        for indent in indents
    ]


def _edge(lefts: list[int], pitch: float) -> float:
    """Where the first column of letters begins: the rows' own beginnings are a little beside it, this way and that."""
    least = min(lefts)

    def away(shift: float) -> float:
        return sum(abs(at - round(at)) for at in ((left - least) / pitch - shift for left in lefts))

    shift = min((step / 10 for step in range(-5, 6)), key=away)
    first = min(round((left - least) / pitch - shift) for left in lefts)
    return least + (shift + first) * pitch


def cells_of(block: Block) -> list[list[str]]:
    """The cells of a table, row by row, every row with as many as there are columns."""
    columns = _columns(block)
    made = []
    for row in block.rows:
        cells = [""] * len(columns)
        for line in row:
            at = max(range(len(columns)), key=lambda at: _overlap(line, columns[at]))
            cells[at] = f"{cells[at]} {line.text}".strip()
        made.append(cells)
    return made


def _columns(block: Block) -> list[tuple[int, int]]:
    """Left and right of each column: places that no cell of most rows crosses."""
    spans: list[list[Line]] = []
    for line in sorted(block.lines, key=lambda line: line.area.left):
        home = next((span for span in spans if _belongs(line, span)), None)
        if home is None:
            spans.append([line])
        else:
            home.append(line)
    edges = [around(line.area for line in span) for span in spans]
    return [(area.left, area.right) for area in sorted(edges, key=lambda area: area.left)]


def _belongs(line: Line, span: list[Line]) -> bool:
    """Whether a cell begins, ends or is centred where the others of a column are."""
    area, near = line.area, COLUMN_ROOM * line.area.height
    for other in (each.area for each in span[-3:]):
        if min(abs(area.left - other.left), abs(area.right - other.right)) < near:
            return True
        if abs(area.middle[0] - other.middle[0]) < near:
            return True
    whole = around(each.area for each in span)
    shared = min(area.right, whole.right) - max(area.left, whole.left)
    return shared > 0.5 * min(area.width, whole.width)


def _overlap(line: Line, column: tuple[int, int]) -> float:
    area = line.area
    shared = min(area.right, column[1]) - max(area.left, column[0])
    return shared if shared > 0 else -abs(area.middle[0] - (column[0] + column[1]) / 2)
