"""The stores whose promises are the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.services.ports.store import Store


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store: Store = SqliteStore(tmp_path) if request.param == "disk" else MemoryStore()
    yield store
    store.close()
