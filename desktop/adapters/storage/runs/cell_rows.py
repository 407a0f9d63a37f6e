"""The rows and cells of a run as rows of its tables. The names in the JSON are a file format and never change."""

import json
import os
from typing import Any

from desktop.adapters.storage.connection import Row as StoredRow
from desktop.core.conversation.serialization import problem_from_plain, problem_to_plain, usage_to_plain
from desktop.core.conversation.turn import Usage
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.stored_values import fault_from_plain, fault_to_plain, value_from_plain, value_to_plain
from desktop.core.untrusted_text import drop_unencodable

ROW_COLUMNS = "number, path, name, picture, page, pages, same_as, problem"
CELL_COLUMNS = "row, model, state, requests, expected_usd, cost_usd, seconds, answer, about"


def row_to_values(row: Row) -> tuple[Any, ...]:
    """Returns the values of ROW_COLUMNS. A path is stored as its bytes, which need not be text."""
    path, name = os.fsencode(row.path), drop_unencodable(row.name)
    problem = json.dumps(problem_to_plain(row.problem)) if row.problem else None
    return row.number, path, name, row.picture, row.page, row.pages, row.same_as, problem


def row_from_values(values: StoredRow) -> Row:
    """Returns the row of its values. Raises ValueError and TypeError."""
    number, path, name, picture, page, pages, same_as, problem = values
    found = problem_from_plain(json.loads(problem)) if problem is not None else None
    return Row(int(number), os.fsdecode(path), name, picture, int(page), int(pages), same_as, found)


def cell_to_values(cell: Cell) -> tuple[Any, ...]:
    """Returns the values of CELL_COLUMNS."""
    about = {
        "values": {name: value_to_plain(value) for name, value in cell.values.items()},
        "edited": sorted(cell.edited),
        "faults": [fault_to_plain(fault) for fault in cell.faults],
        "trouble": problem_to_plain(cell.problem),
        "waits_for": list(cell.waits_for),
        "usage": usage_to_plain(cell.usage),
    }
    plain = {name: value for name, value in about.items() if value}
    return (
        cell.row,
        cell.model,
        cell.state.value,
        cell.requests,
        cell.expected_usd,
        cell.cost_usd,
        cell.seconds,
        drop_unencodable(cell.answer),
        drop_unencodable(json.dumps(plain, ensure_ascii=False)),
    )


def cell_from_values(values: StoredRow) -> Cell:
    """Returns the cell of its values. Raises ValueError and TypeError."""
    row, model, state, requests, expected_usd, cost_usd, seconds, answer, about = values
    plain = json.loads(about)
    usage = plain.get("usage")
    return Cell(
        int(row),
        model,
        CellState(state),
        {name: value_from_plain(value) for name, value in plain.get("values", {}).items()},
        frozenset(plain.get("edited", ())),
        answer,
        tuple(map(fault_from_plain, plain.get("faults", ()))),
        problem_from_plain(plain.get("trouble")),
        tuple(plain.get("waits_for", ())),
        Usage(usage["read"], usage["written"], usage["cached"]) if usage else None,
        None if cost_usd is None else float(cost_usd),
        int(requests),
        float(seconds),
        float(expected_usd),
    )
