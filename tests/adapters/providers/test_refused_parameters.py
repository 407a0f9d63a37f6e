"""A server that refuses a parameter is asked again without it, and the user is told once."""

import json
from collections.abc import Iterator

import pytest

from desktop.adapters.providers.openai_body import openai_body
from desktop.adapters.providers.refused_parameters import efforts_at, note_list, note_refusal, offered_at, use_listener
from desktop.core.asking.answer_limits import AnswerLimits
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.models.answer_parameters import EFFORTS
from desktop.core.models.offered_parameters import ListedParameters, OfferedParameters
from desktop.core.settings.settings import Settings
from desktop.services.ports.provider import AvailableModel
from tests.helpers.asked_provider import served
from tests.loopback import Connection, Heard, error, saying

PARAMETERS = json.dumps(
    {"temperature": 0.3, "longest": 500, "effort": "low", "store": False, "extra": {"seed": 7, "top_p": 0.5}}
)


@pytest.fixture
def refusals() -> Iterator[list[tuple[str, str]]]:
    refusals: list[tuple[str, str]] = []
    before = use_listener(lambda endpoint, model, name: refusals.append((model, name)))
    yield refusals
    use_listener(before)


def test_it_is_sent_without_what_was_refused_and_what_is_shown_leaves_it_out_too(
    refusals: list[tuple[str, str]],
) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        for name in ("temperature", "seed"):
            if name in heard.json:
                to.reply(400, error(f"Unsupported parameter: '{name}' is not supported with this model."))
                return
        saying("ok")(to, heard)

    outcome, endpoint = served(answer, times=2, parameters=PARAMETERS)
    assert outcome.text == "ok"
    names = [{"temperature", "seed", "top_p", "store"} & heard.json.keys() for heard in endpoint.posts]
    assert names == [
        {"temperature", "seed", "top_p", "store"},
        {"seed", "top_p", "store"},
        *[{"top_p", "store"}] * 2,
    ]
    assert refusals == [("gpt-4o", "temperature"), ("gpt-4o", "seed")]
    settings = Settings(endpoint=endpoint.url, parameters=PARAMETERS)
    shown = openai_body(build_request(settings, Conversation("c"), "?", (), {}))
    assert "temperature" not in shown
    assert (shown["max_tokens"], shown["reasoning_effort"], shown["top_p"]) == (500, "low", 0.5)


def test_a_refusal_of_something_else_is_told_as_it_is(refusals: list[tuple[str, str]]) -> None:
    outcome, endpoint = served(
        lambda to, heard: to.reply(400, error("the temperatures in this oven are too high")), parameters=PARAMETERS
    )
    assert outcome.problem is not None
    assert (len(endpoint.posts), refusals) == (1, [])


def test_parameters_of_the_connection_give_way_to_the_limits_of_one_question() -> None:
    settings = Settings(parameters=PARAMETERS)
    limits = AnswerLimits(9_000, "high")
    asked = build_request(settings, Conversation("c"), "?", (), {}, limits=limits).parameters
    assert (asked.tokens, asked.effort, asked.temperature) == (9_000, "high", 0.3)


def test_nothing_is_named_that_the_user_has_not_set() -> None:
    body = openai_body(build_request(Settings(), Conversation("c"), "?", (), {}))
    assert body.keys() == {"model", "messages", "stream", "stream_options"}


@pytest.mark.parametrize(
    "words",
    [
        "Unsupported parameter: 'reasoning_effort' is not supported with this model.",
        "Unrecognized request argument supplied: reasoning_effort",
        "Argument not supported on this model: reasoningEffort",
        "[{'loc': ('body', 'reasoning_effort'), 'msg': 'extra fields not permitted'}]",
        '"gpt-4o" does not support thinking',
        "this model knows no thinking level",
    ],
)
def test_an_effort_is_refused_in_many_words(words: str, refusals: list[tuple[str, str]]) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        if "reasoning_effort" in heard.json:
            to.reply(400, error(words))
        else:
            saying("ok")(to, heard)

    outcome, endpoint = served(answer, times=2, parameters='{"effort": "low"}')
    assert outcome.text == "ok"
    assert ["reasoning_effort" in heard.json for heard in endpoint.posts] == [True, False, False]
    assert refusals == [("gpt-4o", "reasoning_effort")]
    assert efforts_at(endpoint.url, "gpt-4o") == ()
    assert efforts_at(endpoint.url, "another") == EFFORTS


def test_one_effort_of_several_is_refused_and_the_others_are_offered(refusals: list[tuple[str, str]]) -> None:
    listing = (
        "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. "
        "Supported values are: 'low', 'medium', and 'high'."
    )

    def answer(to: Connection, heard: Heard) -> None:
        if heard.json.get("reasoning_effort") == "minimal":
            to.reply(400, error(listing))
        else:
            saying("ok")(to, heard)

    outcome, endpoint = served(answer, times=2, parameters='{"effort": "minimal"}')
    assert outcome.text == "ok"
    assert [heard.json.get("reasoning_effort") for heard in endpoint.posts] == ["minimal", None, None]
    assert refusals == [("gpt-4o", "reasoning_effort")]
    assert efforts_at(endpoint.url, "gpt-4o") == ("low", "medium", "high")
    settings = Settings(endpoint=endpoint.url, parameters='{"effort": "high"}')
    assert openai_body(build_request(settings, Conversation("c"), "?", (), {}))["reasoning_effort"] == "high"


def test_an_effort_that_requests_sent_together_were_refused_for_is_told_once(refusals: list[tuple[str, str]]) -> None:
    words = "reasoning_effort: supported values are: 'low', 'high'"
    for _ in range(3):
        assert note_refusal("https://together.example/v1", "m", ("reasoning_effort",), words, "minimal")
    assert refusals == [("m", "reasoning_effort")]
    assert efforts_at("https://together.example/v1", "m") == ("low", "high")


def listed(name: str, *efforts: str, names: tuple[str, ...] = ("temperature", "effort")) -> AvailableModel:
    return AvailableModel(name, listed=ListedParameters(frozenset(names), efforts or None))


def test_what_a_list_says_is_offered_and_another_list_takes_its_place() -> None:
    place = "https://listed.example/v1"
    assert offered_at(place, "m") == OfferedParameters()
    note_list(place, (listed("m", "low", "high"), AvailableModel("n")))
    assert offered_at(place, "m") == OfferedParameters(("low", "high"), unlisted=frozenset({"length", "store"}))
    assert offered_at(place, "n") == OfferedParameters()
    note_list(place, ())
    assert offered_at(place, "m") == OfferedParameters()


def test_a_refusal_counts_more_than_a_list_and_a_list_keeps_nothing_from_being_sent() -> None:
    place = "https://refusing.example/v1"
    note_list(place, (AvailableModel("m", listed=ListedParameters(frozenset(), ())),))
    assert offered_at(place, "m").efforts == ()
    assert not offered_at(place, "m").was_refused
    settings = Settings(endpoint=place, model="m", parameters='{"effort": "low", "temperature": 0.3}')
    body = openai_body(build_request(settings, Conversation("c"), "?", (), {}))
    assert (body["reasoning_effort"], body["temperature"]) == ("low", 0.3)
    note_refusal(place, "m", ("reasoning_effort",), "reasoning_effort: supported values are: 'high'", "low")
    assert offered_at(place, "m").efforts == ("high",)
    assert offered_at(place, "m").was_refused
