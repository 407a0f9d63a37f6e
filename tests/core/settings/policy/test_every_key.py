"""Each key of a policy with values of every kind: what cannot be used is at its strictest, and told."""

import json

import pytest

from desktop.core.settings.policy.keys import KEYS, PolicyKey
from desktop.core.settings.policy.merging import policy_of
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.policy.source import Level, PolicySource

VALUES = (
    *("null", "true", "false", "0", "1", "-1", "1.5", "1e400", "-1e400", "NaN", "Infinity", "-0.0", "1e-320", "1e308"),
    *('""', '" "', '"x"', '"true"', '"off"', '"Insist"', '"insist "', '"10"', '"1,5"', '"SYSTEM"', '"/etc/passwd"'),
    *('"http://u:p@h:1"', '"\\u0000"', '"\\ud800"', '"\\u202e"', f'"{"x" * 30_000}"', "1" * 5_000),
    *("[]", '[""]', '["*"]', "[null]", "[[]]", "[{}]", '["a", "a"]', '["sh"]', "{}", '{"value": false}'),
)
"""Values in JSON; some are right for some keys."""


def policy_with(key: PolicyKey, value: str, level: Level) -> Policy:
    """Returns the policy of a file with a key beside another one."""
    beside = '"enter_asks"' if key.stored == "theme" else '"theme"'
    other = "false" if key.stored == "theme" else '"dark"'
    text = f'{{"settings": {{{json.dumps(key.stored)}: {value}, {beside}: {other}}}}}'
    return policy_of((PolicySource("policy.json", level, text),))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("key", KEYS, ids=[key.stored for key in KEYS])
def test_what_cannot_be_used_opens_nothing(key: PolicyKey, level: Level) -> None:
    refused = 0
    for value in VALUES:
        policy = policy_with(key, value, level)
        if any(problem.detail for problem in policy.problems) and not policy.reports:
            assert policy.block is not None  # the whole file cannot be read
            continue
        binds = dict(policy.values if level is Level.MANAGED or key.managed_only else policy.recommended)
        mistakes = [mistake for report in policy.reports for mistake in report.mistakes if mistake.field == key.field]
        if not [mistake for mistake in mistakes if mistake.reason in ("value", "managed")]:
            assert key.field in binds, value
            continue
        refused += 1
        if key.decides_where:
            assert policy.block is not None, value
        elif key.field == "answers":
            assert binds[key.field] == "computer", value
        elif key.strictest is not None:
            assert binds[key.field] == key.strictest, value
        else:
            assert key.field not in binds, value
    assert refused >= 10
