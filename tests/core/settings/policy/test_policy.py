"""What an administrator sets stays, and replaces what users set."""

from dataclasses import replace

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


@pytest.mark.parametrize("word", ["system", "none"])
@pytest.mark.parametrize("level", ["values", "recommended"])
def test_a_word_for_the_proxy_is_no_host(level: str, word: str) -> None:
    hosts = ("allowed_hosts", ("ai.example.com",))
    policy = replace(Policy((hosts,)), recommended=(("proxy", word),))
    if level == "values":
        policy = Policy((hosts, ("proxy", word)))
    assert not policy.allows_proxy(f"http://{word}:80")
    assert policy.allows_proxy("http://ai.example.com:3128")
    given = Policy((hosts, ("proxy", "http://proxy.example:3128")))
    assert given.allows_proxy("http://proxy.example:3128")
