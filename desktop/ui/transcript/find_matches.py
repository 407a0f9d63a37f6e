"""Finding words in a conversation: how often they stand there, and where. Turns are looked through from the newest on,
a portion at a time, so that the window does not wait for a long conversation.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.conversation.turn import Turn
from desktop.ui.transcript.turn_item import TurnItem


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """The `number`th place in a row where the words stand."""

    turn: int
    row: int
    number: int


def pattern_of(words: str) -> re.Pattern[str] | None:
    """What is looked for: the words as typed, in any case, with any white space between them."""
    parts = words.split()
    return re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE) if parts else None


class TextFinder:
    """One search in a list of turns that may still grow."""

    def __init__(self, words: str) -> None:
        self._words = words.lower().split()
        self.pattern = pattern_of(words)
        self._hits: dict[str, tuple[Turn, tuple[tuple[int, int], ...]]] = {}  # by turn: row and count
        self.current: Hit | None = None

    def step(self, items: Sequence[TurnItem], seconds: float) -> bool:
        """Look through turns for so long; whether there are more."""
        until = time.perf_counter() + seconds
        for item in reversed(items):
            held = self._hits.get(item.turn.id)
            if held is not None and held[0] is item.turn:
                continue
            if time.perf_counter() > until:
                return True
            self._hits[item.turn.id] = item.turn, self._in(item)
        return False

    def _in(self, item: TurnItem) -> tuple[tuple[int, int], ...]:
        if self.pattern is None or not self._possible(item.turn):
            return ()
        counted = ((row, len(self.pattern.findall(text))) for row, text in enumerate(item.texts()))
        return tuple((row, count) for row, count in counted if count)

    def _possible(self, turn: Turn) -> bool:
        """Whether it is worth parsing: every word stands somewhere in it."""
        text = f"{turn.prompt}\n{turn.answer}".lower()
        return all(word in text for word in self._words)

    def hits(self, items: Sequence[TurnItem]) -> list[Hit]:
        """All places that are known, in order."""
        return [
            Hit(turn, row, number)
            for turn, item in enumerate(items)
            for row, count in self._hits.get(item.turn.id, (item.turn, ()))[1]
            for number in range(count)
        ]

    def moved(self, items: Sequence[TurnItem], by: int, near: tuple[int, int]) -> Hit | None:
        """Go on to the next place (or the one before); the first time to the one that is nearest to what is seen."""
        hits = self.hits(items)
        if not hits:
            self.current = None
        elif self.current is None:
            after = [hit for hit in hits if (hit.turn, hit.row) >= near]
            self.current = after[0] if after else hits[-1]
        elif self.current in hits:
            self.current = hits[(hits.index(self.current) + by) % len(hits)]
        else:
            self.current = next((hit for hit in hits if hit > self.current), hits[0])
        return self.current

    def told(self, items: Sequence[TurnItem]) -> tuple[int, int]:
        """Which one is looked at (0 for none), and how many there are."""
        hits = self.hits(items)
        return (hits.index(self.current) + 1 if self.current in hits else 0), len(hits)
