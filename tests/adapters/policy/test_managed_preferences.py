"""Managed preferences of macOS, read from files as the system writes them; that system itself was not at hand."""

import plistlib
from pathlib import Path

from desktop.adapters.policy.managed_preferences import DOMAIN, preference_sources
from desktop.core.settings.policy.merging import policy_of
from desktop.core.settings.policy.policy import Policy


def policy_in(folder: Path) -> Policy:
    return policy_of(preference_sources(lambda _: "", "anna", folder))


def test_the_computers_count_more_than_the_users(tmp_path: Path) -> None:
    assert preference_sources(lambda _: "", "anna", tmp_path) == ()
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / f"{DOMAIN}.plist").write_bytes(plistlib.dumps({"theme": "dark", "model": "hers"}))
    values = {"model": "house", "allowed_hosts": ["a"], "daily_limit_usd": 5, "Recommended": {"detail": "low"}}
    (tmp_path / f"{DOMAIN}.plist").write_bytes(plistlib.dumps({**values, "PayloadUUID": "x"}))
    policy = policy_in(tmp_path)
    assert dict(policy.values) == {"theme": "dark", "model": "house", "allowed_hosts": ("a",), "daily_limit_usd": 5.0}
    assert policy.recommended == (("detail", "low"),)
    assert policy.problems == ()


def test_what_cannot_be_read_blocks(tmp_path: Path) -> None:
    (tmp_path / f"{DOMAIN}.plist").write_bytes(b"<plist")
    assert policy_in(tmp_path).block is not None
    (tmp_path / f"{DOMAIN}.plist").write_bytes(plistlib.dumps(["a"]))
    assert policy_in(tmp_path).block is not None
    (tmp_path / f"{DOMAIN}.plist").write_bytes(plistlib.dumps({"allow_export": "perhaps"}))
    policy = policy_in(tmp_path)
    assert dict(policy.values) == {"allow_export": False}
    assert policy.reports[0].mistakes[0].line == 0
