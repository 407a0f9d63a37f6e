"""Text that is spelled out: one letter a line, or a blank behind each letter."""

import re
from collections.abc import Iterable, Iterator

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, median

FEWEST, LONGEST_PIECE = 8, 4  # letters in all, and in one line of a stack; chosen
GAP, SLOPE = 12.0, 1.7  # heights of a letter, from one to the next below and to the side: some are not read; chosen
STEEPEST = 1.4  # of the way down, to the side
FEWEST_KINDS, FEWEST_LETTERS, MOST_BESIDE = 6, 3, 0.3  # of a stack that is private whatever it says; chosen
_SPACED = re.compile(r"(?<!\S)(?:(?:\S[ ]{1,2}){7,}\S|(?:[A-Za-z0-9][ ]?[.·_|/*-][ ]?){7,}[A-Za-z0-9])(?!\S)")
_BETWEEN = re.compile(r"(?<=\w)[ ]?[.·_|/*-][ ]?(?=\w)|\s")


def spelled_out(ocr_result: OcrResult) -> Iterator[tuple[str, tuple[Rect, ...]]]:
    """Yields texts put together of single letters, with the rectangles of these, in pixels of the OCR result."""
    for stack in _stacks(line for line in ocr_result.lines if len(line.text) <= LONGEST_PIECE):
        text = "".join(line.text for line in stack)
        if len(text) >= FEWEST:
            yield text, tuple(line.rect for line in stack)
    for line in ocr_result.lines:
        for match in _SPACED.finditer(line.text):
            rects = line.rects(match.start(), match.end())
            yield re.sub(r"\s", "", match.group()), rects
            yield _BETWEEN.sub("", match.group()), rects


def hidden_stacks(ocr_result: OcrResult) -> Iterator[tuple[str, tuple[Rect, ...]]]:
    """Yields texts of one letter a line that look random, of which a reader misses some letters.

    Nobody writes so but to hide something; cells of a table have others beside them, and an index is in order.
    """
    for stack in _stacks(line for line in ocr_result.lines if len(line.text) == 1 and line.text.isascii()):
        text = "".join(line.text for line in stack)
        has_mark = "@" in text or any(letter.isdigit() for letter in text)
        if len(text) < FEWEST or not has_mark or len(set(text.lower())) < FEWEST_KINDS:
            continue
        beside = sum(_has_neighbour(line, ocr_result.lines) for line in stack)
        if sum(map(str.isalpha, text)) >= FEWEST_LETTERS and beside <= MOST_BESIDE * len(stack):
            yield text, tuple(line.rect for line in stack)


def _has_neighbour(line: OcrLine, lines: Iterable[OcrLine]) -> bool:
    middle, reach = line.rect.center[1], 0.5 * line.rect.height
    return any(other is not line and abs(other.rect.center[1] - middle) < reach for other in lines)


def _stacks(lines: Iterable[OcrLine]) -> Iterator[list[OcrLine]]:
    """Yields runs of lines that stand below one another, from top to bottom; also on a slope."""
    ordered = sorted(lines, key=lambda line: line.rect.top)
    height = max(1.0, median(min(line.rect.height, 2 * line.rect.width) for line in ordered))
    open_stacks: list[list[OcrLine]] = []
    for line in ordered:
        ended = [stack for stack in open_stacks if line.rect.top - stack[-1].rect.bottom >= GAP * height]
        yield from ended
        open_stacks = [stack for stack in open_stacks if stack not in ended]
        near = (stack for stack in open_stacks if _is_below(line.rect, stack[-1].rect, height))
        stack = min(near, key=lambda stack: _aside(line.rect, stack[-1].rect), default=None)
        if stack is None:
            open_stacks.append([line])
        else:
            stack.append(line)
    yield from open_stacks


def _is_below(rect: Rect, above: Rect, height: float) -> bool:
    down = rect.center[1] - above.center[1]
    return down > 0.5 * height and _aside(rect, above) < max(SLOPE * height, STEEPEST * down)


def _aside(rect: Rect, above: Rect) -> float:
    return abs(rect.center[0] - above.center[0])
