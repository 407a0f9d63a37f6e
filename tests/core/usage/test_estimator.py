"""The estimate of a request."""

from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import TokenCalibration
from desktop.core.usage.estimator import count_tokens, estimate_request, estimate_text_tokens
from tests.helpers.images import prepared, quarters


def test_the_forecast_uses_what_was_learnt() -> None:
    request = build_request(Settings(), Conversation("c"), "what is it?", (prepared(quarters()),), {})
    model = model_named("gpt-4o")
    by_rule = count_tokens(request, model)
    assert by_rule.certain
    plain, taught = estimate_request(request, model), estimate_request(request, model, TokenCalibration(text=3.0))
    assert taught.tokens - plain.tokens == 2 * by_rule.text_tokens
    assert plain.tokens == by_rule.image_tokens + by_rule.text_tokens


def test_text_is_estimated_by_script() -> None:
    assert estimate_text_tokens("word") == 1
    assert estimate_text_tokens("你好世界") == 4
