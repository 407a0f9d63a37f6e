"""Rules by which models look at an image: the size at which each sees it, and the tokens for that.

Sources are named in docs/models.md. A rule says for which details its count is certain to the token (a patch rule to
one token of rounding); everything else is an estimate.
"""

import math
from dataclasses import dataclass, field

from desktop.core.geometry.rect import Size
from desktop.core.model_terms import DETAILS, Detail
from desktop.core.models.image_cap import DEFAULT_CAP, ImageCap

EVERY_DETAIL: frozenset[Detail] = frozenset(DETAILS)

LARGEST_SIDE = 8000  # pixels of what this computer is shown; chosen
LOW_SIDE = 512  # pixels at low detail
TOKEN_SIDE = 28  # pixels of a token's square where the rule is not known: what Claude and Qwen-VL have


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
    certain: frozenset[Detail] = EVERY_DETAIL

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns the view of an image of `size`."""
        exact = detail in self.certain
        if detail == "low":
            width, height = fit_size(size, LOW_SIDE)
            return ModelView(width, height, self.base, exact)
        width, height = fit_size(size, 2048)
        short = min(width, height)
        if short > 768:
            width, height = max(1, width * 768 // short), max(1, height * 768 // short)
        tiles = math.ceil(width / 512) * math.ceil(height / 512)
        return ModelView(width, height, self.base + tiles * self.tile, exact)


@dataclass(frozen=True, slots=True)
class PatchRule:
    """Patches of `patch`×`patch` pixels times a multiplier, within a side and a budget.

    `auto_patches` is the budget at automatic detail, without the side, where the model then takes the original.
    """

    multiplier: float
    side: int = 2048
    budget: int = 2500
    auto_patches: int | None = None
    certain: frozenset[Detail] = frozenset()
    patch: int = 32

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns the view of an image of `size`."""
        if detail == "low":
            width, height = fit_size(size, LOW_SIDE)
        elif detail == "auto" and self.auto_patches is not None:
            width, height = self._within(size, self.auto_patches)
        else:
            width, height = self._within(fit_size(size, self.side), self.budget)
        tokens = math.ceil(round(squares((width, height), self.patch) * self.multiplier, 6))
        return ModelView(width, height, tokens, detail in self.certain)

    def _within(self, size: Size, budget: int) -> Size:
        """Returns `size` shrunk to at most `budget` patches, by the published two-step factor."""
        width, height = size
        if squares(size, self.patch) <= budget:
            return size
        factor = math.sqrt(self.patch**2 * budget / (width * height))
        wide, high = width * factor / self.patch, height * factor / self.patch
        if wide >= 1 and high >= 1:
            factor *= min(math.floor(wide) / wide, math.floor(high) / high)
        shrunk = max(1, int(width * factor + 1e-6)), max(1, int(height * factor + 1e-6))
        return shrunk if squares(shrunk, self.patch) <= budget else fit_size(shrunk, self.patch * budget)


@dataclass(frozen=True, slots=True)
class UnknownRule:
    """The original up to a cap, for a model whose own rule is not known. Its tokens are a guess until usage corrects
    it.

    Low detail is 512 pixels for every model: where a server ignores the wish, the image is small all the same.
    """

    cap: ImageCap = field(default=DEFAULT_CAP)

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns the view of an image of `size`, as far as it is decided here."""
        width, height = fit_size(size, min(LOW_SIDE, self.cap.side)) if detail == "low" else self.cap.fitted(size)
        return ModelView(width, height, squares((width, height), TOKEN_SIDE), exact=False)


@dataclass(frozen=True, slots=True)
class LocalOcrRule:
    """The full size without tokens: text recognition on this computer."""

    def view_of(self, size: Size, detail: Detail) -> ModelView:
        """Returns the view of an image of `size`."""
        width, height = fit_size(size, LARGEST_SIDE)
        return ModelView(width, height, 0, True)


ImageRule = TileRule | PatchRule | UnknownRule | LocalOcrRule


def fit_size(size: Size, side: int) -> Size:
    """Returns `size` shrunk, never enlarged, so that neither side is over `side`."""
    width, height = size
    longest = max(width, height)
    if longest <= side:
        return size
    return max(1, width * side // longest), max(1, height * side // longest)


def squares(size: Size, side: int) -> int:
    """Returns the number of squares of that side, in pixels, that cover an image of `size`."""
    return math.ceil(size[0] / side) * math.ceil(size[1] / side)
