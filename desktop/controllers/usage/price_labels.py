"""The model in force, and labels of what an image costs with it and what a resend policy saves."""

from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import SMALL_SIDE
from desktop.core.model_catalog import model_at
from desktop.core.model_terms import Detail
from desktop.core.models.image_rules import fit_size
from desktop.core.models.model import Model
from desktop.core.settings.settings import Settings
from desktop.messages.formatting import tokens_and_price
from desktop.messages.workspace.strip_words import saving_words


def model_of(settings: Settings) -> Model:
    """Returns the model that would be asked."""
    return model_at(settings.model, settings.host)


def detail_of(image: AnnotatedImage, settings: Settings) -> Detail:
    """Returns the detail at which the model would get the image."""
    return image.detail or settings.detail


def price_of(model: Model, tokens: int) -> str:
    """Returns “595 tokens, $0.0015”, or only the tokens if the price is not known."""
    return tokens_and_price(tokens, model.price.cost_usd(tokens, 0) if model.price else None)


def saving_of(resend_policy: ResendPolicy, size: Size, detail: Detail, model: Model) -> str:
    """Returns “saves 1,020 tokens, $0.0026 a question”, or an empty text if nothing is saved.

    `size` is that of the image as it is sent in full, in pixels.
    """
    whole = model.view_of(size, detail).tokens
    costs = {
        ResendPolicy.FULL: whole,
        ResendPolicy.REDUCED: model.view_of(fit_size(size, SMALL_SIDE), "low").tokens,
        ResendPolicy.OMIT: 0,
    }
    saved = whole - costs[resend_policy]
    if saved <= 0:
        return ""
    return saving_words(price_of(model, saved))
