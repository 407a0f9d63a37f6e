"""Values of the registry take the types of their keys."""

from typing import Any

import pytest

from desktop.adapters.policy.values import text_of
from desktop.core.settings.policy.policy import Policy
from tests.helpers.policies.texts import policy_from_text


def policy_with(**values: Any) -> Policy:
    return policy_from_text(text_of(values))


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        *(
            ("allow_export", 0, False),
            ("keep_history", 1, True),
            ("daily_limit_usd", "2.5", 2.5),
            ("theme", "dark", "dark"),
        ),
        *(("allowed_hosts", {"1": "a", "2": "b"}, ("a", "b")), ("allowed_hosts", ["a"], ("a",))),
        *(("allow_export", 7, False), ("allow_export", "no", False), ("daily_limit_usd", "much", 1e-9)),
        ("allowed_hosts", b"\0", ()),
    ],
)
def test_a_value(name: str, value: Any, meant: Any) -> None:
    assert dict(policy_with(**{name: value}).values) == {name: meant}


def test_patterns_are_json() -> None:
    assert policy_with(patterns={"1": '{"name": "x", "pattern": "y"}', "2": "z"}).patterns == (
        {"name": "x", "pattern": "y"},
        "z",
    )
