"""What was made of the texts of pages, kept within a bound of letters: a question may have hundreds of small pages."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, Protocol, TypeVar

MOST_LETTERS = 1_000_000  # five times those that go beside one question
_Made = TypeVar("_Made")


class _Text(Hashable, Protocol):
    @property
    def letters(self) -> tuple[str, ...]: ...


_Key = tuple[_Text, Hashable]


class LetterCache(Generic[_Made]):
    """The latest results by text and circumstances. May be used in several threads at once."""

    def __init__(self, most: int = MOST_LETTERS) -> None:
        self._most = most
        self._made: OrderedDict[_Key, _Made] = OrderedDict()
        self._letters = 0
        self._lock = Lock()

    def get(self, page_text: _Text, how: Hashable, make: Callable[[], _Made]) -> _Made:
        """Returns what was made of a text, which `make` does unless it is known."""
        key = page_text, how
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        result = make()
        with self._lock:
            self._keep(key, result)
        return result

    def knows(self, page_text: _Text, how: Hashable) -> bool:
        """Returns True if `get` has it at once."""
        with self._lock:
            return (page_text, how) in self._made

    def _keep(self, key: _Key, result: _Made) -> None:
        if key not in self._made:
            self._letters += _size_of(key)
        self._made[key] = result
        while self._letters > self._most and len(self._made) > 1:
            self._letters -= _size_of(self._made.popitem(last=False)[0])


def _size_of(key: _Key) -> int:
    return len(key[0].letters) + 1
