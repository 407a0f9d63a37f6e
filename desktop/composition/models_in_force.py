"""Hands the core the table of models and the caps of images; both are read when they are first needed."""

from collections.abc import Callable

from desktop.composition import config_files
from desktop.core.errors import Problem
from desktop.core.model_catalog import model_table, use_caps, use_prices, use_table
from desktop.core.models.image_cap import EVERY_MODEL, ImageCap, caps_of
from desktop.core.models.model import Price
from desktop.core.models.model_table import ModelTable
from desktop.core.models.price_list import price_in, prices_of
from desktop.core.settings.connections.connection_list import ConnectionList
from desktop.core.settings.settings import Settings

_problems: tuple[Problem, ...] = ()


def use_files() -> None:
    """Takes the table from the program's file, or from a newer one in its place, from now on."""
    use_table(_load)


def table_problems() -> tuple[Problem, ...]:
    """Returns what is wrong with files that were meant to replace the table."""
    model_table()
    return _problems


def use_caps_of(settings: Callable[[], Settings], offered: Callable[[str, str], ImageCap | None]) -> None:
    """Takes the caps from the settings in force, or else from what the endpoint's list of models said.

    `offered` maps an endpoint and a model's name to the cap in that list.
    """

    def cap_for(name: str) -> ImageCap | None:
        in_force = settings()
        caps = caps_of(in_force.picture_caps)
        return caps.get(name) or offered(in_force.endpoint, name) or caps.get(EVERY_MODEL)

    use_caps(cap_for)


def use_prices_of(connections: Callable[[], ConnectionList]) -> None:
    """Takes prices from the lists that the user has typed for connections. The first that leads to a host counts."""

    def price_at(name: str, host: str) -> Price | None:
        for connection in connections().connections:
            if connection.values.prices and connection.values.host == host:
                return price_in(prices_of(connection.values.prices), name)
        return None

    use_prices(price_at)


def _load() -> ModelTable:
    global _problems
    table, _problems = config_files.load_model_table()
    return table
