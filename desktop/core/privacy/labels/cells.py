"""Cells of a line: a label and its value that stand near one another are read as one line, with a wide gap between."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.core.ocr.ocr_result import OcrLine, OcrWord
from desktop.core.privacy.labels.label_search import kind_of_label

WIDE = 0.65  # of a line's height: a wider gap is more than the space between two words; chosen, like the next
WIDE_FIXED = 1.5  # of a character's width, where all are equally wide


def cells_of_line(line: OcrLine) -> tuple[OcrLine, ...]:
    """Returns the line cut before and behind each label that stands apart from its other words."""
    if len(line.words) < 2 or line.is_vertical or kind_of_label(line.text) is not None:
        return (line,)
    parts = list(_apart(line))
    if len(parts) < 2:
        return (line,)
    is_label = [kind_of_label(" ".join(word.text for word in part)) is not None for part in parts]
    if not any(is_label):
        return (line,)
    cells = [parts[0]]
    for at in range(1, len(parts)):
        if is_label[at] or is_label[at - 1]:
            cells.append(parts[at])
        else:
            cells[-1] = (*cells[-1], *parts[at])
    return tuple(replace(line, words=words) for words in cells)


def _apart(line: OcrLine) -> Iterator[tuple[OcrWord, ...]]:
    """Yields the runs of words between wide gaps."""
    least = max(WIDE * line.rect.height, WIDE_FIXED * (line.char_width or 0.0))
    run = line.words[:1]
    for word in line.words[1:]:
        if word.rect.left - run[-1].rect.right > least:
            yield run
            run = ()
        run = (*run, word)
    yield run
