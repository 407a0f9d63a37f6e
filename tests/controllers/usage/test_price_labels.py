"""What an image costs, in words, with the model that would be asked."""

from dataclasses import replace

import pytest

from desktop.controllers.usage.price_labels import detail_of, model_of, price_of, saving_of
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from tests.controllers.fakes import annotated

GPT_4O = model_of(Settings(model="gpt-4o"))


def test_a_price_stands_beside_the_tokens_where_it_is_known() -> None:
    assert price_of(GPT_4O, 1000) == "1,000 tokens, $0.0025"
    assert price_of(model_at("a model of one's own", "127.0.0.1:8000"), 1000) == "1,000 tokens"


def test_an_image_has_its_own_detail_or_that_of_the_settings() -> None:
    image = annotated()
    assert detail_of(image, Settings(detail="low")) == "low"
    assert detail_of(replace(image, detail="high"), Settings(detail="low")) == "high"


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (ResendPolicy.FULL, ""),
        (ResendPolicy.REDUCED, "saves 1,020 tokens, $0.0026 per question"),
        (ResendPolicy.OMIT, "saves 1,105 tokens, $0.0028 per question"),
    ],
)
def test_what_a_resend_policy_saves(policy: ResendPolicy, words: str) -> None:
    assert saving_of(policy, (1920, 1080), "high", GPT_4O) == words


def test_nothing_is_saved_where_the_image_is_small_already() -> None:
    assert saving_of(ResendPolicy.REDUCED, (200, 100), "low", GPT_4O) == ""
