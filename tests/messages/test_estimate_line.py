"""The estimate in words."""

from desktop.adapters.providers.openai_body import data_url
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.estimator import estimate_request
from desktop.messages.estimate_line import estimate_line
from tests.helpers.images import prepared, quarters


def test_the_forecast_counts_what_enter_would_send() -> None:
    model = model_named("gpt-4o")

    def estimate(prompt: str, *images: EncodedImage) -> RequestEstimate:
        return estimate_request(build_request(Settings(), Conversation("c"), prompt, images, {}), model)

    image = prepared(quarters(1024, 1024))
    assert estimate_line(estimate(""), 0) == "No picture yet"
    one = estimate("", image)
    assert (one.tokens, one.exact, one.sent_bytes) == (765, True, len(data_url(image).partition(",")[2]))
    asked = estimate("what?", image)
    assert asked.tokens > 765
    assert not asked.exact
    assert estimate_line(asked, 1).startswith("1 picture · ≈ 77")
    assert estimate_line(None, 2) == "2 pictures · preparing…"
