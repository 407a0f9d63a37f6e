"""Images are read from the store one at a time, while an export is written."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.storage.memory_store import MemoryStore
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.json import JSON, to_json, to_plain
from desktop.core.errors import Problem, ProblemKind
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.services.conversation.export_writer import write_export
from desktop.services.conversation.stored_images import StoredImages
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.samples import image
from tests.core.conversation.export.exported import conversation

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_is_there_is_read_and_what_is_lost_is_missing() -> None:
    first, second = image(40), image(44)
    store = MemoryStore()
    store.save_images([first, second])
    storage = StorageThread(lambda _: store)
    storage.start()
    images = StoredImages(storage, (first.id, "f" * 64, second.id, first.id))
    assert dict(images) == {first.id: first.data, second.id: second.data}
    assert len(images) == 2
    assert "f" * 64 not in images
    with pytest.raises(KeyError):
        images["0" * 64]
    storage.close()


def test_an_export_is_made_of_pieces_and_stops_at_its_bound(tmp_path: Path) -> None:
    bundle = ExportBundle((conversation(), conversation()), {"a" * 64: b"x" * 3_000_000, "b" * 64: b"y" * 3_000_000})
    largest: list[int] = []

    def write(path: Path, pieces: Iterable[bytes]) -> Problem | None:
        largest.extend(map(len, pieces))
        return None

    assert write_export(JSON, bundle, PAGE_WORDS, tmp_path / "a.json", True, write) is None
    assert max(largest) < 4_100_000
    small = type(JSON)(JSON.name, JSON.suffixes, JSON.files, 5_000_000)
    problem = write_export(small, bundle, PAGE_WORDS, tmp_path / "b.json", True, write_user_file)
    assert problem is not None
    assert problem.kind is ProblemKind.NOT_WRITTEN
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_text_in_pieces_is_the_text_as_a_whole() -> None:
    for bundle in (
        ExportBundle((), {}),
        ExportBundle((conversation("an „answer“\n\n1"),), {}),
        ExportBundle((conversation(), conversation()), {"a" * 64: b"one", "b" * 64: b"two"}),
    ):
        whole = json.dumps(to_plain(bundle), ensure_ascii=False, indent=1)
        assert b"".join(to_json(bundle)).decode() == whole
