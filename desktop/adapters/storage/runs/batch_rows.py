"""The batch jobs of a run as rows of its tables. The names in the JSON are a file format and never change."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.adapters.storage.connection import Execute
from desktop.core.many.batch.batch_job import BatchJob, BatchStage, JobRow
from desktop.core.many.cell import Cell, CellState

TABLES = (
    """CREATE TABLE batches (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            model TEXT NOT NULL,
            stage TEXT NOT NULL,
            about TEXT NOT NULL
        )""",
    """CREATE TABLE batch_rows (
            batch TEXT NOT NULL REFERENCES batches (id),
            row INTEGER NOT NULL,
            expected_usd REAL NOT NULL,
            PRIMARY KEY (batch, row)
        ) WITHOUT ROWID""",
)
_UNOWNED = """UPDATE cells SET state = ? WHERE state = ? AND NOT EXISTS (
    SELECT 1 FROM batches JOIN batch_rows ON batch_rows.batch = batches.id
    WHERE batch_rows.row = cells.row AND batches.model = cells.model AND batches.stage IN (?, ?))"""
_OWNING = BatchStage.CREATING.value, BatchStage.WORKING.value


def give_up_claims(execute: Execute) -> None:
    """Makes claims that nobody owns any more not confirmed. Those of a batch belong to its job."""
    execute(_UNOWNED, (CellState.NOT_CONFIRMED.value, CellState.CLAIMED.value, *_OWNING))


def jobs_in(execute: Execute) -> tuple[tuple[BatchJob, str], ...]:
    """Returns the jobs with their marks, the oldest first. Raises ValueError, TypeError and KeyError."""
    rows = dict[str, list[JobRow]]()
    for job_id, row, expected_usd in execute("SELECT batch, row, expected_usd FROM batch_rows ORDER BY batch, row"):
        rows.setdefault(job_id, []).append(JobRow(int(row), float(expected_usd)))
    found = execute("SELECT id, model, stage, about FROM batches ORDER BY number")
    return tuple(
        _job(job_id, model, stage, json.loads(about), rows.get(job_id, [])) for job_id, model, stage, about in found
    )


def run_and_endpoint(execute: Execute) -> tuple[str, str]:
    """Returns the id of the run, and the endpoint that it asks. Raises ValueError, TypeError and KeyError."""
    run_id, plan = execute("SELECT id, plan FROM run").fetchone()
    return run_id, json.loads(plan)["endpoint"]


def without_claims(cells: tuple[Cell, ...], strange: Sequence[BatchJob], own: Sequence[BatchJob]) -> tuple[Cell, ...]:
    """Returns cells of which those that only `strange` jobs claim are not confirmed."""
    claimed = {which for job in strange if job.stage.value in _OWNING for which in job.cells}
    claimed.difference_update(*(job.cells for job in own))
    return tuple(
        replace(cell, state=CellState.NOT_CONFIRMED) if cell.state is CellState.CLAIMED and cell.id in claimed else cell
        for cell in cells
    )


def save_job(execute: Execute, job: BatchJob, mark: str) -> None:
    """Writes a job with its mark; the rows of one that is known stay as they are."""
    entries: dict[str, Any] = {"open": True} if job.has_open_entries else {}
    entries |= {"entered": job.entered_on} if job.entered_on else {}
    entries |= {"mark": mark} if mark else {}
    about = {"file": job.file, "batch": job.batch, "outputs": job.outputs, "until": job.files_until, **entries}
    values = job.model, job.stage.value, json.dumps(about)
    if execute("SELECT 1 FROM batches WHERE id = ?", (job.id,)).fetchone() is not None:
        execute("UPDATE batches SET model = ?, stage = ?, about = ? WHERE id = ?", (*values, job.id))
        return
    execute("INSERT INTO batches (model, stage, about, id) VALUES (?, ?, ?, ?)", (*values, job.id))
    for row in job.rows:
        execute("INSERT INTO batch_rows VALUES (?, ?, ?)", (job.id, row.number, row.expected_usd))


def forget_job(execute: Execute, job_id: str) -> None:
    """Deletes a job of which nothing is left at its endpoint."""
    execute("DELETE FROM batch_rows WHERE batch = ?", (job_id,))
    execute("DELETE FROM batches WHERE id = ?", (job_id,))


def _job(job_id: str, model: str, stage: str, about: dict[str, Any], rows: list[JobRow]) -> tuple[BatchJob, str]:
    outputs, until = tuple(map(str, about["outputs"])), float(about["until"])
    names = about["file"], about["batch"]
    has_open_entries, entered_on = about.get("open") is True, str(about.get("entered", ""))  # older versions have none
    how = *names, outputs, until, has_open_entries, entered_on
    job = BatchJob(job_id, model, tuple(rows), BatchStage(stage), *how)
    return job, str(about.get("mark", ""))
