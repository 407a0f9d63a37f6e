"""The models to choose from, and what is told of each."""

from datetime import date

from desktop.core.models.model import Price
from desktop.core.models.model_offer import ModelOffer
from desktop.core.settings.settings import Settings
from desktop.messages.model_words import about_offer
from desktop.services.ports.provider import AvailableModel
from desktop.services.settings.model_offers import last_day_at, model_offers

TODAY = date(2026, 11, 28)
LOCAL = Settings(endpoint="http://127.0.0.1:11434/v1", model="llava")


def test_without_a_list_the_table_tells_what_openai_offers_and_what_is_over_is_left_out() -> None:
    offers = {offer.name: offer for offer in model_offers(Settings(), (), TODAY)}
    assert about_offer(offers["gpt-4o"]) == "$2.50 in, $10.00 out · retires 14 January 2027 · sees pictures"
    assert [name for name, offer in offers.items() if offer.is_recommended] == ["gpt-6.1-sol"]
    assert about_offer(offers["gpt-6.1-sol"]) == "$2.00 in, $10.00 out · sees pictures · recommended"
    assert "o1" not in offers  # 23 October 2026
    assert not any(name.startswith("claude") for name in offers)
    assert "gpt-4o" not in {offer.name for offer in model_offers(Settings(), (), date(2027, 1, 15))}


def test_another_host_of_the_table_has_its_own_models_and_an_unknown_one_none() -> None:
    claude = model_offers(Settings(endpoint="https://api.anthropic.com/v1"), (), TODAY)
    assert claude
    assert all(offer.name.startswith("claude") for offer in claude)
    assert model_offers(LOCAL, (), TODAY) == ()


def test_what_cannot_answer_is_not_offered_and_the_recommended_one_can_be_had() -> None:
    listed = [
        AvailableModel("gpt-4o", "2027-01-13"),
        AvailableModel("gpt-6-luna"),
        AvailableModel("text-embedding-3-large"),
        AvailableModel("odd-one", answers=False),
    ]
    offers = {offer.name: offer for offer in model_offers(Settings(), listed, TODAY)}
    assert list(offers) == ["gpt-4o", "gpt-6-luna"]
    assert offers["gpt-4o"].last_day == date(2027, 1, 13)  # the endpoint's own word
    assert offers["gpt-6-luna"].is_recommended


def test_a_list_tells_what_the_table_does_not_know() -> None:
    listed = [AvailableModel("llava", sees=True, price=Price(0.2, 0.2, 0.4)), AvailableModel("phi", sees=False)]
    offers = model_offers(LOCAL, listed, TODAY)
    assert [about_offer(offer) for offer in offers] == ["$0.20 in, $0.40 out · sees pictures", "sees no pictures"]
    assert about_offer(ModelOffer("x")) == ""


def test_the_table_s_last_days_are_those_of_its_hosts_alone() -> None:
    assert last_day_at("gpt-4o", "api.openai.com") == date(2027, 1, 14)
    assert last_day_at("gpt-4o", "127.0.0.1:4000") is None
    assert last_day_at("gpt-4o", "127.0.0.1:4000", (AvailableModel("gpt-4o", "2027-05-06"),)) == date(2027, 5, 6)
    assert last_day_at("gpt-4o", "127.0.0.1:4000", (AvailableModel("gpt-4o", "soon"),)) is None
