"""The history in memory."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.composition import factories
from desktop.core.conversation.turn import Usage
from tests.adapters.storage.samples import save, turn


def test_keeping_no_history_touches_no_disk(tmp_path: Path, home: Path) -> None:
    opened = factories.open_store(keep_history=False)(lambda problem: None)
    save(opened, turn("c", "why?", 1))
    opened.close()
    assert not home.exists()


def test_spending_is_counted_in_memory_too() -> None:
    store = MemoryStore()
    save(store, replace(turn("c", "why?", 1000.0), host="api.openai.com", usage=Usage(1_000_000, 0)))
    save(store, turn("d", "local", 1000.0))  # another host's price is not known
    assert store.spending_since(0) == pytest.approx(2.5)
