"""The budget of a run, which binds before every single request."""

from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.measures import Expectation, Measures
from desktop.core.many.tally import LEAST_USD
from desktop.core.settings.settings import Settings
from desktop.services.many.run_cells import RunCells


def budget_problem(
    expected: Expectation, settings: Settings, cells: RunCells, planned_usd: float = 0.0
) -> Problem | None:
    """Returns why another request could cost more than the budget leaves, or None.

    `planned_usd` is what was decided on and is not claimed yet.
    """
    budget = cells.run.plan.budget_usd
    if not budget or settings.is_local:
        return None
    if expected.usd is None:
        return None if Measures.costs_nothing(settings) else Problem(ProblemKind.RUN_UNPRICED, settings.model)
    is_over = cells.possibly_spent_usd + planned_usd + expected.usd > budget + LEAST_USD
    return Problem(ProblemKind.RUN_BUDGET) if is_over else None
