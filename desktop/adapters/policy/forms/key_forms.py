"""The keys with their words, for the forms that are made of them."""

from desktop.core.settings.policy.keys import PolicyKey, ValueKind
from desktop.messages.settings.setting_labels import setting_hint, setting_label

PATTERNS_LABEL = "Patterns of private text"
PATTERNS_HINT = "Each is a JSON object with a name and a regular expression, and adds to what is looked for"


def about(key: PolicyKey) -> str:
    """Returns a sentence or two about a key."""
    hint = setting_hint(key.field)
    return f"{setting_label(key.field)}: {hint}" if hint else setting_label(key.field)


def values_in_words(key: PolicyKey) -> str:
    """Returns the values of a key as a policy's file has them, for people who write one."""
    if key.kind is ValueKind.CHOICE:
        return ", ".join(f'"{choice}"' for choice in key.choices)
    words = {
        ValueKind.SWITCH: "true, false",
        ValueKind.AMOUNT: "a number",
        ValueKind.TEXT: "a text",
        ValueKind.LIST: "a list of texts",
        ValueKind.OBJECTS: "a list of objects",
    }
    return words[key.kind]
