"""Policies of one file, from its text."""

from desktop.core.settings.policy.merging import policy_of
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.policy.source import Level, PolicySource


def policy_from_text(text: str, file: str = "/etc/askance/policy.json", level: Level = Level.MANAGED) -> Policy:
    """Returns the policy of one file."""
    return policy_of((PolicySource(file, level, text),))
