"""A row as it is looked at: its picture, exactly what would be sent of it, and the decisions that rows wait for."""

from collections.abc import Iterable

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.run import PictureRun
from desktop.core.many.run_settings import run_settings
from desktop.services.many.rows.row_question import RowServices, never_sent
from desktop.services.many.run_control import WaitingKind
from desktop.services.many.run_parts import RunParts


async def edited_row(run: PictureRun, row: int, parts: RunParts) -> AnnotatedImage:
    """Returns a row's picture with its edits, before encoding. Raises ImageRejectedError."""
    settings = run_settings(run.plan, parts.settings(), locked=parts.locked())
    image: AnnotatedImage = await parts.in_thread(parts.preparation.edited, run.rows[row], run.plan.edits, settings)
    return image


async def request_of_row(run: PictureRun, row: int, parts: RunParts) -> PreparedRequest:
    """Returns exactly what is sent of a row. Raises AskanceError."""
    plan = run.plan
    settings = run_settings(plan, parts.settings(), locked=parts.locked())
    prepared = await parts.in_thread(parts.preparation.prepare, run.rows[row], plan.edits, settings)
    services = RowServices(prepared, plan, settings, parts.find_typed, lambda _: None, never_sent)
    return services.built(services.collect())


def waiting_kinds(cells: Iterable[Cell], may_allow: bool) -> tuple[WaitingKind, ...]:
    """Returns the decisions that cells wait for, by kind."""
    by_kind = dict[str, list[int]]()
    for cell in cells:
        for kind in cell.waits_for if cell.state is CellState.HELD_BACK else ():
            by_kind.setdefault(kind, []).append(cell.row)
    return tuple(WaitingKind(kind, tuple(rows), may_allow) for kind, rows in sorted(by_kind.items()))
