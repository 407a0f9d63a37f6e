"""Connections in the settings file, the one in force, and what a conversation has chosen."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.core.settings.connections.connection import FIRST, MOST, Connection
from desktop.core.settings.connections.connection_list import (
    NO_CHOICE,
    ConnectionList,
    ConversationChoice,
    choice_from_text,
)
from desktop.core.settings.environment import EnvironmentEndpoint
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.settings import OPENAI, Settings
from tests.helpers.policies.texts import policy_from_text

OLD_FILE = Path(__file__).parents[3] / "data" / "0.1.0" / "home" / "config" / "settings.json"
LOCAL = Connection.new("http://127.0.0.1:11434/v1", "Kitchen", "llava", found=True)
CLOUD = Connection.new("https://openrouter.ai/api/v1", model="some/model")


def with_both() -> ConnectionList:
    return ConnectionList().with_connection(LOCAL).with_connection(CLOUD)


def test_the_settings_of_an_older_version_are_the_first_connection() -> None:
    stored = json.loads(OLD_FILE.read_text("utf-8"))
    layers = SettingsLayers.of_plain(stored)
    (only,) = layers.connections.connections
    assert (only.id, only.name, only.values.model) == (FIRST, "models.example.org", "vision-large")
    assert layers.in_force.endpoint == "https://models.example.org/v1"
    assert layers.in_force.private_text == "insist"
    assert layers.to_plain() == stored


def test_an_older_version_finds_the_first_connection_beside_the_others() -> None:
    stored = json.loads(OLD_FILE.read_text("utf-8"))
    layers = SettingsLayers.of_plain(stored)
    more = replace(layers, connections=layers.connections.with_connection(LOCAL).with_connection(CLOUD))
    written = json.loads(json.dumps(more.to_plain()))
    assert {name: value for name, value in written.items() if name != "connections"} == stored
    assert SettingsLayers.of_plain(written) == more


def test_the_chosen_one_is_written_and_answers() -> None:
    chosen = replace(with_both(), chosen=CLOUD.id)
    again = ConnectionList.of_plain(json.loads(json.dumps(chosen.to_plain())))
    assert again == chosen
    in_force = again.in_force(Settings(detail="low"))
    assert (in_force.endpoint, in_force.model, in_force.detail) == ("https://openrouter.ai/api/v1", "some/model", "low")


def test_without_the_first_connection_the_next_takes_its_place_under_its_own_id() -> None:
    left = with_both().without(FIRST)
    assert (left.chosen, left.connections) == (LOCAL.id, (LOCAL, CLOUD))
    written = left.to_plain()
    assert (written["endpoint"], written["endpoint_found"]) == (LOCAL.values.endpoint, True)
    assert ConnectionList.of_plain(written) == left
    only = left.without(LOCAL.id)
    assert only.without(CLOUD.id) == only, "the only one stays"


@pytest.mark.parametrize(
    "entry",
    [
        None,
        [],
        {"id": "", "endpoint": OPENAI},
        {"id": 3, "endpoint": OPENAI},
        {"id": "a", "endpoint": "no address at all"},
        {"id": "a"},
        {"id": FIRST, "endpoint": OPENAI},
    ],
)
def test_an_entry_that_is_no_connection_is_left_out(entry: Any) -> None:
    listed = ConnectionList.of_plain({"connections": [entry, {"id": "b", "endpoint": OPENAI}]})
    assert [connection.id for connection in listed.connections] == [FIRST, "b"]


@pytest.mark.parametrize("listed", [None, "x", {"id": "a"}, 7])
def test_a_list_that_is_none_leaves_one_connection(listed: Any) -> None:
    assert ConnectionList.of_plain({"connections": listed, "chosen_connection": listed}) == ConnectionList()


def test_there_is_a_bound() -> None:
    listed = ConnectionList()
    for number in range(MOST + 5):
        listed = listed.with_connection(Connection.new(f"http://127.0.0.1:{1000 + number}/v1"))
    assert len(listed.connections) == MOST + 1
    assert ConnectionList.of_plain(listed.to_plain()) == listed


def test_a_choice_holds_with_its_connection_alone() -> None:
    listed = with_both()
    assert listed.in_force(Settings(), ConversationChoice(LOCAL.id, "other")).model == "other"
    gone = listed.in_force(Settings(), ConversationChoice("gone", "other", '{"temperature": 1.0}'))
    assert (gone.endpoint, gone.model, gone.parameters) == (OPENAI, "gpt-4o", "")


def test_a_changed_model_is_that_of_the_conversation_and_of_its_connection() -> None:
    layers = SettingsLayers(Settings(), with_both(), choice=ConversationChoice(LOCAL.id, "llava"))
    changed = layers.changed({"model": "qwen", "theme": "dark"})
    assert (changed.in_force.model, changed.choice.model, changed.own.theme) == ("qwen", "qwen", "dark")
    assert changed.connections.get(LOCAL.id).values.model == "qwen"
    assert changed.connections.get(FIRST).values.model == "gpt-4o"


def test_the_environment_speaks_for_the_first_connection_only() -> None:
    named = EnvironmentEndpoint("OPENAI_BASE_URL", "http://127.0.0.1:8000")
    layers = SettingsLayers(Settings(), with_both(), named)
    assert layers.in_force.endpoint == "http://127.0.0.1:8000/v1"
    assert layers.at(CLOUD.id).endpoint == CLOUD.values.endpoint
    assert layers.endpoint_variable == "OPENAI_BASE_URL"
    assert replace(layers, choice=ConversationChoice(CLOUD.id)).endpoint_variable == ""


def test_the_policys_endpoint_holds_for_every_connection() -> None:
    policy = policy_from_text('{"settings": {"endpoint": "https://ai.corp.example/v1"}}', "policy.json")
    layers = SettingsLayers(Settings(), with_both(), policy=policy)
    assert {layers.at(other.id).endpoint for other in with_both().connections} == {"https://ai.corp.example/v1"}
    assert not layers.at(LOCAL.id).endpoint_found
    assert not layers.may_choose_connection


@pytest.mark.parametrize("name", ["kitchen", " Kitchen ", "127.0.0.1:11434"])
def test_a_connection_is_found_by_its_name_or_its_host(name: str) -> None:
    assert with_both().named(name) == LOCAL
    assert with_both().named("Cellar") is None


def test_a_name_that_several_have_is_that_of_none_unless_they_lead_to_one_endpoint() -> None:
    listed = with_both().with_connection(Connection.new("https://kitchen.example/v1", "kitchen"))
    assert listed.named("Kitchen") is None
    assert [one.values.host for one in listed.called("Kitchen")] == ["127.0.0.1:11434", "kitchen.example"]
    assert listed.named("127.0.0.1:11434") == LOCAL
    twin = Connection.new("http://127.0.0.1:11434/v1", "Kitchen", "other")
    assert with_both().with_connection(twin).named("Kitchen") == LOCAL


def test_two_paths_of_one_host_are_told_apart_by_their_endpoints() -> None:
    first = Connection.new("https://one.example/team-a/v1", "Work")
    second = Connection.new("https://one.example/team-b/v1", "Work")
    listed = with_both().with_connection(first).with_connection(second)
    assert (listed.named("work"), listed.named("one.example")) == (None, None)
    assert listed.named("https://one.example/team-b/v1/") == second


def test_a_name_that_is_the_host_of_one_without_a_name_is_that_of_none() -> None:
    """Both stand in the lists under the same words."""
    named_so = Connection.new("https://mine.example/v1", "openrouter.ai")
    listed = with_both().with_connection(named_so)
    assert listed.named("openrouter.ai") is None
    assert listed.named("mine.example") == named_so


def test_a_choice_is_stored_as_text() -> None:
    choice = ConversationChoice(LOCAL.id, "llava", '{"effort": "low"}')
    assert choice_from_text(choice.to_text()) == choice
    assert NO_CHOICE.to_text() is None


@pytest.mark.parametrize("text", [None, "", "{", "[]", "3", '{"connection": 3}', '{"parameters": "{"}', "[" * 100_000])
def test_a_choice_that_cannot_be_read_is_the_usual(text: str | None) -> None:
    assert choice_from_text(text) == NO_CHOICE
