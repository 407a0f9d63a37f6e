"""Names of keys as people write them: a slip is understood, another name is not."""

import json
from itertools import islice

import pytest

from desktop.core.settings.policy.key_names import meant_by
from desktop.core.settings.policy.keys import KEYS_BY_NAME
from tests.helpers.clocks.effort import calls_of
from tests.helpers.policies.texts import policy_from_text

MOST_CALLS_A_KEY = 300


@pytest.mark.parametrize(
    ("name", "known"),
    [
        *(("Keep-History", "keep_history"), ("keepHistory", "keep_history"), ("keep_histroy", "keep_history")),
        *(("keep_hstory", "keep_history"), ("keep_histoory", "keep_history"), ("keep_hist0ry", "keep_history")),
        *(("\u043aeep_history", "keep_history"), ("allowed_host", "allowed_hosts"), ("endpoints", "endpoint")),
        ("helperTimeuotS", "helper_timeout_s"),
    ],
)
def test_a_slip_of_one_letter_is_understood(name: str, known: str) -> None:
    assert meant_by(name, KEYS_BY_NAME) == known


@pytest.mark.parametrize(
    "name",
    [
        *("find_addresses", "no_keep_history", "keep_a_history", "keepAHistory", "xeep_history", "keep_hsitroy"),
        *("helper_timeout", "readerRest", "endpoint_2", "models", "promts", "", "_", "allow_thoughts"),
    ],
)
def test_another_name_is_no_slip(name: str) -> None:
    assert meant_by(name, KEYS_BY_NAME) == ""


def test_thousands_of_unknown_keys_are_judged_at_once() -> None:
    settings = {f"allow_key_{number}_of_later": number for number in range(2_000)}
    policies = []

    def read(count: int) -> None:
        some = dict(islice(settings.items(), count))
        policies.append(policy_from_text(json.dumps({"settings": {**some, "keep_history": False}}, indent=1)))

    few = calls_of(lambda: read(500))
    assert calls_of(lambda: read(2_000)) < 5 * few  # 16 times if it grew with the square
    assert [dict(policy.values) for policy in policies] == [{"keep_history": False}] * 2


def test_a_key_deep_in_others_is_found_at_once() -> None:
    inner: dict[str, object] = {**{f"key_{number}": number for number in range(10_000)}, "private_text": "insist"}
    for _ in range(100):
        inner = {"x": inner}
    policies = []
    calls = calls_of(lambda: policies.append(policy_from_text(json.dumps({"settings": inner}))))
    assert [dict(policy.values) for policy in policies] == [{"private_text": "insist"}]
    assert calls < MOST_CALLS_A_KEY * 10_000  # each of the 100 objects is not gone through anew
