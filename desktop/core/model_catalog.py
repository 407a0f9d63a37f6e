"""Models by name: the table in force, the caps of images for models whose rule is not known, and what hosts offer.

The table is read when it is first asked for. The values are in core/models; composition hands in where the table and
the caps come from, with `use_table` and `use_caps`.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.core.models.image_cap import ImageCap
from desktop.core.models.image_rules import LocalOcrRule, UnknownRule
from desktop.core.models.model import Model, Price
from desktop.core.models.model_table import ModelTable
from desktop.core.provider_capabilities import capabilities_of

_LOCAL_OCR = Model(LOCAL_OCR_MODEL, LocalOcrRule(), sees=True)

TableSource = Callable[[], ModelTable]
CapLookup = Callable[[str], ImageCap | None]
"""Maps a model's name to the cap that the settings or the endpoint have for it, or None."""

PriceLookup = Callable[[str, str], Price | None]
"""Maps a model's name and a host to the price that the user has typed for it there, or None."""


def _no_table() -> ModelTable:
    return ModelTable(date.min)


def _no_cap(name: str) -> ImageCap | None:
    return None


def _no_price(name: str, host: str) -> Price | None:
    return None


_source: TableSource = _no_table
_table: ModelTable | None = None
_cap_for: CapLookup = _no_cap
_price_at: PriceLookup = _no_price


def use_table(source: TableSource) -> TableSource:
    """Takes the table from `source` from now on, at the next question about a model. Returns the source before."""
    global _source, _table
    previous, _source, _table = _source, source, None
    return previous


def use_caps(lookup: CapLookup) -> CapLookup:
    """Takes the caps of models without a known rule from `lookup` from now on. Returns the one before."""
    global _cap_for
    previous, _cap_for = _cap_for, lookup
    return previous


def use_prices(lookup: PriceLookup) -> PriceLookup:
    """Takes prices that the user has typed, before those of the table, from now on. Returns the lookup before."""
    global _price_at
    previous, _price_at = _price_at, lookup
    return previous


def model_table() -> ModelTable:
    """Returns the table in force."""
    global _table
    if _table is None:
        _table = _source()
    return _table


def known_models() -> tuple[Model, ...]:
    """Returns the models of the table, in its order."""
    return model_table().models


def model_named(name: str) -> Model:
    """Returns the model of that name: of the table, a dated snapshot of one, or an unknown one with estimates only."""
    if name.strip() == LOCAL_OCR_MODEL:
        return _LOCAL_OCR
    entry = model_table().find(name)
    model = replace(entry, name=name) if entry is not None else Model(name, UnknownRule(), known=False)
    if isinstance(model.rule, UnknownRule) and (cap := _cap_for(name)) is not None:
        return replace(model, rule=UnknownRule(cap))
    return model


def model_at(name: str, host: str) -> Model:
    """Returns the model as a host offers it: without the table's price and last day where those are not the host's."""
    model = model_named(name)
    if model.hosts:
        has_price = has_last_day = _is_of(model, host)
    else:
        capabilities = capabilities_of(host)
        has_price, has_last_day = capabilities.has_catalog_prices, capabilities.has_catalog_last_days
    price = _price_at(name, host) or (model.price if has_price else None)
    return replace(model, price=price, last_day=model.last_day if has_last_day else None)


def models_known_at(host: str) -> tuple[Model, ...]:
    """Returns the models of the table that the host offers, as far as that is known without asking it."""
    offers_catalog = capabilities_of(host).offers_catalog_models
    return tuple(
        model_at(model.name, host)
        for model in known_models()
        if (_is_of(model, host) if model.hosts else offers_catalog)
    )


def successor_at(model: str, host: str, offered: Iterable[str] = ()) -> str:
    """Returns the name of a model to offer in the place of `model` at a host; empty if none is known to be there.

    `offered` are the models that the host has listed; where it has, one of them is returned or none.
    """
    recommended = _recommended(model)
    if listed := set(offered):
        return next((name for name in recommended if name in listed), "")
    has_own_models = not capabilities_of(host).offers_catalog_models and not model_named(model).recommended
    return "" if has_own_models else next(iter(recommended), "")


def successor_of(model: str) -> str:
    """Returns the name of a model to offer in the place of `model`; empty if the table recommends none."""
    return next(iter(_recommended(model)), "")


def _recommended(model: str) -> tuple[str, ...]:
    return model_named(model).recommended or tuple(name for name in model_table().recommended if name != model)


def _is_of(model: Model, host: str) -> bool:
    return (urlsplit(f"//{host}").hostname or "") in model.hosts
