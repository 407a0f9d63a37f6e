"""Batches in files that the user has chosen: those of this computer go on wherever the file is, no others act."""

import contextlib
import json
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage.runs.job_marks import SECRET, JobMarks
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.batch.batch_job import BatchJob, BatchStage, JobRow
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan

PLAN = RunPlan("Receipts", "Read it.", "https://api.example/v1", "m", "auto", as_batch=True)
ROWS = (
    *(Row(at, f"/x/{at}.png", f"{at}.png", f"{at:064}") for at in range(3)),
    Row(3, "/x/3", "3", "0" * 64, same_as=0),
)
JOB = BatchJob(new_id(), "m", (JobRow(0, 0.5), JobRow(2)), BatchStage.WORKING, "file-1", "batch-1", (), 99.5)
CLAIMS = [Cell(0, "m", CellState.CLAIMED, expected_usd=0.5), Cell(2, "m", CellState.CLAIMED)]


@pytest.fixture
def runs(tmp_path: Path) -> RunFolder:
    """The runs of the computer that has sent a batch."""
    return RunFolder(tmp_path / "home")


@pytest.fixture
def file(tmp_path: Path, runs: RunFolder) -> Path:
    path = tmp_path / "a.askance-run"
    with contextlib.closing(runs.create(PictureRun(new_id(), 12.5, PLAN, ROWS, ("m",), True, str(path)))) as store:
        store.save_job(replace(JOB, stage=BatchStage.UPLOADING, batch=""), ())
        store.save_job(JOB, CLAIMS)
    return path


def found(folder: RunFolder, file: Path) -> tuple[list[str], int, list[CellState]]:
    """Returns the batches that act in a file, how many do not, and the states of the cells."""
    with contextlib.closing(folder.open_file(file)) as store:
        states = [cell.state for cell in store.cells()]
        return [job.batch for job in store.jobs()], store.run().strange_batches, states


def change(file: Path, *statements: str) -> None:
    with contextlib.closing(apsw.Connection(str(file))) as database:
        for statement in statements:
            database.execute(statement)


def changed_job(name: str, value: object) -> str:
    return f"UPDATE batches SET about = json_set(about, '$.{name}', json('{json.dumps(value)}'))"


def test_a_batch_of_this_computer_goes_on_wherever_its_file_is(tmp_path: Path, runs: RunFolder, file: Path) -> None:
    shutil.move(file, tmp_path / "moved")
    assert found(runs, tmp_path / "moved") == (["batch-1"], 0, [CellState.CLAIMED] * 2)


def test_it_is_left_alone_on_another_computer_and_goes_on_here_after_that(
    tmp_path: Path, runs: RunFolder, file: Path
) -> None:
    strange: object = ([], 1, [CellState.NOT_CONFIRMED] * 2)
    assert found(RunFolder(tmp_path / "other"), file) == strange
    other = RunFolder(tmp_path / "third")
    other.create(PictureRun(new_id(), 1.0, PLAN, ROWS, ("m",), True, str(tmp_path / "x"))).close()
    JobMarks(tmp_path / "third").mark_of("a", "b", JOB)  # one that has a secret, too
    assert found(other, file) == strange
    assert found(runs, file) == (["batch-1"], 0, [CellState.CLAIMED] * 2)


@pytest.mark.parametrize(
    "statement",
    [
        changed_job("file", "file-of-others"),
        changed_job("batch", "batch-of-others"),
        changed_job("outputs", ["file-of-others"]),
        changed_job("open", True),
        changed_job("mark", ""),
        changed_job("mark", None),
        f"UPDATE batches SET stage = '{BatchStage.CREATING.value}'",
        "UPDATE batch_rows SET expected_usd = 1000",
        "DELETE FROM batch_rows WHERE row = 2",
        "UPDATE run SET id = '" + "a" * 32 + "'",
        "UPDATE run SET plan = json_set(plan, '$.endpoint', 'https://other.example/v1')",
    ],
)
def test_a_batch_that_was_changed_does_nothing(runs: RunFolder, file: Path, statement: str) -> None:
    change(file, statement)
    batches, strange, states = found(runs, file)
    assert (batches, strange, states[0]) == ([], 1, CellState.NOT_CONFIRMED)


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE batch_rows SET row = 99 WHERE row = 2",),
        ("UPDATE batch_rows SET row = -1 WHERE row = 2",),
        ("UPDATE batch_rows SET row = 0.5 WHERE row = 2",),
        ("UPDATE batch_rows SET row = 1 WHERE row = 2",),
        ("UPDATE batch_rows SET row = 3 WHERE row = 2",),
        ("UPDATE batch_rows SET expected_usd = -1000 WHERE row = 2",),
        ("UPDATE batch_rows SET expected_usd = 9e999 WHERE row = 2",),
        ("UPDATE batch_rows SET expected_usd = 'much' WHERE row = 2",),
        ("DELETE FROM cells WHERE row = 2",),
        ("DELETE FROM batch_rows",),
        (changed_job("until", -1),),
        (changed_job("file", 3),),
        (changed_job("outputs", [3]), changed_job("batch", None)),
        ("UPDATE batch_rows SET batch = '../x'", "UPDATE batches SET id = '../x'"),
    ],
)
def test_a_batch_that_no_version_writes_is_refused(runs: RunFolder, file: Path, statements: tuple[str, ...]) -> None:
    with contextlib.closing(apsw.Connection(str(file))) as database:
        database.execute("PRAGMA foreign_keys = OFF")
    change(file, *statements)
    before = file.read_bytes()
    with pytest.raises(StorageError) as refused:
        runs.open_file(file)
    assert refused.value.problem.kind is ProblemKind.NOT_A_RUN
    assert file.read_bytes() == before


def test_a_run_of_the_history_has_its_batch_by_whatever_way_it_is_opened(tmp_path: Path, runs: RunFolder) -> None:
    run = PictureRun(new_id(), 12.5, PLAN, ROWS, ("m",))
    with contextlib.closing(runs.create(run)) as store:
        store.save_job(JOB, CLAIMS)
    with contextlib.closing(runs.open(run.id)) as store:
        assert (store.jobs(), store.run().strange_batches) == ((JOB,), 0)
    assert found(runs, tmp_path / "home" / f"{run.id}.sqlite")[:2] == (["batch-1"], 0)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_nobody_else_may_read_the_secret_and_it_is_made_once(tmp_path: Path, runs: RunFolder, file: Path) -> None:
    secret = tmp_path / "home" / SECRET
    before = secret.read_bytes()
    assert (len(before), stat.S_IMODE(secret.stat().st_mode)) == (32, 0o600)
    JobMarks(tmp_path / "home").mark_of("a", "b", JOB)
    beside = [name for name in os.listdir(tmp_path / "home") if not name.endswith(".asked")]
    assert (secret.read_bytes(), beside) == (before, [SECRET])
