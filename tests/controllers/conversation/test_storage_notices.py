from collections.abc import Callable

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.controllers.conversation.storage_notices import StorageNotices
from desktop.core.conversation.healing_report import HealingReport
from desktop.core.errors import Problem, ProblemKind
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from tests.controllers.conftest import Bar


def in_memory(_: Callable[[Problem], None]) -> Store:
    return MemoryStore()


def test_a_failed_write_is_told_and_so_is_its_end(bar: Bar) -> None:
    storage = StorageThread(in_memory)
    notices = StorageNotices(storage, bar.notices, lambda: None)
    notices.connect()
    storage.write_failed.emit(Problem(ProblemKind.STORE_FULL))
    assert bar.text
    storage.write_recovered.emit()
    assert bar.text == "Saving works again."


def test_a_healed_history_is_told_until_it_is_closed_and_its_list_is_shown_anew(bar: Bar) -> None:
    storage, refreshed = StorageThread(in_memory), list[None]()
    StorageNotices(storage, bar.notices, lambda: refreshed.append(None)).connect()
    storage.write_failed.emit(HealingReport(ProblemKind.STORE_DAMAGED, "x", copy_day="2026-11-27", from_copy=2))
    storage.healed.emit()
    assert "2 conversations from the copy of 27 November 2026" in bar.text
    assert refreshed == [None]
