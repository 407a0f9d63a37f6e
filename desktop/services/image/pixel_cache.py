"""Decoded pixels and encoded images, kept while their image is in the draft and for a moment after that.

What has left the draft keeps its file, which undo brings back; its pixels are a hundred times as large and are decoded
again when they are needed.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

LEFT_S = 3.0  # after its last use, outside the draft; chosen, so that what follows Enter finds the pixels
ARRIVING_S = 60.0  # the same for an image of an import, which is in the draft once all of the import are there; chosen
LEFT_BYTES = 100_000_000  # of everything outside the draft, arriving images apart; chosen

_Value = TypeVar("_Value")


@dataclass(slots=True)
class _Entry(Generic[_Value]):
    value: _Value
    source_key: str
    size: int
    used_at: float
    is_arriving: bool


class PixelCache(Generic[_Value]):
    """Values made from the pixels of source images, within bounds. Used on the loop's thread.

    `size_of` returns the bytes of a value; `most_bytes` bounds the sum of all but the latest; `free` gets the values
    that are dropped.
    """

    def __init__(self, size_of: Callable[[_Value], int], most_bytes: int, free: Callable[[list[_Value]], None]) -> None:
        self._size_of, self._most_bytes, self._free = size_of, most_bytes, free
        self._entries: OrderedDict[Hashable, _Entry[_Value]] = OrderedDict()
        self._in_draft: frozenset[str] = frozenset()
        self._sweeping: asyncio.TimerHandle | None = None

    def get(self, key: Hashable) -> _Value | None:
        """Returns the value of that key, which counts as a use, or None."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.used_at = time.monotonic()
        self._entries.move_to_end(key)
        return entry.value

    def keep(self, key: Hashable, value: _Value, source_key: str, is_arriving: bool = False) -> None:
        """Keeps a value made from the source image of `source_key`, in the place of the one of the same key."""
        before = self._entries.pop(key, None)
        self._entries[key] = _Entry(value, source_key, self._size_of(value), time.monotonic(), is_arriving)
        dropped = [before.value] if before is not None else []
        while len(self._entries) > 1 and self.total_bytes > self._most_bytes:
            dropped.append(self._entries.popitem(last=False)[1].value)
        self._give_back(dropped)
        self._sweep_later()

    @property
    def total_bytes(self) -> int:
        """The bytes of all values."""
        return sum(entry.size for entry in self._entries.values())

    def show_draft(self, source_keys: frozenset[str]) -> None:
        """Notes which source images are in the draft now."""
        self._in_draft = source_keys
        for entry in self._entries.values():
            if entry.source_key in source_keys:
                entry.is_arriving = False
        left = [key for key, entry in self._entries.items() if self._has_left(entry)]
        total = sum(self._entries[key].size for key in left)
        dropped: list[_Value] = []
        for key in left:
            if total > LEFT_BYTES:
                entry = self._entries.pop(key)
                total -= entry.size
                dropped.append(entry.value)
        self._give_back(dropped)
        self._sweep_later()

    def _has_left(self, entry: _Entry[_Value]) -> bool:
        return entry.source_key not in self._in_draft and not entry.is_arriving

    def _sweep_later(self) -> None:
        if self._sweeping is None and any(entry.source_key not in self._in_draft for entry in self._entries.values()):
            self._sweeping = asyncio.get_running_loop().call_later(LEFT_S, self._sweep)

    def _sweep(self) -> None:
        """Drops what is outside the draft and has not been used for a while."""
        self._sweeping = None
        now = time.monotonic()
        over = [
            key
            for key, entry in self._entries.items()
            if entry.source_key not in self._in_draft
            and now - entry.used_at >= (ARRIVING_S if entry.is_arriving else LEFT_S)
        ]
        self._give_back([self._entries.pop(key).value for key in over])
        self._sweep_later()

    def _give_back(self, dropped: list[_Value]) -> None:
        if dropped:
            self._free(dropped)
