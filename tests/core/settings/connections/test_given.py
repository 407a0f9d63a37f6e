"""Connections that a policy gives: what can be one, what is offered, and that nobody changes them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from desktop.core.settings.connections.connection import Connection
from desktop.core.settings.connections.given import connection_texts, given_connections, given_headers
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.settings import OPENAI
from tests.helpers.policies.texts import policy_from_text

HOUSE = {"name": "House", "endpoint": "https://ai.example.com/v1", "model": "house-vision"}
LAB = {
    "name": "Lab",
    "endpoint": "https://lab.example.com/v1",
    "headers": ["X-Desk: 7"],
    "picture_caps": "*: 900 px, 1 MP",
}
MINE = {"endpoint": "https://mine.example.com/v1", "model": "my-model"}


def policy(**settings: Any) -> Policy:
    return policy_from_text(json.dumps({"settings": settings}))


def layers(stored: dict[str, Any], **settings: Any) -> SettingsLayers:
    return SettingsLayers.of_plain(stored, policy=policy(**settings))


def names(of: SettingsLayers) -> list[str]:
    return [connection.name for connection in of.listed.connections]


@pytest.mark.parametrize(
    "listed",
    [
        "House",
        [{"name": "House"}],
        [{"endpoint": "https://ai.example.com"}],
        [{**HOUSE, "name": " "}],
        [{**HOUSE, "name": 7}],
        [{**HOUSE, "name": "x" * 61}],
        [{**HOUSE, "endpoint": "no address at all"}],
        [{**HOUSE, "endpoint": "https://name:word@ai.example.com"}],
        [{**HOUSE, "key": "sk-1"}],
        [{**HOUSE, "headers": "X-Desk: 7"}],
        [{**HOUSE, "headers": ["Host: elsewhere"]}],
        [{**HOUSE, "model": ["a"]}],
        [{**HOUSE, "parameters": "hot"}],
        [{**HOUSE, "prices": "much"}],
        [{**HOUSE, "picture_caps": "large"}],
        [HOUSE, {**LAB, "name": "house"}],
        [HOUSE, "{"],
        [{**HOUSE, "model": "\ud800"}],
        [{**HOUSE, "name": f"House {number}"} for number in range(51)],
    ],
)
def test_what_cannot_be_used_sends_nothing_anywhere(listed: Any) -> None:
    assert connection_texts(listed) is None
    found = policy(connections=listed)
    assert found.block is not None or found.refusal(OPENAI) is not None


def test_an_object_may_stand_there_as_its_text() -> None:
    text = '{"name": "House", "endpoint": "https://ai.example.com/v1", "model": "house-vision"}'
    assert connection_texts([text]) == connection_texts([HOUSE])


def test_those_that_are_given_come_first_and_one_answers_where_the_user_chose_nothing() -> None:
    found = layers({}, connections=[HOUSE, LAB])
    assert names(found) == ["House", "Lab"]
    assert (found.in_force.endpoint, found.in_force.model) == (HOUSE["endpoint"], "house-vision")


def test_the_users_own_stays_chosen_where_it_is_allowed() -> None:
    found = layers(MINE, connections=[HOUSE])
    assert names(found) == ["House", "mine.example.com"]
    assert found.in_force.endpoint == MINE["endpoint"]


def test_where_it_is_not_allowed_only_those_given_are_offered_and_asked() -> None:
    found = layers(MINE, connections=[HOUSE], allow_connections=False)
    assert names(found) == ["House"]
    assert found.in_force.endpoint == HOUSE["endpoint"]
    assert found.policy.asking_refusal(HOUSE["endpoint"]) is None
    assert found.policy.asking_refusal(MINE["endpoint"]) is not None


def test_without_any_given_nothing_but_a_fixed_address_is_asked() -> None:
    assert policy(allow_connections=False).asking_refusal(OPENAI) is not None
    fixed = policy(allow_connections="no", endpoint=HOUSE["endpoint"])
    assert fixed.asking_refusal(HOUSE["endpoint"]) is None
    assert fixed.asking_refusal(OPENAI) is not None


def test_nothing_of_it_can_be_changed_and_a_model_holds_for_the_conversation() -> None:
    found = layers({}, connections=[HOUSE])
    assert {"endpoint", "connection_name", "prices"} <= found.locked
    changed = found.changed({"endpoint": OPENAI, "connection_name": "Mine", "prices": "a: 1, 1", "model": "other"})
    assert (changed.in_force.endpoint, changed.in_force.connection_name) == (HOUSE["endpoint"], "House")
    assert (changed.in_force.prices, changed.in_force.model) == ("", "other")
    assert changed.to_plain() == found.to_plain()
    assert replace(changed, choice=found.choice).in_force.model == "house-vision"
    assert changed.changed({"theme": "dark"}).in_force.theme == "dark"


def test_it_follows_the_policy() -> None:
    stored = replace(layers({}, connections=[HOUSE, LAB]).connections, chosen="policy:lab").to_plain()
    assert layers(stored, connections=[HOUSE, LAB]).in_force.endpoint == "https://lab.example.com/v1"
    moved = {**LAB, "endpoint": "https://other.example.com/v1"}
    assert layers(stored, connections=[HOUSE, moved]).in_force.endpoint == moved["endpoint"]
    assert layers(stored, connections=[HOUSE]).in_force.endpoint == HOUSE["endpoint"]
    assert layers({**MINE, **stored}).in_force.endpoint == MINE["endpoint"]


def test_no_file_of_a_user_takes_the_place_of_one() -> None:
    listed = [{"id": "policy:house", "endpoint": MINE["endpoint"]}]
    found = layers({"connections": listed, "chosen_connection": "policy:house"}, connections=[HOUSE])
    assert [connection.values.endpoint for connection in found.listed.connections] == [HOUSE["endpoint"]]


def test_its_caps_and_headers_are_its_own() -> None:
    found = layers({"picture_caps": "*: 2000 px, 4 MP"}, connections=[LAB, HOUSE])
    assert found.in_force.picture_caps == "*: 900 px, 1 MP"
    assert found.at("policy:house").picture_caps == "*: 2000 px, 4 MP"
    texts = connection_texts([LAB, HOUSE])
    assert texts is not None
    assert given_headers(texts, "https://lab.example.com") == (("X-Desk", "7"),)
    assert given_headers(texts, "https://ai.example.com") == ()
    assert all(isinstance(connection, Connection) for connection in given_connections(texts))
