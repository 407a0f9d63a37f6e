"""What an administrator sets stays, and replaces what users set."""

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.policy import NO_POLICY, Policy, unreadable_policy
from desktop.core.settings.settings import Settings


def test_settings_of_a_policy_take_the_place_of_the_users_own() -> None:
    policy = Policy((("model", "gpt-5.4"), ("private_text", "insist")))
    assert policy.locked == {"private_text", "model"}
    applied = policy.applied(Settings(model="gpt-4o", theme="dark"))
    assert (applied.private_text, applied.model, applied.theme) == ("insist", "gpt-5.4", "dark")
    assert NO_POLICY.applied(Settings()) == Settings()
    assert NO_POLICY.problems == ()


def test_a_policy_that_cannot_be_read_lets_nothing_leave() -> None:
    policy = unreadable_policy("/etc/askance/policy.json", "it is empty")
    assert policy.block == Problem(ProblemKind.POLICY_UNREADABLE, "/etc/askance/policy.json", "it is empty")
    assert policy.problems == (policy.block,)
    assert policy.applied(Settings()).private_text == "insist"
