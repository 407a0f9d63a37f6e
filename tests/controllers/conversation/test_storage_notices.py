from collections.abc import Callable

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.controllers.conversation.storage_notices import StorageNotices
from desktop.core.errors import Problem, ProblemKind
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from tests.controllers.conftest import Bar


def in_memory(_: Callable[[Problem], None]) -> Store:
    return MemoryStore()


def test_a_failed_write_is_told_and_so_is_its_end(bar: Bar) -> None:
    storage = StorageThread(in_memory)
    notices = StorageNotices(storage, bar.notices)
    notices.connect()
    storage.write_failed.emit(Problem(ProblemKind.STORE_FULL))
    assert bar.text
    storage.write_recovered.emit()
    assert bar.text == "Everything is being saved again."
