"""Runs on the disk: what was written is there, claims of a dead process are not confirmed, one process at a time."""

import contextlib
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.core.conversation.turn import Usage
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.cell import Cell, CellState, Fault, FaultKind
from desktop.core.many.field import Field, FieldType
from desktop.core.many.row import Row
from desktop.core.many.run import Area, PictureRun, RunEdits, RunPlan

PLAN = RunPlan(
    "Receipts",
    "Read it.",
    "https://api.example/v1",
    "m",
    "auto",
    (Field("total", FieldType.NUMBER, "the sum"), Field("currency", FieldType.CHOICE, choices=("EUR", "USD"))),
    "Be brief.",
    '{"longest": 50}',
    RunEdits((Area(0, 0, 0.5, 0.1),), Area(0, 0, 1, 0.5), frozenset({"e-mail address"}), frozenset({"name"})),
    1.5,
    (300, 15000),
)
ROWS = (
    Row(0, "/x/a.png", "a.png", "1" * 64),
    Row(1, "/x/b\udcff.png", "b?.png", "2" * 64, 1, 3),
    Row(2, "/x/c.png", "c.png", problem=Problem(ProblemKind.TRUNCATED, "c.png")),
    Row(3, "/x/d.png", "d.png", "1" * 64, same_as=0),
)
ANSWERED = Cell(
    0,
    "m",
    CellState.ANSWERED,
    {"total": Decimal("15.90"), "currency": "EUR", "items": ("a",), "paid": True, "none": None},
    frozenset({"currency"}),
    '{"total": 15.90}',
    (Fault(FaultKind.MISSING, "x"),),
    Problem(ProblemKind.ANSWER_MISSHAPEN),
    ("name",),
    Usage(1000, 50, 3),
    0.003,
    2,
    1.25,
    0.5,
)


def new_run(is_kept: bool = True) -> PictureRun:
    return PictureRun(new_id(), 12.5, PLAN, ROWS, ("m",), is_kept)


def test_a_run_is_there_again_with_everything(tmp_path: Path) -> None:
    folder, run = RunFolder(tmp_path), new_run()
    store = folder.create(run)
    store.save([ANSWERED])
    store.save_plan(PLAN, ("m", "n"))
    store.close()
    with contextlib.closing(folder.open(run.id)) as store:
        assert store.run() == PictureRun(run.id, 12.5, PLAN, ROWS, ("m", "n"))
        assert store.cells() == (ANSWERED,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cells SET cost_usd = 'abc'",
        "UPDATE cells SET about = '[]'",
        """UPDATE cells SET about = '{"usage": {"read": 1}}'""",
        "UPDATE run SET created_at = 'abc'",
        "UPDATE run SET plan = '[]'",
    ],
)
def test_a_run_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path, statement: str) -> None:
    folder, runs = RunFolder(tmp_path), [new_run(), new_run()]
    for run in runs:
        with contextlib.closing(folder.create(run)) as store:
            store.save([ANSWERED])
    with SqliteConnection(tmp_path / f"{runs[0].id}.sqlite") as connection:
        connection.execute(statement)
    assert [run.id for run in folder.kept()] == [runs[1].id]


def test_a_claim_that_nobody_owns_is_not_confirmed(tmp_path: Path) -> None:
    folder, run = RunFolder(tmp_path), new_run()
    with contextlib.closing(folder.create(run)) as store:
        store.save([Cell(0, "m").claimed(0.01)])
        assert store.cells()[0].state is CellState.CLAIMED
    with contextlib.closing(folder.open(run.id)) as store:
        assert (store.cells()[0].state, store.cells()[0].expected_usd) == (CellState.NOT_CONFIRMED, 0.01)


def test_another_process_is_refused_while_a_run_is_open(tmp_path: Path) -> None:
    folder, run = RunFolder(tmp_path), new_run()
    words = (
        "import sys; from pathlib import Path; from desktop.core.errors import StorageError\n"
        "from desktop.adapters.storage.runs.run_folder import RunFolder\n"
        "try: RunFolder(Path(sys.argv[1])).open(sys.argv[2]).close()\n"
        "except StorageError as error: print(error.problem.kind)"
    )
    command = [sys.executable, "-c", words, str(tmp_path), run.id]
    with contextlib.closing(folder.create(run)):
        busy = subprocess.run(command, capture_output=True, text=True, check=True)
    free = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (busy.stdout.strip(), free.stdout.strip()) == (ProblemKind.RUN_IN_USE.value, "")


def test_a_run_in_memory_leaves_no_file(tmp_path: Path) -> None:
    with contextlib.closing(RunFolder(tmp_path / "runs").create(new_run(is_kept=False))) as store:
        store.save([ANSWERED])
        assert store.cells() == (ANSWERED,)
        assert store.run().is_kept is False
    assert not (tmp_path / "runs").exists()


def test_runs_are_listed_and_deleted(tmp_path: Path) -> None:
    folder, run = RunFolder(tmp_path), new_run()
    assert folder.kept() == ()
    store = folder.create(run)
    store.save([ANSWERED])
    store.close()
    (listed,) = folder.kept()
    assert (listed.id, listed.name, listed.totals.answered, listed.totals.cells) == (run.id, "Receipts", 1, 3)
    folder.delete(run.id)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["0" * 32, "../x", ""])
def test_a_run_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError) as refused:
        RunFolder(tmp_path).open(name)
    assert refused.value.problem.kind is ProblemKind.NO_SUCH_RUN


@pytest.mark.parametrize("data", [b"", b"not a database" * 100])
def test_a_file_that_is_no_run_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / f"{'a' * 32}.sqlite").write_bytes(data)
    with pytest.raises(StorageError):
        RunFolder(tmp_path).open("a" * 32)
