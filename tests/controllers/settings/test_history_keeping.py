from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.controllers.settings.history_keeping import HistoryKeepingController
from desktop.core.errors import Problem
from desktop.services.ports.store import Store
from desktop.services.storage_thread import OpenStore, StorageThread
from tests.controllers.fakes import FakeHistory, FakeSettings

pytestmark = pytest.mark.usefixtures("qapp")


class Storage(StorageThread):
    """A storage that records what it is switched to."""

    def __init__(self) -> None:
        QObject.__init__(self)
        self.keeps = True
        self.switched: list[tuple[OpenStore, bool]] = []

    def switch_to(self, open_store: OpenStore, keeps: bool) -> None:
        self.keeps = keeps
        self.switched.append((open_store, keeps))


def test_the_store_is_switched_when_the_setting_changes_and_only_then() -> None:
    storage, history, settings = Storage(), FakeHistory(), FakeSettings()
    asked: list[bool] = []

    def in_memory(_: Callable[[Problem], None]) -> Store:
        return MemoryStore()

    def open_store(keep: bool) -> OpenStore:
        asked.append(keep)
        return in_memory

    looks: list[None] = []
    controller = HistoryKeepingController(settings, storage, history, open_store, lambda: looks.append(None))
    controller.connect()
    settings.change(detail="low")
    assert storage.switched == []
    settings.change(keep_history=False)
    settings.change(detail="high")
    settings.change(keep_history=True)
    assert storage.switched == [(in_memory, False), (in_memory, True)]
    assert asked == [False, True]
    assert len(looks) == 4
    assert history.calls == [("take_draft_out",), ("start_over",), ("take_draft_out",), ("start_over",)]
