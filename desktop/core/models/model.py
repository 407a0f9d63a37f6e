"""A model: how it looks at an image, what it costs, and how long it can be asked."""

from dataclasses import dataclass
from datetime import date

from desktop.core.geometry.rect import Size
from desktop.core.model_terms import Detail
from desktop.core.models.image_rules import ImageRule, ModelView, UnknownRule


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
    """A model by the name that endpoints use.

    `price` is None if unknown. `recommended` are the models that may take its place, the best first. `hosts` are the
    hosts, in lower case and without ports, that `price` and `last_day` are those of; empty means the provider that has
    the catalogue's prices. `known` is False for a model that the table does not list. `sees` is None if it is not known
    whether the model sees images.
    """

    name: str
    rule: ImageRule
    price: Price | None = None
    last_day: date | None = None
    recommended: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    sees: bool | None = None
    known: bool = True

    @property
    def successor(self) -> str:
        """The first of the models that may take its place; empty if there is none."""
        return self.recommended[0] if self.recommended else ""

    @property
    def has_known_rule(self) -> bool:
        """True if it is known at which size the model looks at an image."""
        return not isinstance(self.rule, UnknownRule)

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns this model's view of an image of `size`."""
        return self.rule.view_of(size, detail)


def max_side(model: Model, detail: Detail) -> int:
    """Returns the length, in pixels, of the longer side at which a page of a PDF is rendered.

    It is twice what the model sees of a page (of the proportions of A4), so that a crop of half of it is still sharp.
    """
    seen = model.view_of((7_000, 9_900), detail)
    return max(1600, min(4096, 2 * max(seen.width, seen.height)))
