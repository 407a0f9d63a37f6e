"""Text that is spelled out: one letter a line, or a blank behind each letter."""

import re
from collections.abc import Iterable, Iterator

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, median

FEWEST, LONGEST_PIECE = 8, 4  # letters in all, and in one line of a stack; chosen
GAP = 2.6  # heights of a letter, from one to the next below
_SPACED = re.compile(r"(?<!\S)(?:\S[ ]{1,2}){7,}\S(?!\S)")


def spelled_out(ocr_result: OcrResult) -> Iterator[tuple[str, tuple[Rect, ...]]]:
    """Yields texts put together of single letters, with the rectangles of these, in pixels of the OCR result."""
    for stack in _stacks(line for line in ocr_result.lines if len(line.text) <= LONGEST_PIECE):
        text = "".join(line.text for line in stack)
        if len(text) >= FEWEST:
            yield text, tuple(line.rect for line in stack)
    for line in ocr_result.lines:
        for match in _SPACED.finditer(line.text):
            yield re.sub(r"\s", "", match.group()), line.rects(match.start(), match.end())


def _stacks(lines: Iterable[OcrLine]) -> Iterator[list[OcrLine]]:
    """Yields runs of lines that stand below one another, from top to bottom."""
    ordered = sorted(lines, key=lambda line: line.rect.top)
    height = max(1.0, median(min(line.rect.height, 2 * line.rect.width) for line in ordered))
    open_stacks: dict[int, list[OcrLine]] = {}
    for line in ordered:
        column = round(line.rect.center[0] / height)
        near = (at for at in (column, column - 1, column + 1) if at in open_stacks)
        at = next((at for at in near if _is_below(line.rect, open_stacks[at][-1].rect, height)), None)
        if at is None:
            if column in open_stacks:
                yield open_stacks[column]
            open_stacks[column] = [line]
        else:
            open_stacks[at].append(line)
    yield from open_stacks.values()


def _is_below(rect: Rect, above: Rect, height: float) -> bool:
    return abs(rect.center[0] - above.center[0]) < height and rect.top - above.bottom < GAP * height
