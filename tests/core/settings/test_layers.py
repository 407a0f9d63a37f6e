"""The endpoint in force: the policy's, the user's, the environment's, or the usual one."""

from typing import Any

import pytest

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.endpoint import HAS_SIGN_IN
from desktop.core.settings.environment import EnvironmentEndpoint
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.settings.settings import OPENAI
from tests.helpers.policies.texts import policy_from_text

NAMED = EnvironmentEndpoint("OPENAI_BASE_URL", "http://127.0.0.1:8000")
ENDPOINT = "http://127.0.0.1:8000/v1"


def layers(
    stored: dict[str, Any], environment: EnvironmentEndpoint = NAMED, policy: Policy = NO_POLICY
) -> SettingsLayers:
    return SettingsLayers.of_plain(stored, environment, policy)


def test_the_environments_endpoint_applies_where_none_was_chosen() -> None:
    unchosen = layers({"model": "m"})
    assert (unchosen.in_force.endpoint, unchosen.endpoint_variable) == (ENDPOINT, "OPENAI_BASE_URL")
    assert "endpoint" not in unchosen.changed({"theme": "dark"}).to_plain()
    assert layers({"endpoint": "nonsense at all"}).in_force.endpoint == ENDPOINT


@pytest.mark.parametrize("chosen", ["https://ai.example/v1", OPENAI])
def test_a_chosen_endpoint_counts_more_and_is_written(chosen: str) -> None:
    changed = layers({}).changed({"endpoint": chosen})
    assert (changed.in_force.endpoint, changed.endpoint_variable) == (chosen, "")
    assert changed.to_plain()["endpoint"] == chosen
    assert layers(changed.to_plain()).in_force.endpoint == chosen


def test_the_policys_endpoint_counts_most() -> None:
    policy = policy_from_text('{"settings": {"endpoint": "AI.corp.example/v1/"}}', "policy.json")
    found = layers({"endpoint": ENDPOINT, "endpoint_found": True}, NAMED, policy)
    assert (found.in_force.endpoint, found.in_force.endpoint_found) == ("https://ai.corp.example/v1", False)
    assert layers({}, NAMED, policy).endpoint_variable == ""


def test_an_endpoint_that_was_found_is_marked_until_another_is_given() -> None:
    found = layers({}).changed({"endpoint": "http://127.0.0.1:11434/v1", "endpoint_found": True})
    assert found.in_force.endpoint_found
    assert layers(found.to_plain()).in_force.endpoint_found
    assert found.changed({"theme": "dark"}).in_force.endpoint_found
    assert not found.changed({"endpoint": "http://127.0.0.1:1234/v1"}).in_force.endpoint_found
    assert not layers({"endpoint": "x y", "endpoint_found": True}).in_force.endpoint_found


def test_a_variable_that_names_no_endpoint_is_told_where_it_would_count() -> None:
    wrong = EnvironmentEndpoint("OPENAI_BASE_URL", "https://user:secret@host/v1")
    assert layers({}, wrong).wrong_variable == "OPENAI_BASE_URL"
    assert layers({"endpoint": ENDPOINT}, wrong).wrong_variable == ""
    assert (layers({}).wrong_variable, layers({}, EnvironmentEndpoint()).wrong_variable) == ("", "")
    assert "secret" not in repr(layers({}, wrong))
    assert layers({}, wrong).variable_problem == Problem(ProblemKind.BAD_ENDPOINT, "OPENAI_BASE_URL", code=HAS_SIGN_IN)
    assert layers({"endpoint": ENDPOINT}, wrong).variable_problem is None
    assert layers({"answers": "endpoint"}, wrong).in_force.answers == "computer"  # what was meant for it goes nowhere
    assert layers({"answers": "endpoint"}, wrong).changed({"endpoint": ENDPOINT}).in_force.answers == "endpoint"
