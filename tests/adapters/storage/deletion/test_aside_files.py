"""What was set aside is listed, goes after its time, and keeps no trace of what is deleted."""

import contextlib
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.adapters.storage.deletion.aside_files import AsideFiles
from desktop.adapters.storage.deletion.scrubbing import scrub
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.healing_report import HealingReport
from desktop.core.conversation.kept_aside import AsideKind
from desktop.core.errors import ProblemKind
from tests.adapters.storage.samples import image, turn

TODAY = date(2026, 11, 28)
WORDS = "a needle in the haystack of a long answer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder in use, with a history of the same conversations set aside in each way."""
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        sent = image()
        store.save_images([sent])
        store.save_turns([turn("c", "what is it?", 1, sent, answer=WORDS), turn("d", "and this?", 2, answer="a stone")])
    for name in ("before-2026-11-27", "before-2026-11-28-1"):
        aside = tmp_path / name
        aside.mkdir()
        shutil.copy(tmp_path / "history.sqlite", aside)
        shutil.copytree(tmp_path / "pictures", aside / "pictures")
    shutil.copy(tmp_path / "history.sqlite", tmp_path / "history.damaged-2026-11-20.sqlite")
    return tmp_path


def traces(folder: Path, *needles: bytes) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        path.name for path in files for needle in needles if needle in path.read_bytes() or needle == path.name.encode()
    ]


def damage(path: Path) -> None:
    """Overwrites the first page behind the header, so that SQLite finds no table any more."""
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(bytes(data))


def test_everything_is_listed_with_its_day_and_size(folder: Path) -> None:
    listed = AsideFiles(folder).listing()
    assert [(entry.name, entry.day.isoformat()) for entry in listed] == [
        ("before-2026-11-28-1", "2026-11-28"),
        ("before-2026-11-27", "2026-11-27"),
        ("history.damaged-2026-11-20.sqlite", "2026-11-20"),
    ]
    assert all(entry.size > 4096 and not entry.is_incomplete for entry in listed)


def test_the_bin_is_listed_while_something_is_in_it(folder: Path) -> None:
    (folder / "bin" / "2026-11-26").mkdir(parents=True)
    assert all(entry.kind is AsideKind.HISTORY for entry in AsideFiles(folder).listing())
    (folder / "bin" / "2026-11-26" / "picture").write_bytes(b"12345")
    (entry,) = (entry for entry in AsideFiles(folder).listing() if entry.kind is AsideKind.IMAGES)
    assert (entry.name, entry.day, entry.size) == ("bin", date(2026, 11, 26), 5)


def test_it_goes_after_its_time_unless_it_is_incomplete(folder: Path) -> None:
    aside = AsideFiles(folder)
    lost = HealingReport(ProblemKind.STORE_DAMAGED, turns_lost=1)
    aside.mark_incomplete("before-2026-11-27", lost)
    aside.mark_incomplete("before-2026-11-28-1", HealingReport(ProblemKind.STORE_DAMAGED))
    aside.remove_old(TODAY + timedelta(days=22))
    assert len(aside.listing()) == 3
    aside.remove_old(TODAY + timedelta(days=23))
    assert len(aside.listing()) == 2
    aside.remove_old(TODAY + timedelta(days=400))
    assert [(entry.name, entry.is_incomplete) for entry in aside.listing()] == [("before-2026-11-27", True)]
    aside.remove("before-2026-11-27")
    aside.remove("before-2026-11-27")
    assert aside.listing() == ()


def test_nothing_else_is_removed_by_name(folder: Path) -> None:
    AsideFiles(folder).remove("history.sqlite")
    AsideFiles(folder).remove("..")
    assert (folder / "history.sqlite").exists()


@pytest.mark.parametrize("is_damaged", [False, True])
@pytest.mark.parametrize("is_incomplete", [False, True])
def test_a_deletion_leaves_no_trace_in_what_was_set_aside(folder: Path, is_damaged: bool, is_incomplete: bool) -> None:
    aside = AsideFiles(folder)
    for entry in aside.listing():
        path = folder / entry.name
        if is_damaged:
            damage(path / "history.sqlite" if path.is_dir() else path)
        if is_incomplete:
            aside.mark_incomplete(entry.name, HealingReport(ProblemKind.STORE_DAMAGED, turns_lost=1))
    assert len(traces(folder, WORDS.encode(), image().id.encode())) >= 6
    with contextlib.closing(SqliteStore(folder, lambda: TODAY)) as store:
        store.mark_deleted(["c"])
        store.delete(["c"])
    assert traces(folder, WORDS.encode(), b"needle", b"haystack", b"what is it?", image().id.encode()) == []
    if not is_damaged:
        for name in ("before-2026-11-27", "before-2026-11-28-1"):
            with contextlib.closing(SqliteStore(folder / name)) as old:
                assert [row.id for row in old.page(0, 9)] == ["d"]
    elif is_incomplete:
        assert (folder / "before-2026-11-27" / "history.sqlite").exists()  # what else is in it may be wanted


def test_pages_that_hold_no_part_of_a_text_stay(tmp_path: Path) -> None:
    path = tmp_path / "file"
    pages = [b"SQLite format 3\0\x10\0" + b"h" * 4078, b"x" * 4096, b"y" * 2000 + WORDS.encode() + b"y" * 2055]
    path.write_bytes(b"".join(pages))
    assert scrub(path, [WORDS]) == 1
    assert path.read_bytes()[:8192] == pages[0] + pages[1]
    assert path.read_bytes()[8192:] == bytes(4096)
    assert scrub(path, ["", "short"]) == 0


def test_a_text_that_is_parted_over_pages_goes_from_each(tmp_path: Path) -> None:
    path = tmp_path / "file"
    text = "".join(f"{number} words. " for number in range(900))
    data = (b"SQLite format 3\0\x10\0" + bytes(4078)) + text.encode()
    path.write_bytes(data + bytes(-len(data) % 4096))
    assert scrub(path, [text]) >= 2
    assert b"words" not in path.read_bytes()
