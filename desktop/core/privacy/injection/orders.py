"""Text that gives orders to the model: passages in which phrases of orders stand close together, over line breaks."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.privacy.family import FindingFamily, LooksPrivate
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.injection.grammar.language import Phrase
from desktop.core.privacy.injection.grammar.phrases import ENOUGH, phrases

ORDERS_NAME = "text that gives orders"
"""The name of such a finding; messages have the words for it."""
APART = 130  # characters between two phrases of one passage, at most; chosen
PIECE, OVERLAP = 3000, 400  # characters that are searched at once: a page in small print has more
_MIXED = re.compile(r"[^\W\d_]*[013457@$][^\W_]*[^\W\d_][^\W_]*|[^\W\d_]+[013457@$][^\W_]*")
_LEET = str.maketrans("013457@$", "oieastas")
_ACCENTED = re.compile("[\u00c0-\u052f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase from `start` to `end` of a text."""

    start: int
    end: int
    phrase: Phrase


def plain_words(text: str) -> str:
    """Returns the text in lower case, without accents and with digits that stand for letters replaced; as long.

    It is no fold for labels (core/privacy/labels/folding.py): separators stay, and I, 1 and l are not alike.
    """
    plain = "".join(map(_plain, text)) if not text.isascii() else text.lower()
    return _MIXED.sub(lambda word: word.group().translate(_LEET), plain)


@lru_cache(maxsize=2048)
def _plain(letter: str) -> str:
    if letter in "’ʼ`´":
        return "'"
    lower = unicodedata.normalize("NFD", letter)[0] if _ACCENTED.match(letter) else letter
    lower = {"ł": "l", "Ł": "l", "ß": "s"}.get(lower, lower).lower()
    return lower if len(lower) == 1 else letter


def find_orders(text: str) -> Iterator[tuple[int, int]]:
    """Yields the start and end of each passage that gives orders, in ascending order."""
    plain = plain_words(text)
    hits: list[_Hit] = []
    for start in range(0, max(1, len(plain) - OVERLAP), PIECE - OVERLAP):
        piece = plain[start : start + PIECE]
        hits += (
            _Hit(start + match.start(), start + match.end(), phrase)
            for phrase in phrases()
            for match in phrase.form.compiled.finditer(piece)
        )
    for passage in _passages(sorted(set(hits), key=lambda hit: (hit.start, hit.end))):
        best: dict[str, int] = {}
        for hit in passage:
            best[hit.phrase.kind] = max(best.get(hit.phrase.kind, 0), hit.phrase.weight)
        if sum(best.values()) >= ENOUGH:
            yield min(hit.start for hit in passage), max(hit.end for hit in passage)


def _passages(hits: list[_Hit]) -> Iterator[list[_Hit]]:
    """Yields runs of phrases that are close to one another; one that is an order by itself needs no neighbour."""
    passage: list[_Hit] = []
    for hit in hits:
        if passage and hit.start - max(other.end for other in passage[-8:]) > APART:
            yield passage
            passage = []
        passage.append(hit)
    if passage:
        yield passage


def _orders(ocr_result: OcrResult, _looks_private: LooksPrivate) -> Iterator[Finding]:
    lines = ocr_result.lines
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    whole = " ".join(line.text for line in lines)
    for start, end in find_orders(whole):
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
        yield _finding(lines[first : last + 1])


def _finding(lines: tuple[OcrLine, ...]) -> Finding:
    text = " ".join(line.text for line in lines)
    return Finding(FindingKind.INJECTION, ORDERS_NAME, tuple(line.rect for line in lines), text)


ORDERS = FindingFamily("orders", in_image=_orders)
