"""The known models: the size at which each looks at an image, the tokens for that, prices and last days.

Sources: the providers' published image rules and price lists as of `TABLE_DATE`. A tile rule and the patch rules
marked so are certain to the token (a patch rule to one token of rounding); everything else is an estimate and says so.
"""

import math
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from desktop.core.geometry.rect import Size
from desktop.core.provider_capabilities import capabilities_of

Detail = Literal["auto", "low", "high"]
DETAILS: tuple[Detail, ...] = ("auto", "low", "high")
TABLE_DATE = date(2026, 10, 31)

LOCAL_OCR_MODEL = "text reader"  # stands for a model; reads on this computer
LARGEST_SIDE = 8000  # pixels of what it is shown; chosen


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model's view of an image: `width`×`height` pixels for `tokens`, a count that is `exact` or an estimate."""

    width: int
    height: int
    tokens: int
    exact: bool


@dataclass(frozen=True, slots=True)
class TileRule:
    """512-pixel tiles after shrinking into 2048×2048 and to a short side of 768; low detail is one base."""

    base: int
    tile: int
    certain: bool = True

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns the view of an image of `size`."""
        if detail == "low":
            width, height = fit_size(size, 512)
            return ModelView(width, height, self.base, self.certain)
        width, height = fit_size(size, 2048)
        short = min(width, height)
        if short > 768:
            width, height = max(1, width * 768 // short), max(1, height * 768 // short)
        tiles = math.ceil(width / 512) * math.ceil(height / 512)
        return ModelView(width, height, self.base + tiles * self.tile, self.certain)


@dataclass(frozen=True, slots=True)
class PatchRule:
    """32-pixel patches times a multiplier, within a budget; `auto_patches` when auto means the original size."""

    multiplier: float
    side: int = 2048
    budget: int = 2500
    auto_patches: int | None = None
    certain: frozenset[Detail] = frozenset()

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns the view of an image of `size`."""
        if detail == "low":
            width, height = fit_size(size, 512)
        elif detail == "auto" and self.auto_patches is not None:
            width, height = _within_patches(size, self.auto_patches)
        else:
            width, height = _within_patches(fit_size(size, self.side), self.budget)
        tokens = math.ceil(round(_patches((width, height)) * self.multiplier, 6))
        return ModelView(width, height, tokens, detail in self.certain)


@dataclass(frozen=True, slots=True)
class LocalOcrRule:
    """The full size without tokens: text recognition on this computer."""

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns the view of an image of `size`."""
        width, height = fit_size(size, LARGEST_SIDE)
        return ModelView(width, height, 0, True)


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens: of input, of input from the provider's cache, of output."""

    input_usd: float
    cached_usd: float
    output_usd: float

    def cost_usd(self, read: int, written: int, cached: int = 0) -> float:
        """Returns the cost of `read` input tokens, of which the cache had `cached`, and `written` output tokens."""
        fresh = max(0, read - cached)
        return (fresh * self.input_usd + cached * self.cached_usd + written * self.output_usd) / 1e6


@dataclass(frozen=True, slots=True)
class Model:
    """A model by the name that endpoints use. `price` is None if unknown; `last_day` comes with a `successor`."""

    name: str
    rule: TileRule | PatchRule | LocalOcrRule
    price: Price | None = None
    last_day: date | None = None
    successor: str = ""
    known: bool = True

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns this model's view of an image of `size`."""
        return self.rule.view_of(size, detail)


