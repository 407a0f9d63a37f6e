"""What another fate of a picture saves, in words."""

from desktop.core.area import Size
from desktop.core.models import Detail, Model, fitted
from desktop.core.prepare import SMALL_SIDE
from desktop.core.sheet import Fate
from desktop.ui.said import money


def saving_of(fate: Fate, size: Size, detail: Detail, model: Model) -> str:
    """“saves 1,020 tokens, $0.0026 a question” for a picture that goes at `size`; nothing where nothing is saved."""
    whole = model.seen(size, detail).tokens
    costs = {Fate.AGAIN: whole, Fate.SMALL: model.seen(fitted(size, SMALL_SIDE), "low").tokens, Fate.OUT: 0}
    saved = whole - costs[fate]
    if saved <= 0:
        return ""
    usd = model.price.cost_usd(saved, 0) if model.price else None
    return f"saves {saved:,} tokens" + (f", {money(usd)}" if usd is not None else "") + " a question"
