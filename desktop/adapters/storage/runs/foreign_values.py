"""Checks of a run that nobody vouches for: every value is of its declared type, and every row has its place."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from desktop.core.ids import is_id
from desktop.core.many.batch.batch_job import BatchJob, BatchStage
from desktop.core.many.cell import Cell
from desktop.core.many.run import PictureRun


def refuse_odd_values(run: PictureRun, cells: Sequence[Cell]) -> None:
    """Raises ValueError for a run that no version of this program writes, however its values could be read."""
    if not _fits(run, PictureRun) or not all(_fits(cell, Cell) for cell in cells):
        raise ValueError("a value of another type")
    if [row.number for row in run.rows] != list(range(len(run.rows))):
        raise ValueError("rows with gaps")
    if not all(row.same_as is None or 0 <= row.same_as < row.number for row in run.rows):
        raise ValueError("a row like none before it")
    if not all(0 <= cell.row < len(run.rows) for cell in cells):
        raise ValueError("a cell without a row")
    if any(min(cell.requests, cell.seconds, cell.expected_usd, cell.cost_usd or 0.0) < 0 for cell in cells):
        raise ValueError("a negative number")


def refuse_odd_jobs(run: PictureRun, cells: Sequence[Cell], jobs: Sequence[BatchJob]) -> None:
    """Raises ValueError for batch jobs of such a run that no version of this program writes."""
    known = {cell.id for cell in cells}
    for job in jobs:
        numbers = [row.number for row in job.rows]
        if not _fits(job, BatchJob) or not is_id(job.id):
            raise ValueError("a value of another type")
        if not numbers or len(set(numbers)) < len(numbers):
            raise ValueError("a batch of no rows, or with one twice")
        if not all(0 <= number < len(run.rows) and run.rows[number].same_as is None for number in numbers):
            raise ValueError("a batch with a row that is asked nowhere")
        if job.stage in (BatchStage.CREATING, BatchStage.WORKING) and not known.issuperset(job.cells):
            raise ValueError("a batch with a row that it has not claimed")
        if min(job.files_until, *(row.expected_usd for row in job.rows)) < 0:
            raise ValueError("a negative number")


def _fits(value: Any, declared: Any) -> bool:
    """Returns True if a value, with all that is in it, is of a declared type; no number is infinite."""
    origin, parts = get_origin(declared), get_args(declared)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is tuple:
        kinds = parts[:1] * len(value) if parts[-1] is ... and isinstance(value, tuple) else parts
        return isinstance(value, tuple) and len(value) == len(kinds) and all(map(_fits, value, kinds))
    if origin is frozenset:
        return isinstance(value, frozenset) and all(_fits(item, parts[0]) for item in value)
    if origin is Mapping:
        return isinstance(value, dict) and all(
            _fits(key, parts[0]) and _fits(item, parts[1]) for key, item in value.items()
        )
    if declared in (int, float):
        return type(value) in {int, declared} and math.isfinite(value)
    if isinstance(declared, type) and is_dataclass(declared):
        return isinstance(value, declared) and all(_fits(getattr(value, name), of) for name, of in _hints(declared))
    return value is None if declared is NoneType else isinstance(value, declared)


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(kind).items())
