"""Text that people overlook and a model reads: hardly visible, or very small.

Disabled controls are pale, too, and the axes of charts are small. They have a word or two; a message has words of a
sentence.
"""

from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrLine, OcrResult, median
from desktop.core.privacy.family import FindingFamily, LooksPrivate
from desktop.core.privacy.findings import Finding, FindingKind

TINY_PX, TINY_SHARE = 9, 0.5  # height of a very small line: pixels at most, and of the median line; chosen
LEAST_WORDS, LEAST_SMALL_WORDS = (
    4,
    2,
)  # of a message: in all, and with a small first letter, as half of them have; chosen
LEAST_SIGNS = 8  # of a pale message in a script without spaces between words; chosen
LEAST_CONFIDENCE = 0.8  # of a line: what is read into patterns and small drawings is less sure; chosen
NEAR = 2.0  # heights of a line: so close below one another, pale lines are one message; chosen


def _overlooked(ocr_result: OcrResult, _looks_private: LooksPrivate) -> Iterator[Finding]:
    messages = _messages([line for line in ocr_result.lines if line.faint])
    pale = {id(line) for message in messages if _is_message(message) for line in message}
    usual = median(line.rect.height for line in ocr_result.lines)
    for line in ocr_result.lines:
        if id(line) in pale:
            yield Finding(FindingKind.FAINT, "text that is hardly visible", (line.rect,), line.text)
        elif not line.faint and line.rect.height <= min(TINY_PX, TINY_SHARE * usual) and _is_small_print(line):
            yield Finding(FindingKind.TINY, "very small text", (line.rect,), line.text)


def _is_message(lines: list[OcrLine]) -> bool:
    return _is_sentence(" ".join(line.text for line in lines), LEAST_WORDS)


def _is_small_print(line: OcrLine) -> bool:
    return _is_sure(line) and _is_sentence(line.text, LEAST_WORDS - 1)


def _messages(lines: list[OcrLine]) -> Iterator[list[OcrLine]]:
    """Yields pale lines close below one another that begin at the same place, as one message."""
    message: list[OcrLine] = []
    for line in filter(_is_sure, lines):
        if message and not _goes_on(message[-1], line):
            yield message
            message = []
        message.append(line)
    if message:
        yield message


def _goes_on(above: OcrLine, line: OcrLine) -> bool:
    first, second = above.rect, line.rect
    height = max(1, min(first.height, second.height))
    return abs(first.left - second.left) < height and 0 <= second.center[1] - first.center[1] < NEAR * height + height


def _is_sure(line: OcrLine) -> bool:
    return line.confidence >= LEAST_CONFIDENCE


def _is_sentence(text: str, least_words: int) -> bool:
    """Returns True for words of a sentence; a menu has words with capitals, or single ones."""
    words = text.split()
    if any("\u3040" <= letter <= "\u9fff" for letter in text):
        return sum(letter.isalpha() for letter in text) >= LEAST_SIGNS
    small = sum(word[0].isalpha() and not word[0].isupper() for word in words)
    return len(words) >= least_words and small >= max(LEAST_SMALL_WORDS, len(words) / 2)


OVERLOOKED_TEXT = FindingFamily("overlooked text", in_image=_overlooked)
