"""Hands the core the table of models and the caps of images; both are read when they are first needed."""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass

from desktop.composition import config_files
from desktop.core.errors import Problem
from desktop.core.model_catalog import model_named, model_table, use_caps, use_prices, use_table
from desktop.core.models.image_cap import EVERY_MODEL, ImageCap, caps_of
from desktop.core.models.model import Price
from desktop.core.models.model_table import ModelTable
from desktop.core.models.price_list import PriceList, price_in, prices_of
from desktop.core.settings.connections.connection import is_given
from desktop.core.settings.layers import SettingsLayers
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


def use_prices_of(layers: Callable[[], SettingsLayers]) -> None:
    """Takes prices from the lists of connections, of a policy or the user. The first of a host counts."""
    known: tuple[SettingsLayers, tuple[_HostPrices, ...]] | None = None

    def price_at(name: str, host: str) -> Price | None:
        nonlocal known
        now = layers()
        if known is None or known[0] is not now:
            known = now, tuple(_prices_of(now))
        for prices in known[1]:
            if prices.host == host:
                price = price_in(prices.list, name)
                return price if price is None or prices.is_binding else _not_below(price, model_named(name).price)
        return None

    use_prices(price_at)


@dataclass(frozen=True, slots=True)
class _HostPrices:
    """The prices at one host. `is_binding` is False where a policy sets a limit, and the user has typed them."""

    host: str
    list: PriceList
    is_binding: bool


def _prices_of(layers: SettingsLayers) -> Iterator[_HostPrices]:
    """Yields the prices of each connection that has any, with those of a policy in their places."""
    is_locked = "prices" in layers.policy.locked
    for connection in layers.listed.connections:
        settings = layers.at(connection.id)
        if settings.prices:
            is_binding = not layers.policy.limits_spending or is_locked or is_given(connection.id)
            yield _HostPrices(settings.host, prices_of(settings.prices), is_binding)


def _not_below(typed: Price, of_table: Price | None) -> Price | None:
    """Returns the price that counts towards a limit of a policy: a user's own is not below the table's, and not 0."""
    if of_table is None:
        return typed if typed.output_usd > 0 and typed.input_usd > 0 else None
    pairs = zip(astuple(typed), astuple(of_table), strict=True)
    return Price(*(max(pair) for pair in pairs))


def _load() -> ModelTable:
    global _problems
    table, _problems = config_files.load_model_table()
    return table
