"""Deleting in pieces: hidden at once, gone without a trace in the end, whatever comes in between."""

import random
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.storage.deletion.erasing import AT_ONCE_BYTES, FEW_TURNS
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.workspace.draft import Draft
from tests.adapters.storage.samples import image, turn

LETTERS = "bcdfghklmnprstvz"
END = 9
"""Letters of the end of a word that are looked for."""
RUN = re.compile(rb"[a-z]{%d,}" % END)


def word(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=14))


def turns_of(conversation: str, count: int, chance: random.Random) -> tuple[list[Turn], set[str]]:
    """Returns turns of words that stand nowhere else, and all these words."""
    words = [[word(chance) for _ in range(20)] for _ in range(count)]
    turns = [
        turn(conversation, " ".join(some[:5]), float(at), answer=" ".join(some[5:])) for at, some in enumerate(words)
    ]
    return turns, {word for some in words for word in some}


def traces(folder: Path, words: set[str]) -> set[str]:
    """Returns the words whose ends stand in any file: an index does not repeat the beginning of a word."""
    ends = set[bytes]()
    for path in folder.rglob("*"):
        if path.is_file():
            for run in RUN.findall(path.read_bytes()):
                ends.update(run[at : at + END] for at in range(len(run) - END + 1))
    return {word for word in words if word[-END:].encode() in ends}


@pytest.mark.parametrize("count", [7, FEW_TURNS + 30])
def test_nothing_is_left_in_any_file(tmp_path: Path, count: int) -> None:
    chance = random.Random(count)
    store = SqliteStore(tmp_path, today=lambda: date(2026, 11, 28))
    kept = set[str]()
    gone = set[str]()
    for number in range(8):
        turns, words = turns_of(f"c{number}", count, chance)
        for saved in turns:  # one by one, so that pages are split and moved
            store.save_turns([saved])
        (gone if number % 3 else kept).update(words)
        if number == 5:
            store.run_maintenance()
    for number in range(8):
        if number % 3:
            store.begin_deleting([f"c{number}"])
            store.save_turns([turn("later", f"later {number}", 9000.0 + number)])
    assert {row.id for row in store.page(0, 50)} == {"c0", "c3", "c6", "later"}
    pieces = 0
    while store.work_on():
        pieces += 1
    assert pieces > 12
    assert traces(tmp_path, gone) == set()
    assert traces(tmp_path, kept) == kept
    assert [row.id for row in store.page(0, 50, SearchQuery("later"))] == ["later"]
    store.close()
    assert traces(tmp_path, gone) == set()


def test_what_was_broken_off_ends_at_the_next_start(tmp_path: Path) -> None:
    chance = random.Random(3)
    sent = image()
    store = SqliteStore(tmp_path / "first")
    turns, words = turns_of("c", FEW_TURNS + 5, chance)
    store.save_images([sent])
    store.save_turns([*turns, turn("c", "seen", 99.0, sent), turn("d", "stays", 1)])
    store.begin_deleting(["c"])
    for number in range(6):
        shutil.copytree(tmp_path / "first", tmp_path / f"killed {number}")
        store.work_on()
    store.close()
    for folder in sorted(tmp_path.iterdir()):
        again = SqliteStore(folder)
        assert [row.id for row in again.page(0, 9)] == ["d"]
        again.close()
        assert traces(folder, words) == set()
        assert not list(folder.glob("pictures/??/*"))


def test_a_large_history_is_written_anew_at_leaving(tmp_path: Path) -> None:
    chance = random.Random(5)
    store = SqliteStore(tmp_path, today=lambda: date(2026, 11, 28))
    store.save_draft("draft", Draft("x" * AT_ONCE_BYTES))
    turns, words = turns_of("c", FEW_TURNS + 5, chance)
    store.save_turns([*turns, turn("d", "stays", 1)])
    store.run_maintenance()
    store.begin_deleting(["c"])
    while store.work_on():
        pass
    left = traces(tmp_path, words)
    assert len(left) < len(words) / 20
    store.close()
    assert traces(tmp_path, words) == set()
    again = SqliteStore(tmp_path)
    assert {row.id for row in again.page(0, 9)} == {"d", "draft"}
    again.close()


def test_leaving_ends_what_was_begun(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    turns, words = turns_of("c", 9, random.Random(1))
    store.save_turns(turns)
    store.begin_deleting(["c"])
    store.close()
    assert traces(tmp_path, words) == set()


def test_what_is_saved_under_a_deleted_id_stays(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.save_turns([turn("c", "one", 1)])
    store.begin_deleting(["c"])
    store.save_turns([turn("c", "two", 2)])
    while store.work_on():
        pass
    assert [asked.prompt for asked in store.conversation("c").turns] == ["two"]
    store.close()
