"""A policy cannot fail open: each setting is judged by itself, and what is not understood is at its strictest."""

import json
from dataclasses import fields
from typing import Any

import pytest

from desktop.core.settings.policy.keys import STRICTEST_VALUES
from desktop.core.settings.policy.policy import MistakeReason, Policy
from desktop.core.settings.settings import Settings
from tests.helpers.policies.texts import policy_from_text

HOST = "https://ai.example.com/v1"
FILE = "/etc/askance/policy.json"


def policy_of(text: str) -> Policy:
    return policy_from_text(text, FILE)


def policy_with(**settings: Any) -> Policy:
    return policy_of(json.dumps({"settings": {"endpoint": HOST, **settings}}, indent=1))


def reasons(policy: Policy) -> dict[str, MistakeReason]:
    return {mistake.name: mistake.reason for report in policy.reports for mistake in report.mistakes}


def test_a_good_policy_holds_as_it_is() -> None:
    policy = policy_of(json.dumps({"settings": {"private_text": "insist", "model": "m"}, "patterns": [{"name": "x"}]}))
    assert dict(policy.values) == {"private_text": "insist", "model": "m"}
    assert policy.patterns == ({"name": "x"},)
    assert policy.problems == ()
    assert policy_of("{}") == policy_of(' { "settings" : {} } ') == Policy(read=(FILE,))


def test_an_endpoint_is_completed_as_a_typed_one_is() -> None:
    assert dict(policy_with(endpoint="ai.example.com").values)["endpoint"] == HOST


@pytest.mark.parametrize("name", ["proxy_script", "models", "endpoint_of_staff", "", "_comment"])
def test_a_setting_of_a_newer_version_is_told_of_and_the_rest_holds(name: str) -> None:
    policy = policy_with(**{name: {"a": [1]}, "keep_history": False})
    assert dict(policy.values) == {"endpoint": HOST, "keep_history": False}
    assert policy.block is None
    assert reasons(policy) == {name: MistakeReason.UNKNOWN}
    assert policy.reports[0].mistakes[0].line == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("private_text", "perhaps"), ("private_text", None), ("private_text", True), ("private_text", ["insist"])),
        *(("keep_history", "no"), ("keep_history", 1), ("keep_history", 0.0), ("keep_originals", "yes")),
        *(("open_heic", 0), ("daily_limit_usd", "five"), ("daily_limit_usd", True), ("monthly_limit_usd", -1)),
        *(("daily_limit_usd", float("nan")), ("daily_limit_usd", float("inf")), ("monthly_limit_usd", 10**400)),
    ],
)
def test_a_wrong_value_is_at_its_strictest_and_the_rest_holds(name: str, value: object) -> None:
    policy = policy_with(**{name: value, "theme": "dark"})
    assert dict(policy.values) == {"endpoint": HOST, "theme": "dark", name: STRICTEST_VALUES[name]}
    assert policy.block is None
    assert reasons(policy) == {name: MistakeReason.VALUE}


@pytest.mark.parametrize(("name", "value"), [("detail", "max"), ("instructions", 3), ("instructions", "\ud800")])
def test_a_wrong_value_without_a_strict_one_is_the_users_own(name: str, value: object) -> None:
    policy = policy_with(**{name: value})
    assert policy.locked == {"endpoint"}
    assert reasons(policy) == {name: MistakeReason.VALUE}


@pytest.mark.parametrize(
    "settings",
    [
        *({"endpoint": "not an endpoint"}, {"endpoint": ""}, {"endpoint": None}, {"endpoint": [HOST]}),
        *({"endpoint": "ftp://a"}, {"endpoint": "https://u:p@a/v1"}, {"endpoint": HOST, "model": 4}),
        *({"model": " "}, {"endpoint": "https://a\udc00.example"}),
    ],
)
def test_nothing_is_sent_while_nobody_knows_where_to(settings: dict[str, Any]) -> None:
    policy = policy_of(json.dumps({"settings": {**settings, "keep_history": False}}))
    assert policy.block is not None
    assert "line 1" in policy.block.detail
    assert ("keep_history", False) in policy.values


def test_who_answers_is_this_computer_unless_the_endpoint_is_known() -> None:
    assert dict(policy_of('{"settings": {"answers": "compooter"}}').values) == {"answers": "computer"}
    assert dict(policy_with(answers="server").values) == {"endpoint": HOST}


