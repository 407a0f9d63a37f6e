"""The members of objects: a name that is there twice with different values counts for none of them, at any depth."""

import json
from typing import Any

import pytest

from desktop.core.privacy.custom_patterns import patterns_from_plain
from desktop.core.settings.policy.merging import policy_of
from desktop.core.settings.policy.policy import MistakeReason, Policy
from desktop.core.settings.policy.source import Level, PolicySource

HOUSE, OTHER = "https://ai.example.com/v1", "https://other.example/v1"


def policy_with(key: str, value: str) -> Policy:
    text = f'{{"settings": {{"theme": "dark",\n "{key}": {value}}}}}'
    return policy_of((PolicySource("policy.json", Level.MANAGED, text),))


def wrong_in(policy: Policy) -> dict[str, MistakeReason]:
    return {mistake.name: mistake.reason for report in policy.reports for mistake in report.mistakes}


@pytest.mark.parametrize(
    "member",
    [f'"endpoint": "{OTHER}"', '"headers": ["X-Desk: 8"]', '"model": "b"', '"headers": null', '"\\u006dodel": "b"'],
)
def test_a_connection_with_a_member_twice_is_asked_nowhere(member: str) -> None:
    given = f'{{"name": "House", "endpoint": "{HOUSE}", "model": "a", "headers": ["X-Desk: 7"]'
    assert policy_with("connections", f"[{given}}}]").block is None
    policy = policy_with("connections", f"[{given}, {member}}}]")
    assert wrong_in(policy) == {"connections": MistakeReason.VALUE}
    assert policy.block is not None
    assert policy.refusal(HOUSE) is not None and policy.refusal(OTHER) is not None
    as_text = policy_with("connections", json.dumps([f"{given}, {member}}}"]))
    assert as_text.block is not None  # as the registry has it


def test_a_member_twice_with_the_same_value_is_one() -> None:
    policy = policy_with("connections", f'[{{"name": "House", "endpoint": "{HOUSE}", "endpoint": "{HOUSE}"}}]')
    assert (policy.block, policy.problems) == (None, ())


def test_a_prompt_with_its_words_twice_is_none() -> None:
    policy = policy_with("prompts", '[{"name": "A", "words": "one", "words": "two"}]')
    assert wrong_in(policy) == {"prompts": MistakeReason.VALUE}
    assert dict(policy.values) == {"theme": "dark"}


def test_a_pattern_that_is_there_twice_is_rejected() -> None:
    text = '{"patterns": [{"name": "Heron", "pattern": "HERON", "pattern": "x"}, {"name": "Owl", "pattern": "OWL"}]}'
    policy = policy_of((PolicySource("policy.json", Level.MANAGED, text),))
    found = patterns_from_plain(list(policy.patterns))
    assert ([pattern.name for pattern in found.patterns], found.rejected) == (["Owl"], ("Heron",))


@pytest.mark.parametrize("around", ['{"a": {"b": {"c": %s, "c": 1}}}', '[{"a": %s, "a": [1]}]', '{"a": [%s], "a": 1}'])
def test_what_binds_is_found_in_a_member_that_is_there_twice(around: str) -> None:
    policy = policy_with("ours", around % '{"allow_export": false, "allow_export": false}')
    assert dict[str, Any](policy.values)["allow_export"] is False
