"""`askance models`: the models, their prices and last days."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from typing import Any

from desktop.cli.exit_codes import ANSWERED, fail
from desktop.cli.options import settings_from
from desktop.composition import factories
from desktop.core.errors import AskanceError
from desktop.core.model_catalog import TABLE_DATE, Price, known_models, model_named
from desktop.core.stored_form import StoredForm

_PRICE = StoredForm(Price, {"input_usd": "input_usd", "cached_usd": "cached_usd", "output_usd": "output_usd"})


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument("--endpoint", help="ask this server instead of the one in the settings")
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Lists the models that the endpoint offers and those that Askance knows; exit code 0 even if it is unreachable."""
    settings = settings_from(chosen)
    rows: dict[str, dict[str, Any]] = {model.name: {"name": model.name, "listed": False} for model in known_models()}
    try:
        key = factories.key_store().key_for(settings.origin, settings.endpoint_found)
        for listed in asyncio.run(_listed(settings.endpoint, key.text if key else None)):
            rows.setdefault(listed.name, {"name": listed.name})
            rows[listed.name] |= {"listed": True, "last_day": listed.last_day}
        source = f"Listed by {settings.host}, or known by Askance"
    except AskanceError as error:
        fail(error.problem, ANSWERED)
        source = "Known by Askance"
    for name, row in rows.items():
        model = model_named(name)
        row["last_day"] = row.get("last_day") or (model.last_day.isoformat() if model.last_day else "")
        row["price"] = _PRICE.to_plain(model.price) if model.price else None
    if chosen.json:
        print(json.dumps(list(rows.values())))
        return ANSWERED
    print(f"{source}; prices of {TABLE_DATE.isoformat()} in USD per million tokens in / out")
    for name, row in rows.items():
        price = model_named(name).price
        cost = f"{price.input_usd:g} / {price.output_usd:g}" if price else "–"
        print(
            f"{'*' if row.get('listed') else ' '} {name:32} {cost:16} {row['last_day'] and 'until ' + row['last_day']}"
        )
    return ANSWERED


async def _listed(endpoint: str, key: str | None) -> Sequence[Any]:
    reader = factories.reader()
    provider = factories.provider_at(endpoint, reader)
    try:
        return await provider.models(endpoint, key)
    finally:
        await provider.close()
        reader.close()
