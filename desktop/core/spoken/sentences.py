"""Finds where the sentences of a text end that may still grow, so that what is spoken is never cut in the middle."""

import re

_END = re.compile(r"[.!?…](?=[\"'”’»)\]]*\s)|[。！？؟۔।]|\n")
_CLOSING = "\"'”’»)]"
_WORD_BEFORE = re.compile(r"(\w+)\Z")
_FEW_DIGITS = 2  # a longer number with a full stop ends a sentence; a shorter one may begin the item of a list
_ABBREVIATIONS = """
abb approx art bzw ca cf co dr eg etc fig ggf ie inc jr ltd mr mrs ms no nr op pp prof resp sr st usw vgl vol vs
"""
_SHORT = frozenset(_ABBREVIATIONS.split())
"""Abbreviations that a sentence goes on after. One that does end a sentence only delays it until the next one."""


def sentence_end(text: str, start: int = 0) -> int:
    """Returns the offset behind the last sentence that is complete in `text`, at least `start`."""
    end = start
    for match in _END.finditer(text, start):
        if match[0] != "." or not _goes_on(text, start, match.start()):
            end = match.end()
            while end < len(text) and text[end] in _CLOSING:
                end += 1
    return end


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Returns True if the full stop at an offset belongs to the word before it."""
    before = _WORD_BEFORE.search(text, start, stop)
    if before is None:
        return False
    word = before[1]
    if word.isdecimal():
        return len(word) <= _FEW_DIGITS
    return len(word) == 1 or word.lower() in _SHORT
