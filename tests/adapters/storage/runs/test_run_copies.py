"""Runs in a backup and brought back: exact, without batches, and never by adopting a stranger's file."""

import contextlib
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.adapters.storage.backup.unpacking import unpack_backup
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.runs.run_copies import copy_foreign_run, put_in_place
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.turn import Usage
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.batch.batch_job import BatchJob, BatchStage, JobRow
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.field import Field, FieldType
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunEdits, RunPlan
from desktop.services.ports.work_progress import no_step

PLAN = RunPlan("Receipts", "Read it.", "https://api.example/v1", "m", "auto", (Field("total", FieldType.NUMBER),))
ROWS = Row(0, "/x/a.png", "a.png", "1" * 64), Row(1, "/x/b.png", "b.png", "2" * 64), Row(2, "/x/c.png", "c", same_as=0)
ANSWERED = Cell(0, "m", CellState.ANSWERED, {"total": Decimal("15.90")}, usage=Usage(1000, 50), cost_usd=0.003)


def new_run() -> PictureRun:
    return PictureRun(new_id(), 12.5, PLAN, ROWS, ("m",))


def backup_of(folder: Path) -> tuple[Path, str]:
    """Returns a backup of a history with a run in it, and the run's id."""
    run = new_run()
    with contextlib.closing(RunFolder(folder / "runs").create(run)) as store:
        store.save([ANSWERED])
        job = BatchJob(new_id(), "m", (JobRow(1, 0.1),), BatchStage.WORKING, "f", "b")
        store.save_job(job, [Cell(1, "m", CellState.CLAIMED)])
    with contextlib.closing(SqliteStore(folder)) as history:
        history.back_up_to(folder / "all.askance-backup", {})(no_step)
    return folder / "all.askance-backup", run.id


def test_a_run_comes_back_as_it_was_and_one_that_is_there_stays(tmp_path: Path) -> None:
    backup_file, run_id = backup_of(tmp_path / "old")
    folder = tmp_path / "new"
    folder.mkdir()
    unpacked = unpack_backup(backup_file, folder, lambda data: True)
    put_in_place(unpacked.folder, folder)
    with contextlib.closing(RunFolder(folder / "runs").open(run_id)) as store:
        assert store.run().plan == new_run().plan
        assert store.run().rows == new_run().rows
        assert store.cells() == (ANSWERED, Cell(1, "m", CellState.NOT_CONFIRMED))
        assert store.jobs() == ()
        store.save([replace(ANSWERED, answer="newer")])
    again = unpack_backup(backup_file, folder, lambda data: True)
    put_in_place(again.folder, folder)
    with contextlib.closing(RunFolder(folder / "runs").open(run_id)) as store:
        assert store.cells()[0].answer == "newer"


def test_a_run_that_is_open_is_left_out_of_a_backup(tmp_path: Path) -> None:
    with (
        contextlib.closing(RunFolder(tmp_path / "runs").create(new_run())),
        contextlib.closing(SqliteStore(tmp_path)) as history,
    ):
        history.back_up_to(tmp_path / "b.askance-backup", {})(no_step)
    with zipfile.ZipFile(tmp_path / "b.askance-backup") as archive:
        assert not [name for name in archive.namelist() if name.startswith("runs/")]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON cells BEGIN DELETE FROM rows; END",
        "CREATE VIEW more AS SELECT 1",
    ],
)
def test_what_acts_in_a_strangers_file_is_not_brought_back(tmp_path: Path, statement: str) -> None:
    run = new_run()
    RunFolder(tmp_path).create(run).close()
    source = tmp_path / f"{run.id}.sqlite"
    with SqliteConnection(source) as connection:
        connection.execute(statement)
    target = tmp_path / "own" / source.name
    target.parent.mkdir()
    copy_foreign_run(source, target)
    with SqliteConnection(target) as own:
        assert own.value("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')") == 0


def test_what_a_stranger_has_let_go_is_asked_again(tmp_path: Path) -> None:
    plan = replace(PLAN, edits=RunEdits(covered_kinds=frozenset({"name"}), allowed_kinds=frozenset({"e-mail address"})))
    run = replace(new_run(), plan=plan)
    RunFolder(tmp_path).create(run).close()
    target = tmp_path / "own" / f"{run.id}.sqlite"
    target.parent.mkdir()
    copy_foreign_run(tmp_path / target.name, target)
    with contextlib.closing(RunFolder(target.parent).open(run.id)) as own:
        assert own.run().plan.edits == RunEdits(covered_kinds=frozenset({"name"}))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cells SET cost_usd = 'abc' WHERE row = 0",
        "UPDATE cells SET cost_usd = 9e999 WHERE row = 0",
        "UPDATE cells SET model = x'00'",
        "UPDATE cells SET answer = x'00'",
        """UPDATE cells SET about = '{"edited": [1]}'""",
        "UPDATE run SET created_at = 'abc'",
        "UPDATE run SET models = '[1]'",
        """UPDATE run SET plan = replace(plan, '"Receipts"', '7')""",
        """UPDATE run SET plan = replace(plan, '"Read it."', 'null')""",
        "UPDATE rows SET number = 5 WHERE number = 2",
        "UPDATE rows SET same_as = 77 WHERE number = 2",
        "UPDATE rows SET same_as = 2 WHERE number = 2",
        "UPDATE rows SET same_as = 'a' WHERE number = 2",
        "UPDATE rows SET name = x'00'",
        "UPDATE cells SET row = 3 WHERE row = 1",
        "UPDATE cells SET row = -1 WHERE row = 1",
    ],
)
def test_values_that_no_version_of_the_program_writes_are_refused(tmp_path: Path, statement: str) -> None:
    _, run_id = backup_of(tmp_path)
    source, target = tmp_path / "runs" / f"{run_id}.sqlite", tmp_path / f"{run_id}.sqlite"
    with SqliteConnection(source) as connection:
        connection.execute(statement)
        assert connection.value("SELECT changes()")
    with pytest.raises((StorageError, ValueError, TypeError, KeyError)):
        copy_foreign_run(source, target)
    assert not target.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 99",
        "UPDATE run SET id = '../../x'",
        "UPDATE run SET plan = '{}'",
        "DELETE FROM run",
        "UPDATE run SET models = '{'",
        "DROP TABLE cells",
    ],
)
def test_what_is_no_run_is_refused(tmp_path: Path, statement: str) -> None:
    backup_file, run_id = backup_of(tmp_path / "old")
    with SqliteConnection(tmp_path / "old" / "runs" / f"{run_id}.sqlite") as connection:
        connection.execute(statement)
    data = (tmp_path / "old" / "runs" / f"{run_id}.sqlite").read_bytes()
    with (
        zipfile.ZipFile(backup_file) as before,
        zipfile.ZipFile(tmp_path / "changed", "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, data if name.startswith("runs/") else before.read(name))
    folder = tmp_path / "new"
    folder.mkdir()
    with pytest.raises(StorageError) as refused:
        unpack_backup(tmp_path / "changed", folder, lambda data: True)
    assert refused.value.problem.kind is ProblemKind.NOT_A_BACKUP
    assert list(folder.iterdir()) == []
