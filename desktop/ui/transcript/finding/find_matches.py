"""Searches the turns of a conversation for a text, from the newest on, a slice of time at a time, so that a long
conversation does not block the window.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.conversation.turn import Turn
from desktop.core.search.fold import folded
from desktop.core.search.text_pattern import TextPattern
from desktop.messages.texts.attached_words import shown_question
from desktop.ui.transcript.turns.turn_item import TurnItem


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A match: the index of its turn, of the row in that, and its number among the row's matches, from 0."""

    turn: int
    row: int
    number: int


class TextFinder:
    """One search in a list of turns that may still grow."""

    def __init__(self, text: str) -> None:
        self._words = folded(text).split()
        self.pattern = TextPattern.of(text)
        self._counts: dict[str, tuple[Turn, tuple[tuple[int, int], ...]]] = {}  # by turn id: (row, matches in it)
        self.current: Match | None = None

    def search(self, items: Sequence[TurnItem], seconds: float) -> bool:
        """Searches turns that have not been searched in their present state. Returns True if time ran out."""
        until = time.perf_counter() + seconds
        for item in reversed(items):
            known = self._counts.get(item.turn.id)
            if (known is not None and known[0] is item.turn) or item.is_behind:
                continue  # one that is behind is searched once its rows are there
            if time.perf_counter() > until:
                return True
            self._counts[item.turn.id] = item.turn, self._count(item)
        return False

    def _count(self, item: TurnItem) -> tuple[tuple[int, int], ...]:
        if self.pattern is None or not self._may_match(item.turn):
            return ()
        counted = ((row, len(self.pattern.spans(text))) for row, text in enumerate(item.texts()))
        return tuple((row, count) for row, count in counted if count)

    def _may_match(self, turn: Turn) -> bool:
        """Returns True if every word occurs somewhere in a turn, so that parsing it is worth the time."""
        text = folded(f"{shown_question(turn)}\n{turn.answer}")
        return all(word in text for word in self._words)

    def matches(self, items: Sequence[TurnItem]) -> list[Match]:
        """Returns all matches known so far, in the order of the text."""
        return [
            Match(turn, row, number)
            for turn, item in enumerate(items)
            for row, count in self._counts.get(item.turn.id, (item.turn, ()))[1]
            for number in range(count)
        ]

    def move(self, items: Sequence[TurnItem], by: int, near: tuple[int, int]) -> Match | None:
        """Makes the next match (or the one before) the current one; the first time the nearest to a turn and a row."""
        matches = self.matches(items)
        if not matches:
            self.current = None
        elif self.current is None:
            after = [match for match in matches if (match.turn, match.row) >= near]
            self.current = after[0] if after else matches[-1]
        elif self.current in matches:
            self.current = matches[(matches.index(self.current) + by) % len(matches)]
        else:
            self.current = next((match for match in matches if match > self.current), matches[0])
        return self.current

    def progress(self, items: Sequence[TurnItem]) -> tuple[int, int]:
        """Returns the number of the current match, from 1 (0: none), and how many there are."""
        matches = self.matches(items)
        return (matches.index(self.current) + 1 if self.current in matches else 0), len(matches)
