"""The line above the question: what is sent."""

from typing import TYPE_CHECKING

from desktop.messages.formatting import counted_images, counted_tokens, money, size
from desktop.messages.language.catalogue import _

if TYPE_CHECKING:
    from desktop.core.usage.estimate import RequestEstimate


def local_line(images: int) -> str:
    """Returns the line for when this computer answers and nothing is sent."""
    if not images:
        return _("No picture yet")
    return _("{pictures} · text only, nothing is sent").format(pictures=counted_images(images))


def estimate_line(forecast: "RequestEstimate | None", images_going: int) -> str:
    """Returns images, tokens, price and size of the request. `forecast` is None while its images are being prepared."""
    images = counted_images(images_going)
    if forecast is None:
        return _("{pictures} · preparing…").format(pictures=images)
    if not forecast.tokens:
        return _("No picture yet")
    parts = [images, counted_tokens(forecast.tokens, forecast.exact)]
    if forecast.cost_usd is not None:
        cost = money(forecast.cost_usd)
        parts.append(cost if forecast.cost_usd < 0.0001 else _("about {amount}").format(amount=cost))
    return " · ".join([*parts, size(forecast.sent_bytes)])
