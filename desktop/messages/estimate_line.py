"""The line below the question: what Enter would send."""

from typing import TYPE_CHECKING

from desktop.messages.formatting import counted_images, counted_tokens, money, size

if TYPE_CHECKING:
    from desktop.core.usage.estimate import RequestEstimate

WAITING = "Waiting: nothing is sent yet"


def local_line(images: int) -> str:
    """Returns the line for when this computer answers and nothing is sent."""
    return f"{counted_images(images)} · read here, nothing is sent" if images else "No picture yet"


def estimate_line(forecast: "RequestEstimate | None", images_going: int) -> str:
    """Returns images, tokens, price and size of the request. `forecast` is None while its images are being prepared."""
    images = counted_images(images_going)
    if forecast is None:
        return f"{images} · preparing…"
    if not forecast.tokens:
        return "No picture yet"
    parts = [images, counted_tokens(forecast.tokens, forecast.exact)]
    if forecast.cost_usd is not None:
        parts.append(money(forecast.cost_usd) if forecast.cost_usd < 0.0001 else f"about {money(forecast.cost_usd)}")
    return " · ".join([*parts, size(forecast.sent_bytes)])
