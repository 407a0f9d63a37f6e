"""`askance models`: the models that can be asked, with their prices, last days, and whether they see."""

import argparse
import asyncio
import json
from datetime import date

from desktop.cli.exit_codes import ANSWERED, fail
from desktop.cli.options import add_connection, settings_from
from desktop.composition import factories
from desktop.core.errors import AskanceError
from desktop.core.model_catalog import known_models, model_table
from desktop.core.models.model import Price
from desktop.core.models.model_offer import ModelOffer
from desktop.core.stored_form import StoredForm
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import day_in_words
from desktop.messages.model_words import about_offer
from desktop.services.ports.provider import AvailableModel
from desktop.services.settings.model_offers import model_offers

_PRICE = StoredForm(Price, {"input_usd": "input_usd", "cached_usd": "cached_usd", "output_usd": "output_usd"})


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    add_connection(parser)
    parser.add_argument("--endpoint", help=_("ask this server instead of the one in the settings"))
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Lists the models that the endpoint offers and those that Askance knows; exit code 0 even if it is unreachable."""
    settings = settings_from(chosen)
    listed: tuple[AvailableModel, ...] = ()
    source = _("Known by Askance")
    try:
        key = factories.key_store().key_for(settings.origin, settings.endpoint_found)
        listed = asyncio.run(_listed(settings.endpoint, key.text if key else None))
        source = _("Listed by {host} (*), or known by Askance").format(host=settings.host)
    except AskanceError as error:
        fail(error.problem, ANSWERED)
    offers = {offer.name: offer for offer in model_offers(settings, listed, date.today())}
    for model in known_models():
        offers.setdefault(model.name, ModelOffer(model.name, model.price, model.last_day, model.sees))
    names = {model.name for model in listed}
    if chosen.json:
        print(json.dumps([_plain(offer, offer.name in names) for offer in offers.values()]))
        return ANSWERED
    print(
        _("{source}; prices of {day} in USD for a million tokens").format(
            source=source, day=day_in_words(model_table().day)
        )
    )
    for offer in offers.values():
        print(f"{'*' if offer.name in names else ' '} {offer.name:32} {about_offer(offer)}".rstrip())
    return ANSWERED


def _plain(offer: ModelOffer, listed: bool) -> dict[str, object]:
    return {
        "name": offer.name,
        "listed": listed,
        "last_day": offer.last_day.isoformat() if offer.last_day else "",
        "price": _PRICE.to_plain(offer.price) if offer.price else None,
        "sees_pictures": offer.sees,
        "recommended": offer.is_recommended,
    }


async def _listed(endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
    reader = factories.reader()
    provider = factories.provider_at(endpoint, reader)
    try:
        return await provider.models(endpoint, key)
    finally:
        await provider.close()
        reader.close()
