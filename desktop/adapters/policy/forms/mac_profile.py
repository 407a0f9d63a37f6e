"""A configuration profile for macOS with every key at its default, to be shortened and filled in; made of the keys."""

import plistlib
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from desktop.adapters.policy.managed_preferences import DOMAIN, RECOMMENDED
from desktop.core.settings.policy.keys import KEYS


def mobileconfig() -> str:
    """Returns the profile as text."""
    values: dict[str, Any] = {key.stored: _plain(key.default) for key in KEYS}
    defaults = {key.stored: _plain(key.default) for key in KEYS if not key.managed_only}
    payload = {
        **values,
        "patterns": [],
        RECOMMENDED: defaults,
        "PayloadType": DOMAIN,
        "PayloadIdentifier": f"{DOMAIN}.policy",
        "PayloadUUID": str(uuid5(NAMESPACE_DNS, f"{DOMAIN}.policy")).upper(),
        "PayloadVersion": 1,
        "PayloadDisplayName": "Askance",
    }
    profile = {
        "PayloadContent": [payload],
        "PayloadType": "Configuration",
        "PayloadIdentifier": DOMAIN,
        "PayloadUUID": str(uuid5(NAMESPACE_DNS, DOMAIN)).upper(),
        "PayloadVersion": 1,
        "PayloadDisplayName": "The policy of Askance",
        "PayloadScope": "System",
    }
    return plistlib.dumps(profile, sort_keys=False).decode("utf-8")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
