"""Exported files on the disk: every format is written, and what can be read back comes back."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.storage.memory_store import MemoryStore
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.format import FileFormat
from desktop.core.conversation.export.json import JSON
from desktop.core.conversation.export.registry import FORMATS
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ids import sha256_hex
from desktop.core.image.sent_image import SentImage
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.services.conversation.export_reader import ids_in, read_export, save_imported
from desktop.services.conversation.export_writer import write_export
from desktop.services.ports.work_progress import WorkCancelledError
from tests.core.conversation.export.exported import conversation
from tests.helpers.images import png


def with_image() -> ExportBundle:
    """Returns a conversation whose image can be decoded."""
    data, exported = png(4, 4), conversation()
    image_id = sha256_hex(data)
    sent = SentImage(image_id, "image/png", 4, 4, len(data))
    turns = [replace(turn, images=(sent,) if turn.images else ()) for turn in exported.all_turns]
    last = exported.last_turn_id
    return ExportBundle((Conversation.of("c", turns, exported.given_title, last, True),), {image_id: data})


FILE_FORMATS = [entry for entry in FORMATS if isinstance(entry, FileFormat)]


@pytest.mark.parametrize("export_format", FILE_FORMATS, ids=lambda entry: entry.name)
@pytest.mark.parametrize("export_all", [False, True])
def test_each_format_is_written(export_format: FileFormat, export_all: bool, tmp_path: Path) -> None:
    path = tmp_path / f"name{export_format.suffixes[0]}"
    assert write_export(export_format, with_image(), PAGE_WORDS, path, export_all, write_user_file) is None
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any("why?" in file.read_text("utf-8") for file in written if file.suffix == export_format.suffixes[0])


@pytest.mark.parametrize("export_format", FILE_FORMATS, ids=lambda entry: entry.name)
def test_a_place_that_cannot_be_written_is_a_problem(export_format: FileFormat, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    path = tmp_path / "file" / f"name{export_format.suffixes[0]}"
    problem = write_export(export_format, with_image(), PAGE_WORDS, path, False, write_user_file)
    assert problem is not None
    assert (problem.kind, problem.name) == (ProblemKind.NOT_WRITTEN, path.name)


def test_an_export_comes_back_under_its_own_ids_and_a_second_time_under_new_ones(tmp_path: Path) -> None:
    bundle, path, store = with_image(), tmp_path / "all.json", MemoryStore()
    assert write_export(JSON, bundle, PAGE_WORDS, path, True, write_user_file) is None
    decoder = Decoder()
    try:
        read = read_export(path, decoder)
    finally:
        decoder.close()
    assert (read.conversations, read.images) == (bundle.conversations, bundle.images)
    assert set(ids_in(read)) == {"c", *(turn.id for turn in bundle.conversations[0].all_turns)}
    assert save_imported(store, read) == 1
    assert store.conversation("c").all_turns == bundle.conversations[0].all_turns
    assert save_imported(store, read) == 1
    assert len(store.page(0, 9)) == 2


@pytest.mark.parametrize("export_format", FILE_FORMATS, ids=lambda entry: entry.name)
@pytest.mark.parametrize(
    "error", [WorkCancelledError(), StorageError(Problem(ProblemKind.INTERNAL_ERROR))], ids=["cancelled", "broken"]
)
def test_an_export_that_breaks_off_leaves_nothing_new(
    export_format: FileFormat, error: Exception, tmp_path: Path
) -> None:
    calls: list[int] = []

    def step(done: int, whole: int) -> None:
        assert 0 < done <= whole
        calls.append(done)
        if len(calls) > 1 or export_format is JSON:  # after the image, where that is a file of its own
            raise error

    path = tmp_path / "new" / f"name{export_format.suffixes[0]}"
    tmp_path.joinpath("new").mkdir()
    with pytest.raises(type(error)):
        write_export(export_format, with_image(), PAGE_WORDS, path, False, write_user_file, step)
    assert not list(path.parent.iterdir())
