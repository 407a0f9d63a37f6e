"""Values under names that are guessed at: what shuts holds, what opens does not."""

from typing import Any

import pytest

from desktop.core.settings.policy.guesses import guessed_value
from desktop.core.settings.policy.keys import KEYS, KEYS_BY_NAME


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        *(("keep_history", False, False), ("keep_history", True, None), ("ledger", False, None)),
        *(("private_text", "insist", "insist"), ("private_text", "warn", "insist"), ("private_text", "off", None)),
        *(("answers", "computer", "computer"), ("answers", "endpoint", None)),
        *(("daily_limit_usd", 5.0, 5.0), ("daily_limit_usd", 0.0, None), ("theme", "dark", "dark")),
        *(("allowed_hosts", ("a.example",), ("a.example",)), ("allowed_hosts", ("*",), None)),
    ],
)
def test_a_guess_shuts_and_never_opens(name: str, value: Any, taken: Any) -> None:
    assert guessed_value(KEYS_BY_NAME[name], value) == taken


def test_the_strictest_value_of_every_key_holds() -> None:
    strict = [key for key in KEYS if key.strictest is not None]
    assert [key.field for key in strict if guessed_value(key, key.strictest) != key.strictest] == []
