"""What an administrator sets stays, and replaces what users set."""

import pytest

from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.settings.settings import Settings


def test_settings_of_a_policy_take_the_place_of_the_users_own() -> None:
    policy = Policy((("model", "gpt-5.4"), ("private_text", "insist")))
    assert policy.locked == {"private_text", "model"}
    applied = policy.applied(Settings(model="gpt-4o", theme="dark"))
    assert (applied.private_text, applied.model, applied.theme) == ("insist", "gpt-5.4", "dark")
    assert NO_POLICY.applied(Settings()) == Settings()
    assert NO_POLICY.problems == ()


@pytest.mark.parametrize("name", ["daily_limit_usd", "monthly_limit_usd", "question_limit_usd"])
def test_a_limit_of_nothing_is_none(name: str) -> None:
    assert Policy(((name, 0.5),)).limits_spending
    assert not Policy(((name, 0.0),)).limits_spending
    assert not NO_POLICY.limits_spending