def test_a_setting_that_stands_there_twice() -> None:
    assert dict(policy_of('{"settings": {"keep_history": false, "keep_history": false}}').values) == {
        "keep_history": False
    }
    policy = policy_of('{"settings": {"private_text": "warn",\n"private_text": "off"}}')
    assert dict(policy.values) == {"private_text": "insist"}
    assert reasons(policy) == {"private_text": MistakeReason.TWICE}
    assert policy_of(f'{{"settings": {{"endpoint": "{HOST}", "endpoint": "https://b.example/v1"}}}}').block is not None


def test_no_section_takes_the_place_of_an_earlier_one() -> None:
    policy = policy_of('{"settings": {"keep_history": false}, "patterns": [1], "settings": {}, "patterns": [2]}')
    assert dict(policy.values) == {"keep_history": False}
    assert policy.patterns == (1, 2)


@pytest.mark.parametrize("name", ["Keep_History", "keep-history", "keepHistory", "KEEP HISTORY"])
def test_a_misspelled_name_is_understood_and_told_of(name: str) -> None:
    policy = policy_of(json.dumps({"Settings": {name: False}}))
    assert dict(policy.values) == {"keep_history": False}
    assert reasons(policy) == {"Settings": MistakeReason.SPELLING, name: MistakeReason.SPELLING}


def test_a_setting_outside_of_the_settings_is_understood_and_told_of() -> None:
    policy = policy_of('{"private_text": "insist", "version": 2}')
    assert dict(policy.values) == {"private_text": "insist"}
    assert reasons(policy) == {"private_text": MistakeReason.PLACE, "version": MistakeReason.UNKNOWN}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(("", "it is empty"), (" \n", "it is empty"), ("[]", "it is no JSON object"), ("7", "it is no JSON object")),
        *(("null", "it is no JSON object"), ('"{}"', "it is no JSON object"), ("\0", "line 1, column 1")),
        *(('{"settings":\n {"a": 1,}}', "line 2, column 10: a comma too many"), ("{", "line 1, column 2")),
        *(("// ours\n{}", "line 1, column 1: JSON has no comments"), ("{}{}", "line 1, column 3")),
        *(('{"settings": 1}', "line 1: “settings” is no JSON object"), ('{"settings": null}', "line 1: “settings” is")),
        *(('{"policy": {"settings": {}}}', "nothing in it is known"), ("{'settings': {}}", "line 1, column 2")),
        *(('{"a": ' + "[" * 100_000, "it cannot be parsed"), ('{"a": ' + "9" * 9000 + "}", "it cannot be parsed")),
    ],
)
def test_a_file_that_makes_no_sense_lets_nothing_leave(text: str, reason: str) -> None:
    policy = policy_of(text)
    assert policy.block is not None
    assert policy.block.name == FILE
    assert policy.block.detail.startswith(reason)
    assert policy.applied(Settings(private_text="off")).private_text == "insist"


def test_patterns_that_are_no_list_are_a_pattern_that_is_rejected() -> None:
    policy = policy_of('{"patterns": {"name": "x"}}')
    assert policy.patterns == ({"name": "x"},)
    assert reasons(policy) == {"patterns": MistakeReason.VALUE}


def test_every_setting_with_a_strictest_value_is_one() -> None:
    assert set(STRICTEST_VALUES) <= {field.name for field in fields(Settings)}


@pytest.mark.parametrize(
    "text",
    [
        '{"settings": {"theme": "dark", "patterns": [%s]}}',
        '{"settings": {"theme": "dark", "Patterns": [%s]}}',
        '{"settings": {"theme": "dark"}, "paterns": [%s]}',
        '{"settings": {"theme": "dark"}, "house": {"patterns": [%s]}}',
        '{"settings": {"theme": "dark", "house": [{"patterns": [%s]}]}}',
        '{"theme": "dark", "patterns": [%s]}',
    ],
)
def test_patterns_in_another_place_or_spelling_are_looked_for(text: str) -> None:
    policy = policy_of(text % '{"name": "x", "pattern": "HERON"}')
    assert policy.patterns == ({"name": "x", "pattern": "HERON"},)
    assert dict(policy.values) == {"theme": "dark"}
    assert policy.block is None


def test_patterns_in_another_place_are_told_of_and_judged() -> None:
    policy = policy_of('{"settings": {"theme": "dark", "patterns": "HERON"}}')
    assert policy.patterns == ("HERON",)
    assert reasons(policy) == {"patterns": MistakeReason.VALUE}
    policy = policy_of('{"settings": {"theme": "dark", "patterns": [{"name": "x"}]}}')
    assert reasons(policy) == {"patterns": MistakeReason.BESIDE}
    policy = policy_of('{"settings": {"theme": "dark"}, "paterns": [{"name": "x"}]}')
    assert reasons(policy) == {"paterns": MistakeReason.SPELLING}
