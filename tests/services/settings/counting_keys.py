"""A key store in memory that counts, and a clock."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.own_headers import Headers


@dataclass(frozen=True, slots=True)
class Key:
    """A key and its source."""

    text: str
    source: str = "system"


class CountingKeys:
    """A key store in memory, which counts how often it is asked; `meanwhile` is called before it answers."""

    def __init__(self, key: Key | None) -> None:
        self.key, self.asked = key, 0
        self.headers: Headers = (("X-Team", "a"),)
        self.meanwhile: Callable[[], None] = lambda: None
        self.problem: Problem | None = None  # of reading headers

    def key_for(self, origin: str, found: bool = False) -> Key | None:
        self.asked += 1
        key = self.key
        self.meanwhile()
        return key

    def headers_for(self, origin: str) -> Headers:
        self.asked += 1
        if self.problem is not None:
            raise StorageError(self.problem)
        return self.headers

    def known_without_store(self, origin: str, found: bool = False) -> bool:
        return True

    def save(self, origin: str, key: str, in_file: bool = False) -> str:
        if not key:
            raise StorageError(Problem(ProblemKind.NOT_ALLOWED))
        self.key = Key(key)
        return "system"

    def delete(self, origin: str) -> None:
        self.key = None

    def save_headers(self, origin: str, headers: Headers, in_file: bool = False) -> None:
        self.headers = headers

    def has_store(self) -> bool:
        return True


class Clock:
    """The time, as a test sets it."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time
