"""Runs whose file is elsewhere while they are open: what is refused then can be tried again."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.storage.runs.run_file import RunFile
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.batch.batch_job import BatchJob, JobRow
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan

PLAN = RunPlan("Receipts", "Read it.", "https://api.example/v1", "m", "auto")
FIRST, SECOND = Row(0, "/x/a.png", "a.png", "1" * 64), Row(1, "/x/b.png", "b.png", "2" * 64)
ANSWERED = Cell(0, "m", CellState.ANSWERED, answer="It says 1.")
JOB = BatchJob(new_id(), "m", (JobRow(0, 0.5),))


@pytest.mark.parametrize("is_chosen", [True, False])
@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.add_rows([SECOND]),
        lambda store: store.save_job(JOB, [Cell(0, "m").claimed_in_batch(0.5)]),
        lambda store: store.save_plan(replace(PLAN, ask="Read on."), ("m", "n")),
    ],
    ids=["rows", "job", "plan"],
)
def test_what_is_refused_while_the_file_is_elsewhere_is_not_written(
    tmp_path: Path, write: Callable[[RunFile], None], is_chosen: bool
) -> None:
    file = tmp_path / "receipts.askance-run" if is_chosen else None
    folder, run = RunFolder(tmp_path / "runs"), PictureRun(new_id(), 1.0, PLAN, (FIRST,), ("m",), True, str(file or ""))
    with contextlib.closing(folder.create(run)) as store:
        store.save([Cell(0, "m")])
        place, aside = file or tmp_path / "runs" / f"{run.id}.sqlite", tmp_path / "aside"
        before = store.run(), store.cells(), store.jobs()
        place.rename(aside)
        with pytest.raises(StorageError) as refused:
            write(store)
        assert refused.value.problem.kind is ProblemKind.NO_SUCH_RUN
        aside.rename(place)
        assert (store.run(), store.cells(), store.jobs()) == before
        write(store)
        assert (store.run(), store.cells(), store.jobs()) != before


def test_an_answer_is_in_the_file_wherever_that_is_and_can_be_written_again(tmp_path: Path) -> None:
    folder, run = RunFolder(tmp_path), PictureRun(new_id(), 1.0, PLAN, (FIRST,), ("m",), True)
    place, other = tmp_path / f"{run.id}.sqlite", tmp_path / f"{new_id()}.sqlite"
    with contextlib.closing(folder.create(run)) as store:
        store.save([Cell(0, "m").claimed(0.5)])
        place.rename(other)
        with pytest.raises(StorageError):
            store.save([ANSWERED])
        assert store.cells() == (ANSWERED,)
        other.rename(place)
        store.save([ANSWERED])
    with contextlib.closing(folder.open(run.id)) as store:
        assert store.cells() == (ANSWERED,)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be deleted")
def test_a_log_that_goes_before_the_first_write_is_noticed_too(tmp_path: Path) -> None:
    folder, run = RunFolder(tmp_path), PictureRun(new_id(), 1.0, PLAN, (FIRST,), ("m",), True)
    folder.create(run).close()
    with contextlib.closing(folder.open(run.id)) as store:
        (tmp_path / f"{run.id}.sqlite-wal").unlink()
        with pytest.raises(StorageError) as refused:
            store.save([Cell(0, "m").claimed(0.5)])
        assert refused.value.problem.kind is ProblemKind.NO_SUCH_RUN
