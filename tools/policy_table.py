"""The table of keys in docs/admin.md, made of the keys."""

import json

from desktop.adapters.policy.forms.key_forms import about, values_in_words
from desktop.core.settings.policy.keys import KEYS, PolicyKey


def reference_table() -> str:
    """Returns the table in Markdown."""
    rows = ["| key | what it decides | values | default | if it can't be used |", "|---|---|---|---|---|"]
    return "\n".join((*rows, *map(_row, KEYS))) + "\n"


def _row(key: PolicyKey) -> str:
    level = " (managed only)" if key.managed_only else ""
    words = (f"`{key.stored}`{level}", about(key), values_in_words(key), f"`{_json(key.default)}`", _if_wrong(key))
    return f"| {' | '.join(word.replace('|', '∣') for word in words)} |"


def _if_wrong(key: PolicyKey) -> str:
    if key.decides_where:
        return "nothing is sent"
    if key.field == "answers":
        return "this computer answers"
    if key.strictest is None and key.managed_only:
        return "the default"
    return "the user's own" if key.strictest is None else f"`{_json(key.strictest)}`"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
