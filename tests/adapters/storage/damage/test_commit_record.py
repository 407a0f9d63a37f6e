"""A log that is gone, or cut at its end, is noticed by the record of commits beside it; nothing else is damage."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.healing_report import DamageCause
from desktop.core.errors import ProblemKind
from desktop.core.workspace.draft import Draft
from tests.adapters.storage.damage.histories import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    content_of,
    conversation,
    fill,
    killed_with_log,
    used,
)
from tests.adapters.storage.samples import turn

pytestmark = [pytest.mark.logs("may be damaged"), pytest.mark.usefixtures("qapp")]
HEADER_BYTES, FRAME_BYTES = 32, 24 + 4096


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    return killed_with_log(tmp_path)


def turns_in(numbers: range) -> int:
    return sum(len(conversation(number)) for number in numbers)


def remove(log: Path) -> None:
    log.unlink()


def empty(log: Path) -> None:
    log.write_bytes(b"")


def keep_head(log: Path) -> None:
    log.write_bytes(log.read_bytes()[:32])


@pytest.mark.parametrize("lose", [remove, empty, keep_head])
def test_a_log_that_is_gone_is_said_with_the_number_of_questions(killed: Path, lose: Callable[[Path], None]) -> None:
    lose(log_of(killed / NAME))
    use = used(killed)
    assert use.content == content_of(range(6))
    assert (use.report.cause, use.report.turns_lost) == (DamageCause.DAMAGED, turns_in(range(6, 9)))
    assert use.report.lost_count_known
    assert used(killed, TOMORROW).problems == []


def test_a_log_that_is_cut_at_its_very_end_is_said(killed: Path) -> None:
    log = log_of(killed / NAME)
    log.write_bytes(log.read_bytes()[:-FRAME_BYTES])
    use = used(killed)
    assert use.content == content_of(range(8))
    assert use.report.turns_lost == len(conversation(8))


def test_what_a_copy_has_more_than_the_file_is_brought_back(killed: Path) -> None:
    store = SqliteStore(killed, lambda: TODAY)
    store.save_turns(conversation(9))
    store.run_maintenance()
    store.save_turns(conversation(10))
    folder = killed.with_name("killed again")
    shutil.copytree(killed, folder)
    store.close()
    log_of(folder / NAME).unlink()
    use = used(folder, TOMORROW)
    assert use.content == content_of(range(10))
    assert use.report.turns_lost == len(conversation(10))


def test_a_lost_end_of_an_answer_is_a_part_that_is_missing(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    fill(living, range(3), YESTERDAY, copied=False)
    asked = replace(turn("c", "why?", 50.0, answer="because"), id="f" * 32)
    store = SqliteStore(living)
    store.save_turns([asked])
    store.close()
    store = SqliteStore(living)
    store.save_turns([replace(asked, answer="because it is so")])
    shutil.copytree(living, folder)
    store.close()
    log_of(folder / NAME).unlink()
    report = used(folder).report
    assert (report.turns_lost, report.turns_in_part) == (0, 1)


def test_lost_changes_without_questions_are_said(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    fill(living, range(3), YESTERDAY, copied=False)
    store = SqliteStore(living)
    store.rename("c001", "a title")
    store.save_draft("d", Draft("typed"))
    shutil.copytree(living, folder)
    store.close()
    log_of(folder / NAME).unlink()
    report = used(folder).report
    assert (report.turns_lost, report.turns_in_part, report.changes_lost) == (0, 0, True)


def test_what_was_deleted_is_not_missing(killed: Path) -> None:
    store = SqliteStore(killed, lambda: TODAY)
    store.save_turns(conversation(9))
    store.delete(["c009"])
    store.save_turns(conversation(10))
    folder = killed.with_name("killed again")
    shutil.copytree(killed, folder)
    store.close()
    log_of(folder / NAME).write_bytes(b"")
    use = used(folder)
    assert "c009" not in use.content
    assert use.report.turns_lost == len(conversation(10))


def test_an_emptied_history_is_said_though_nothing_is_beside_it(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    store = SqliteStore(living)
    store.save_turns([turn("c", "why?", 1.0)])
    shutil.copytree(living, folder)
    store.close()
    (folder / NAME).write_bytes(b"")
    log_of(folder / NAME).unlink()
    report = used(folder).report
    assert (report.kind, report.cause) == (ProblemKind.STORE_RESET, DamageCause.EMPTY)
    assert used(folder, TOMORROW).problems == []


def test_a_log_that_is_older_than_the_history_is_not_applied(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    store = SqliteStore(living)
    for number in range(3):
        store.save_turns(conversation(number))
    old = log_of(living / NAME).read_bytes()
    store.close()
    fill(living, range(3, 20), TODAY, copied=True)
    shutil.copytree(living, folder)
    log_of(folder / NAME).write_bytes(old)
    use = used(folder)
    assert use.content == content_of(range(20))
    assert use.report.turns_lost == 0
