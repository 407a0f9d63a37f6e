"""The keys of a policy, one for each setting and each rule of the house, with what is known of their values.

The parser, `askance policy`, its schema, the templates for Windows and macOS and docs/admin.md are made of this table.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from desktop.core.settings.connections.given import MEMBERS, NEEDED, connection_texts
from desktop.core.settings.endpoint import endpoint_of
from desktop.core.settings.house_rules import host_pattern_of, is_path
from desktop.core.settings.own_headers import headers_of
from desktop.core.settings.policy.policy import RULE_NAMES
from desktop.core.settings.settings import RULES, Settings, from_plain
from desktop.core.settings.values.given_objects import ObjectText, object_texts

SMALLEST_LIMIT_USD = 1e-9  # no question that costs anything stays below it; a limit of 0 is none
MOST = 1e9  # of a number in a policy; chosen
LONGEST = 20_000  # letters of a text; chosen

STRICTEST_VALUES: dict[str, Any] = {
    "private_text": "insist",
    "find_ip_addresses": True,
    "find_faces": True,
    "keep_history": False,
    "keep_originals": False,
    "allow_uncovered": False,
    "open_heic": False,
    "notify_content": False,
    "ledger": True,
    "daily_limit_usd": SMALLEST_LIMIT_USD,
    "monthly_limit_usd": SMALLEST_LIMIT_USD,
    "question_limit_usd": SMALLEST_LIMIT_USD,
    "confirm_sending": True,
    "history_days": 1.0,
    "allowed_hosts": (),
    **{name: False for name in RULE_NAMES if name.startswith("allow_")},
}
"""By field name, the values that hold for keys whose value in a policy cannot be used."""

OF_SECRETS = frozenset({"credential", "credential_helper", "helper_lifetime_s", "helper_timeout_s", "headers"})
"""Field names of keys that only a managed policy may have: with what questions identify themselves."""

DECIDE_WHERE = frozenset({"endpoint", "model", "proxy", "certificates", "connections", *OF_SECRETS})
"""Field names of keys that decide where questions go and with what: while one cannot be used, they go nowhere."""


PROMPT_NEEDED = frozenset({"name", "words"})
PROMPT_MEMBERS = PROMPT_NEEDED | {"instructions", "connection", "model", "detail"}
"""The names in the object of a prompt; `connection` is the name of one."""

OBJECT_MEMBERS = {"connections": (NEEDED, MEMBERS), "prompts": (PROMPT_NEEDED, PROMPT_MEMBERS)}
"""By field name, the members that objects of a list need, and all that they may have."""

_NOT_OF_POLICY = frozenset({"endpoint_found", "connection_name"})
"""Field names of what no policy says: its endpoint was given, and its connections have names of their own."""

FILES = frozenset({"certificates", "model_table"})
"""Field names of keys whose value is the path of a file."""


class ValueKind(StrEnum):
    """The kinds of values."""

    SWITCH = "switch"
    CHOICE = "choice"
    AMOUNT = "amount"
    TEXT = "text"
    LIST = "list"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """A key: its name in files, the field of `Settings` that it sets, and its values.

    `choices` are all values of a choice. One that is `managed_only` is no default that a user could change.
    """

    stored: str
    field: str
    kind: ValueKind
    default: Any
    choices: tuple[str, ...] = ()
    managed_only: bool = False

    @property
    def strictest(self) -> Any:
        """The value that holds where one cannot be used; None if that is the user's own."""
        return STRICTEST_VALUES.get(self.field)

    @property
    def decides_where(self) -> bool:
        """True if nothing is sent while its value cannot be used."""
        return self.field in DECIDE_WHERE

    def usable(self, value: Any) -> Any:
        """Returns a value of a file as the program uses it, or None if it cannot be one."""
        if isinstance(value, str) and not (_is_encodable(value) and len(value) <= LONGEST):
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool) and not 0 <= value <= MOST:
            return None
        return self._rule(value) if self.managed_only else self._setting(value)

    def _setting(self, value: Any) -> Any:
        """Reads the value of a setting as the settings file is read: one that would be dropped there is none."""
        if self.field == "endpoint":
            return endpoint_of(value) if isinstance(value, str) else None
        if self.field == "model" and not (isinstance(value, str) and value.strip()):
            return None
        if isinstance(value, (dict, list)):
            return None
        known = getattr(from_plain({self.stored: value}), self.field)
        is_number = isinstance(known, float) and type(value) in (int, float)
        return known if known == value and (type(known) is type(value) or is_number) else None

    def _rule(self, value: Any) -> Any:
        if self.kind is ValueKind.SWITCH:
            return value if isinstance(value, bool) else None
        if self.kind is ValueKind.AMOUNT:
            return float(value) if type(value) in (int, float) else None
        if self.kind is ValueKind.CHOICE:
            return value if isinstance(value, str) and value in self.choices else None
        if self.kind is ValueKind.TEXT:
            is_usable = isinstance(value, str) and (self.field not in FILES or is_path(value))
            return value if is_usable else None
        if self.field == "connections":
            return connection_texts(value)
        if self.field == "prompts":
            return object_texts(value, PROMPT_NEEDED, PROMPT_MEMBERS)
        if not isinstance(value, list) or not all(isinstance(entry, str) and _is_encodable(entry) for entry in value):
            return None
        if self.field == "credential_helper":
            return tuple(value) if value and is_path(value[0]) and not any("\0" in entry for entry in value) else None
        if self.field == "headers":
            return tuple(value) if headers_of("\n".join(value)) is not None else None
        hosts = [host_pattern_of(entry) for entry in value]
        return None if None in hosts else tuple(hosts)


def _keys() -> tuple[PolicyKey, ...]:
    kinds, found = get_type_hints(Settings), list[PolicyKey]()
    for declared in (one for one in fields(Settings) if one.name not in _NOT_OF_POLICY):
        hint, stored = kinds[declared.name], declared.metadata["stored"]
        simple = {bool: ValueKind.SWITCH, float: ValueKind.AMOUNT, str: ValueKind.TEXT, tuple[str, ...]: ValueKind.LIST}
        simple[tuple[ObjectText, ...]] = ValueKind.OBJECTS
        kind = simple.get(hint, ValueKind.CHOICE)
        choices = tuple(map(str, get_args(hint))) if kind is ValueKind.CHOICE else ()
        found.append(PolicyKey(stored, declared.name, kind, declared.default, choices, stored in RULES))
    return tuple(found)


KEYS = _keys()
KEYS_BY_NAME = {key.stored: key for key in KEYS}


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
