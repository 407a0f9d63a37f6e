"""What several files make together: order, two levels, rules of the house, and where each value comes from."""

import json
from typing import Any

import pytest

from desktop.core.errors import ProblemKind
from desktop.core.settings.environment import EnvironmentEndpoint
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.origins import OriginKind, value_and_origin
from desktop.core.settings.policy.merging import policy_of
from desktop.core.settings.policy.policy import MistakeReason, Policy
from desktop.core.settings.policy.source import Level, PolicySource
from desktop.core.settings.settings import Settings

HOST = "https://ai.example.com/v1"


def managed(place: str, **settings: Any) -> PolicySource:
    return PolicySource(place, Level.MANAGED, json.dumps({"settings": settings}))


def recommended(**settings: Any) -> PolicySource:
    return PolicySource("r.json", Level.RECOMMENDED, json.dumps({"settings": settings}))


def layers(policy: Policy, **stored: Any) -> SettingsLayers:
    return SettingsLayers.of_plain(stored, policy=policy)


def test_a_later_file_counts_more_key_by_key() -> None:
    policy = policy_of([managed("1", theme="dark", model="a"), managed("2", theme="light"), managed("3", detail="low")])
    assert dict(policy.values) == {"theme": "light", "model": "a", "detail": "low"}
    assert (policy.place_of(Level.MANAGED, "theme"), policy.place_of(Level.MANAGED, "model")) == ("2", "1")
    assert policy.read == ("1", "2", "3")


def test_a_mistake_in_a_later_file_is_not_softened_by_an_earlier_one() -> None:
    policy = policy_of([managed("1", private_text="off"), managed("2", private_text="perhaps")])
    assert dict(policy.values) == {"private_text": "insist"}
    assert policy_of([managed("1", endpoint=HOST), managed("2", endpoint="no no")]).block is not None
    assert policy_of([managed("1", endpoint="no no"), managed("2", endpoint=HOST)]).block is None


@pytest.mark.parametrize("level", Level)
def test_one_file_that_cannot_be_read_blocks_whatever_the_others_say(level: Level) -> None:
    broken = PolicySource("broken", level, unreadable="it is no ordinary file")
    policy = policy_of([managed("1", endpoint=HOST, allow_export=True), broken])
    assert policy.block is not None
    assert (policy.block.name, policy.block.kind) == ("broken", ProblemKind.POLICY_UNREADABLE)
    assert policy.refusal(HOST) == policy.block
    in_force = layers(policy).in_force
    assert (in_force.endpoint, in_force.private_text) == (HOST, "insist")
    assert not any((in_force.allow_export, in_force.allow_copy, in_force.allow_backup, in_force.allow_capture))


def test_a_recommended_value_applies_until_the_user_chooses() -> None:
    policy = policy_of([recommended(theme="dark", keep_history=False)])
    fresh = layers(policy)
    assert (fresh.in_force.theme, fresh.in_force.keep_history) == ("dark", False)
    assert policy.locked == frozenset()
    chosen = fresh.changed({"theme": "system"})
    assert chosen.in_force.theme == "system"
    assert chosen.to_plain() == {"theme": "system"}
    assert layers(policy, **chosen.to_plain()).in_force.theme == "system"
    assert layers(policy, theme="nonsense").in_force.theme == "dark"
    assert layers(policy, private_text="nonsense").in_force.private_text == "insist"


def test_a_recommended_endpoint_applies_where_none_was_chosen() -> None:
    policy = policy_of([recommended(endpoint=HOST, model="house")])
    assert (layers(policy).in_force.endpoint, layers(policy).in_force.model) == (HOST, "house")
    own = layers(policy, endpoint="https://own.example/v1", model="mine")
    assert (own.in_force.endpoint, own.in_force.model) == ("https://own.example/v1", "mine")
    named = SettingsLayers.of_plain({}, EnvironmentEndpoint("OPENAI_BASE_URL", "https://env.example/v1"), policy)
    assert named.in_force.endpoint == "https://env.example/v1"
    assert policy_of([recommended(endpoint="no no")]).block is not None


def test_managed_counts_more_than_recommended() -> None:
    policy = policy_of([managed("m", theme="light"), recommended(theme="dark")])
    assert layers(policy, theme="contrast").in_force.theme == "light"


def test_a_rule_among_the_recommended_binds_and_is_told_of() -> None:
    policy = policy_of([recommended(allow_export=False)])
    assert dict(policy.values) == {"allow_export": False}
    assert policy.reports[0].mistakes[0].reason is MistakeReason.LEVEL
    assert dict(policy_of([managed("m", allow_export=True), recommended(allow_export=False)]).values) == {
        "allow_export": True
    }


@pytest.mark.parametrize("key", [{"credential_helper": ["/usr/bin/helper"]}, {"headers": ["X: y"]}])
def test_no_credential_comes_from_a_recommended_file(key: dict[str, Any]) -> None:
    policy = policy_of([recommended(**key)])
    assert policy.block is not None
    assert not policy.values


def test_no_file_of_the_users_sets_a_rule() -> None:
    assert layers(Policy(), allow_export=False, allowed_hosts=[], banner="mine").in_force == Settings()
    policy = policy_of([managed("m", allow_export=False, allowed_hosts=["ai.example.com"])])
    in_force = layers(policy, allow_export=True, allowed_hosts=["*"]).in_force
    assert (in_force.allow_export, in_force.allowed_hosts) == (False, ("ai.example.com",))
    assert policy.locked == frozenset()  # users have no such settings


def test_hosts_that_are_not_allowed_are_refused() -> None:
    policy = policy_of([managed("m", allowed_hosts=["ai.example.com"])])
    assert policy.refusal(HOST) is None
    refusal = policy.refusal("https://api.openai.com/v1")
    assert refusal is not None
    assert (refusal.kind, refusal.name) == (ProblemKind.HOST_NOT_ALLOWED, "api.openai.com")
    for wrong in ("ai.example.com", [1], ["a b"], {"a": 1}, None):
        assert policy_of([managed("m", allowed_hosts=wrong)]).refusal(HOST) is not None


def test_where_each_value_comes_from() -> None:
    policy = policy_of([managed("m", model="house"), recommended(theme="dark")])
    found = layers(policy, enter_asks=False)
    expected = {"model": ("house", "m"), "theme": ("dark", "r.json"), "enter_asks": (False, ""), "detail": ("auto", "")}
    kinds = [OriginKind.MANAGED, OriginKind.RECOMMENDED, OriginKind.USER, OriginKind.DEFAULT]
    for (name, (value, place)), kind in zip(expected.items(), kinds, strict=True):
        shown, origin = value_and_origin(found, name)
        assert (shown, origin.place, origin.kind) == (value, place, kind)
    named = SettingsLayers.of_plain({}, EnvironmentEndpoint("OPENAI_BASE_URL", HOST))
    assert value_and_origin(named, "endpoint")[1].kind is OriginKind.ENVIRONMENT


@pytest.mark.parametrize("values", [{"answers": "computer"}, {"endpoint": HOST}])
def test_no_road_asks_anybody_but_who_is_to_answer(values: dict[str, str]) -> None:
    policy = policy_of([managed("m", **values)])
    elsewhere = "https://api.openai.com/v1"
    assert policy.refusal(elsewhere) is None  # a picture's address may lead there
    assert policy.asking_refusal(elsewhere) is not None
    assert (policy.asking_refusal(HOST) is None) is ("endpoint" in values)