def fit_size(size: Size, side: int) -> Size:
    """Returns `size` shrunk, never enlarged, so that neither side is over `side`."""
    width, height = size
    longest = max(width, height)
    if longest <= side:
        return size
    return max(1, width * side // longest), max(1, height * side // longest)


def max_side(model: Model, detail: Detail) -> int:
    """Returns the length, in pixels, of the longer side at which a page of a PDF is rendered.

    It is twice what the model sees of a page (of the proportions of A4), so that a crop of half of it is still sharp.
    """
    seen = model.view_of((7_000, 9_900), detail)
    return max(1600, min(4096, 2 * max(seen.width, seen.height)))


def model_at(name: str, host: str) -> Model:
    """Returns the model as a host offers it: without the table's price and last day where those are not the host's."""
    model, capabilities = model_named(name), capabilities_of(host)
    return replace(
        model,
        price=model.price if capabilities.has_catalog_prices else None,
        last_day=model.last_day if capabilities.has_catalog_last_days else None,
    )


def _patches(size: Size) -> int:
    return math.ceil(size[0] / 32) * math.ceil(size[1] / 32)


def _within_patches(size: Size, budget: int) -> Size:
    """Returns `size` shrunk to at most `budget` patches, by the published two-step factor."""
    width, height = size
    if _patches(size) <= budget:
        return size
    factor = math.sqrt(1024 * budget / (width * height))
    wide, high = width * factor / 32, height * factor / 32
    if wide >= 1 and high >= 1:
        factor *= min(math.floor(wide) / wide, math.floor(high) / high)
    shrunk = max(1, int(width * factor + 1e-6)), max(1, int(height * factor + 1e-6))
    return shrunk if _patches(shrunk) <= budget else fit_size(shrunk, 32 * budget)


_EVERY: frozenset[Detail] = frozenset(DETAILS)
_NOT_LOW: frozenset[Detail] = frozenset({"auto", "high"})
_ORIGINAL = 30_000
_NEWEST = PatchRule(1.2, auto_patches=_ORIGINAL, certain=_EVERY)
_GPT_5_4 = PatchRule(1.2, certain=_NOT_LOW)
_LAST = date(2027, 1, 14)
_SUCCESSOR = "gpt-5.4-mini"
_UNKNOWN = TileRule(85, 170, certain=False)


def _small(multiplier: float) -> PatchRule:
    return PatchRule(multiplier, side=10**6, budget=1536)


_TABLE = {
    model.name: model
    for model in (
        Model("gpt-4o", TileRule(85, 170), Price(2.50, 1.25, 10), _LAST, _SUCCESSOR),
        Model("gpt-4o-mini", TileRule(2833, 5667), Price(0.15, 0.075, 0.60), _LAST, _SUCCESSOR),
        Model("gpt-4.1", TileRule(85, 170), Price(2, 0.50, 8), _LAST, _SUCCESSOR),
        Model("gpt-4.1-mini", _small(1.62), Price(0.40, 0.10, 1.60), _LAST, _SUCCESSOR),
        Model("gpt-4.1-nano", _small(2.46)),
        Model("o1", TileRule(75, 150)),
        Model("o3", TileRule(75, 150)),
        Model("o4-mini", _small(1.72)),
        Model("gpt-5", TileRule(70, 140), Price(1.25, 0.125, 10)),
        Model("gpt-5.1", TileRule(70, 140), Price(1.25, 0.125, 10)),
        Model("gpt-5-mini", _small(1.2), Price(0.25, 0.025, 2)),
        Model("gpt-5-nano", _small(1.5)),
        Model("gpt-5.2", _small(1.2)),
        Model("gpt-5.4", _GPT_5_4, Price(2.50, 0.25, 15)),
        Model("gpt-5.4-mini", _GPT_5_4, Price(0.75, 0.075, 4.50)),
        Model("gpt-5.4-nano", _GPT_5_4, Price(0.20, 0.02, 1.25)),
        Model("gpt-5.5", _NEWEST),
        Model("gpt-5.6-sol", _NEWEST, Price(4, 0.40, 20)),
        Model("gpt-5.6-terra", _NEWEST, Price(2, 0.20, 12)),
        Model("gpt-5.6-luna", _NEWEST, Price(0.20, 0.02, 1.20)),
        Model("gpt-6-sol", _NEWEST, Price(2, 0.20, 10)),
        Model("gpt-6-luna", _NEWEST, Price(0.10, 0.01, 0.50)),
    )
}

_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")


def known_models() -> tuple[Model, ...]:
    """Returns the models of the table, in its order."""
    return tuple(_TABLE.values())


def model_named(name: str) -> Model:
    """Returns the model of that name: of the table, a dated snapshot of one, or an unknown one with estimates only."""
    plain = _DATED.sub("", name.strip())
    if plain == LOCAL_OCR_MODEL:
        return Model(LOCAL_OCR_MODEL, LocalOcrRule())
    model = _TABLE.get(plain)
    if model is not None:
        return replace(model, name=name)
    return Model(name, _UNKNOWN, known=False)


def successor_at(model: str, host: str) -> str:
    """Returns the name of a model to offer in the place of `model` at a host; empty if its models are its own."""
    offers_catalog_models = capabilities_of(host).offers_catalog_models or bool(model_named(model).successor)
    return successor_of(model) if offers_catalog_models else ""


def successor_of(model: str) -> str:
    """Returns the name of a model to offer in the place of `model`."""
    successor = model_named(model).successor
    return successor or ("gpt-4o" if model != "gpt-4o" else "gpt-5.4-mini")
