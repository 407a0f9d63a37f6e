"""What a run is expected to take, printed before anything is sent."""

import json
import sys
from collections.abc import Collection

from desktop.cli.exit_codes import ANSWERED
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.errors import ImageRejectedError
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.measures import Measures
from desktop.core.many.run_settings import run_rate, run_settings
from desktop.core.many.tally import spread_of
from desktop.core.provider_capabilities import capabilities_of
from desktop.core.settings.settings import Settings
from desktop.messages.formatting import counted_tokens, duration, money
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.services.asking.rate.pace import Pace
from desktop.services.many.forecast import BATCH_S
from desktop.services.many.live_run import LiveRun

DRY_ROWS = 5  # that are prepared for an estimate; chosen


async def print_forecast(opened: LiveRun, in_force: Settings, locked: Collection[str]) -> int:
    """Prints how many rows there are and what they are expected to take; nothing is sent. Returns the exit code.

    `in_force` are the settings, of which a policy has `locked` some.
    """
    rows = [cell for cell in opened.cells() if cell.state is CellState.PLANNED]
    settings, measures = run_settings(opened.run.plan, in_force, locked=locked), Measures()
    prepared, broken = await _prepared(opened, rows)
    rows = [cell for cell in rows if cell.row not in broken]
    expected = [measures.expectation(request, settings) for request in prepared]
    tokens = spread_of(row.tokens for row in expected)
    plan = opened.run.plan
    share = capabilities_of(settings.host).batch.price_share if plan.as_batch else 1.0
    usd = spread_of(row.usd * share for row in expected if row.usd is not None)
    each_s = Pace(run_rate(plan, in_force, locked)).seconds_each(tokens.middle) if tokens else None
    seconds = BATCH_S if plan.as_batch else each_s * len(rows) if each_s else None
    facts = {
        "pictures": len(opened.run.rows),
        "to_ask": len(rows),
        "broken": opened.run.unopened + len(broken),
        "duplicates": sum(1 for row in opened.run.rows if row.same_as is not None),
        "tokens": round(tokens.middle * len(rows)) if tokens else 0,
        "cost_usd": usd.middle * len(rows) if usd else None,
        "seconds": seconds,
    }
    if not sys.stdout.isatty():
        print(json.dumps(facts))
        return ANSWERED
    parts = [
        counted("{count} picture", "{count} pictures", len(rows)),
        counted_tokens(int(facts["tokens"] or 0), False),
    ]
    parts += [money(usd.middle * len(rows))] if usd else []
    parts += [_("about {time}").format(time=duration(seconds))] if seconds else []
    print(" · ".join(parts))
    return ANSWERED


async def _prepared(opened: LiveRun, cells: list[Cell]) -> tuple[list[PreparedRequest], set[int]]:
    """Returns the requests of the first cells, and the numbers of the rows that turned out to be broken on the way.

    Raises AskanceError for what is no matter of a picture.
    """
    requests, broken = list[PreparedRequest](), set[int]()
    for cell in cells:
        if len(requests) >= DRY_ROWS:
            break
        try:
            requests.append(await opened.would_send(cell.row))
        except ImageRejectedError:
            broken.add(cell.row)
    return requests, broken
