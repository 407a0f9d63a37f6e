"""Runs with a damaged page: what can be read is there, and what was perhaps paid is never planned again in silence."""

import contextlib
import random
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.runs.run_copies import copied_runs
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.adapters.storage.runs.run_healing import heal
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.batch.batch_job import BatchJob, BatchStage, JobRow
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan

pytestmark = pytest.mark.logs("was put together again")

PAGE, ROWS = 4096, 120
LEAF_OF_CELLS = 10
"""The first byte of a page of the table without row numbers: https://sqlite.org/fileformat2.html#b_tree_pages."""
PLAN = RunPlan("Receipts", "Read it.", "https://api.example/v1", "m", "auto")


def answered_run(home: Path) -> tuple[RunFolder, str, Path]:
    """Makes a run of which every row is answered with its own number. Returns its folder, its id and its file."""
    rows = tuple(Row(number, f"/x/{number}.png", f"{number}.png", f"{number:064}") for number in range(ROWS))
    folder, run = RunFolder(home), PictureRun(new_id(), 1.0, PLAN, rows, ("m",), True)
    with contextlib.closing(folder.create(run)) as store:
        store.save(
            [
                Cell(number, "m", CellState.ANSWERED, {"total": Decimal(number)}, answer="{} " * 60)
                for number in range(ROWS)
            ]
        )
    return folder, run.id, home / f"{run.id}.sqlite"


@pytest.mark.parametrize("kind", ["noise", "nothing"])
def test_a_damaged_page_costs_what_stood_on_it_and_nothing_is_planned_again(tmp_path: Path, kind: str) -> None:
    folder, run_id, file = answered_run(tmp_path)
    whole, refused, unsure = file.read_bytes(), 0, 0
    for at in range(0, len(whole), PAGE):
        harm = random.Random(at).randbytes(PAGE) if kind == "noise" else bytes(PAGE)
        file.write_bytes(whole[:at] + harm + whole[at + PAGE :])
        try:
            store = folder.open(run_id)
        except StorageError:
            refused += 1
            continue
        with contextlib.closing(store):
            run, cells = store.run(), store.cells()
        assert (run.id, run.plan, len(run.rows), len(cells)) == (run_id, PLAN, ROWS, ROWS)
        assert {cell.state for cell in cells} <= {CellState.ANSWERED, CellState.NOT_CONFIRMED}
        answered = [cell for cell in cells if cell.state is CellState.ANSWERED]
        assert all(cell.values["total"] == cell.row for cell in answered)
        unsure += ROWS - len(answered)
    assert refused == 2  # the head of the file, and the question itself
    assert 0 < unsure < 3 * ROWS  # each cell once, and all of them with the one page that leads to them
    assert [found.id for found in folder.kept()] == [run_id]
    folder.delete(run_id)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_a_page_does_not_tell_of_any_more_is_not_planned_again(tmp_path: Path) -> None:
    folder, run_id, file = answered_run(tmp_path)
    whole, healed = file.read_bytes(), 0
    for at in range(PAGE, len(whole), PAGE):
        count = int.from_bytes(whole[at + 3 : at + 5])
        if whole[at] != LEAF_OF_CELLS or count < 2:
            continue
        file.write_bytes(whole[: at + 3] + (count - 1).to_bytes(2) + whole[at + 5 :])
        with contextlib.closing(folder.open(run_id)) as store:
            states = [cell.state for cell in store.cells()]
        healed += 1
        assert (states.count(CellState.ANSWERED), states.count(CellState.NOT_CONFIRMED)) == (ROWS - 1, 1)
    assert healed > 3


@pytest.mark.parametrize("value", ["99999999999", "-5", "'seven'", "x'ff'", "1.5"])
def test_a_number_that_no_row_has_costs_no_more_than_its_row(tmp_path: Path, value: str) -> None:
    folder, run_id, file = answered_run(tmp_path)
    with SqliteConnection(file) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'row INTEGER NOT NULL REFERENCES rows (number)', 'row')"
        )
    with SqliteConnection(file) as connection:
        connection.execute(f"UPDATE cells SET row = {value} WHERE row = 119")
    assert heal(file)
    with contextlib.closing(folder.open(run_id)) as store:
        run, cells = store.run(), store.cells()
    assert len(run.rows) == ROWS
    assert [cell.row for cell in cells if cell.state is CellState.NOT_CONFIRMED] == [119]


def test_what_no_row_is_asked_for_stays_as_it_is(tmp_path: Path) -> None:
    problem = Problem(ProblemKind.TRUNCATED, "b.png")
    rows = Row(0, "/x/a.png", "a.png", "1" * 64), Row(1, "/x/b.png", "b.png", problem=problem)
    double = Row(2, "/x/c.png", "c.png", "1" * 64, same_as=0)
    folder, run = RunFolder(tmp_path), PictureRun(new_id(), 1.0, PLAN, (*rows, double), ("m", "n"), True)
    with contextlib.closing(folder.create(run)) as store:
        store.save([Cell(0, "m", CellState.ANSWERED, answer="{}")])
    assert heal(tmp_path / f"{run.id}.sqlite")
    with contextlib.closing(folder.open(run.id)) as store:
        assert store.run().rows == run.rows
        assert store.cells() == (Cell(0, "m", CellState.ANSWERED, answer="{}"),)


def test_a_row_that_cannot_be_read_keeps_its_answer_and_a_batch_stays(tmp_path: Path) -> None:
    folder, run_id, file = answered_run(tmp_path)
    job = BatchJob(new_id(), "m", (JobRow(3, 0.5),), batch="b", stage=BatchStage.WORKING)
    with contextlib.closing(folder.open(run_id)) as store:
        store.save_job(job, [Cell(3, "m").claimed_in_batch(0.5)])
    data = bytearray(file.read_bytes())
    at = data.index(b"/x/60.png") // PAGE * PAGE
    data[at : at + PAGE] = bytes(PAGE)
    file.write_bytes(data)
    with contextlib.closing(folder.open(run_id)) as store:
        run, cells, jobs = store.run(), store.cells(), store.jobs()
    assert run.rows[60].problem is not None
    assert cells[60].values["total"] == 60
    assert (jobs, cells[3].state) == ((job,), CellState.CLAIMED)


def test_a_healing_that_a_kill_came_in_between_is_finished(tmp_path: Path) -> None:
    folder, run_id, file = answered_run(tmp_path)
    file.rename(file.with_name(f"{file.name}-healed"))  # as it lies there before anything is moved
    file.write_bytes(b"damaged")
    file.with_name(f"{file.name}-wal").write_bytes(b"of the damaged one")
    with contextlib.closing(folder.open(run_id)) as store:
        assert len(store.cells()) == ROWS
    assert file.with_name(f"{file.name}-damaged").read_bytes() == b"damaged"


def test_a_run_whose_healing_was_killed_between_two_moves_is_listed_and_backed_up(tmp_path: Path) -> None:
    home = tmp_path / "runs"
    folder, run_id, file = answered_run(home)
    whole = file.read_bytes()
    for look in (
        lambda: [run.id for run in folder.kept()],
        lambda: [path.stem for path in copied_runs(home, tmp_path)],
    ):
        for left in home.iterdir():
            left.unlink()
        file.with_name(f"{file.name}-healed").write_bytes(whole)  # the damaged one was moved away already
        file.with_name(f"{file.name}-damaged").write_bytes(b"damaged")
        assert look() == [run_id]
        assert file.is_file()
