"""Values of keys whose name or place is only guessed at: none of them loosens what would hold without it."""

from typing import Any

from desktop.core.settings.house_rules import ANYWHERE
from desktop.core.settings.policy.keys import PolicyKey, ValueKind

_STRICT_CHOICES = {"private_text": ("insist", "warn"), "answers": ("computer",)}
"""By field name, the values of a choice that shut something, the strictest first."""


def guessed_value(key: PolicyKey, value: Any) -> Any:
    """Returns the value that holds where `value` stands under a name or in a place that is guessed at.

    None is no value: users decide as without it. A locked value that is not the strictest would take the place of a
    stricter one of a user's, so that where both may be meant the strictest holds.
    """
    if strict := _STRICT_CHOICES.get(key.field):
        return strict[0] if value in strict else None
    if key.strictest is None:
        return value
    if key.kind is ValueKind.AMOUNT:
        return value if value > 0 else None  # an amount of 0 limits nothing
    if key.kind is ValueKind.LIST:
        return value if set(ANYWHERE).isdisjoint(value) else None
    return value if value == key.strictest else None
