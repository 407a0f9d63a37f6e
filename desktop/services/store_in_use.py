"""The store that is in use: opened when needed, anew at a sign of damage, and once it is back in its place."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TypeVar

from desktop.core.errors import Problem, StorageDamageError, StorageError
from desktop.log import log
from desktop.services.ports.store import Store

MOST_HEALINGS = 5  # signs of damage in one run of the program after which the store is used as it is; chosen
OpenStore = Callable[[Callable[[Problem], None]], Store]
_Result = TypeVar("_Result")


class StoreInUse:
    """Owner of the store. Used on one thread."""

    def __init__(
        self,
        open_store: OpenStore,
        tell: Callable[[Problem], None],
        returned: Callable[[Problem], None],
        opened: Callable[[], object],
    ) -> None:
        """`tell` hears of problems, `returned` what is said of a store that is back in its place.

        `opened` is called after each opening.
        """
        self._open_store = open_store
        self._tell = tell
        self._returned = returned
        self._was_opened = opened
        self._healings_left = MOST_HEALINGS
        self.current: Store | None = None

    def open(self) -> None:
        """Opens the store."""
        self.current = self._open_store(self._tell)
        self._was_opened()

    def opened(self) -> Store:
        """Returns the store, open and in its place. Raises StorageError."""
        if self.current is None:
            self.open()
        assert self.current is not None
        if (problem := self.current.return_to_place()) is not None:
            with contextlib.suppress(StorageError):
                self.current.close()
            self.open()
            self._returned(problem)
        return self.current

    def do(self, work: Callable[[Store], _Result]) -> _Result:
        """Does `work`. At a sign of damage, opens the store anew, which heals it, and does it once more."""
        try:
            return work(self.opened())
        except StorageDamageError as failed:
            if self._healings_left <= 0:
                raise
            self._healings_left -= 1
            log.warning("the history may be damaged: %s", failed.problem.detail or failed.problem.kind)
            store, self.current = self.current, None
            with contextlib.suppress(StorageError):
                if store is not None:
                    store.close()
            return work(self.opened())

    def close(self) -> None:
        """Closes the store, in its place if it can be there. Raises StorageError; it is closed then, too."""
        try:
            self.do(lambda store: store.close())
        except StorageError:
            if self.current is not None:
                with contextlib.suppress(StorageError):
                    self.current.close()
            raise

    @contextlib.contextmanager
    def switched_to(self, open_store: OpenStore) -> Iterator[None]:
        """Opens another store afterwards, whatever happens meanwhile; the one before has been closed."""
        self.current, self._open_store = None, open_store
        try:
            yield
        finally:
            self.open()
