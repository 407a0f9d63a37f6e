"""The administrative templates for Windows (ADMX, and its words in English, ADML), made of the keys."""

from xml.sax.saxutils import escape, quoteattr

from desktop.adapters.policy.forms.key_forms import PATTERNS_HINT, PATTERNS_LABEL, about
from desktop.adapters.policy.registry import LISTS_BELOW, PATH
from desktop.core.settings.policy.keys import KEYS, PolicyKey, ValueKind
from desktop.messages.settings.setting_labels import setting_label

_SCHEMA = (
    'xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0"'
)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_LEVELS = (("", PATH, "askance"), ("_recommended", rf"{PATH}\{LISTS_BELOW}", "recommended"))


def admx() -> str:
    """Returns the definitions: each key at both levels, those that cannot be a default at one."""
    policies = []
    for ending, path, category in _LEVELS:
        for key in KEYS:
            if not (ending and key.managed_only):
                policies.append(_policy(key, ending, path, category))
    policies.append(
        '    <policy name="patterns" class="Both" displayName="$(string.patterns)"'
        ' explainText="$(string.patterns_help)"'
        f' key={quoteattr(PATH)} presentation="$(presentation.patterns)">\n'
        '      <parentCategory ref="askance"/>\n      <supportedOn ref="any"/>\n'
        f'      <elements>\n        <list id="patterns" key={quoteattr(PATH + chr(92) + "patterns")}'
        ' valuePrefix=""/>\n      </elements>\n    </policy>'
    )
    return (
        f"{_HEAD}<policyDefinitions {_SCHEMA}>\n"
        '  <policyNamespaces>\n    <target prefix="askance" namespace="Askance.Policies"/>\n  </policyNamespaces>\n'
        '  <resources minRequiredRevision="1.0"/>\n'
        '  <supportedOn>\n    <definitions>\n      <definition name="any" displayName="$(string.any)"/>\n'
        "    </definitions>\n  </supportedOn>\n"
        '  <categories>\n    <category name="askance" displayName="$(string.askance)"/>\n'
        '    <category name="recommended" displayName="$(string.recommended)">\n'
        '      <parentCategory ref="askance"/>\n    </category>\n  </categories>\n'
        "  <policies>\n" + "\n".join(policies) + "\n  </policies>\n</policyDefinitions>\n"
    )


def adml() -> str:
    """Returns the words of the definitions."""
    strings = {
        "any": "Windows 10 or later",
        "askance": "Askance",
        "recommended": "Defaults that users can change",
        "patterns": PATTERNS_LABEL,
        "patterns_help": PATTERNS_HINT,
    }
    shown = [
        '      <presentation id="patterns">\n'
        '        <listBox refId="patterns">Patterns</listBox>\n      </presentation>'
    ]
    for key in KEYS:
        strings |= {key.stored: setting_label(key.field), f"{key.stored}_help": about(key)}
        strings |= {_choice_id(key, choice): choice for choice in key.choices}
        for ending, *_ in _LEVELS:
            if key.kind is not ValueKind.SWITCH and not (ending and key.managed_only):
                shown.append(_presentation(key, ending))
    table = "\n".join(f'      <string id="{name}">{escape(words)}</string>' for name, words in strings.items())
    return (
        f"{_HEAD}<policyDefinitionResources {_SCHEMA}>\n  <displayName>Askance</displayName>\n"
        "  <description>The policy of Askance</description>\n  <resources>\n"
        f"    <stringTable>\n{table}\n    </stringTable>\n"
        "    <presentationTable>\n" + "\n".join(shown) + "\n    </presentationTable>\n"
        "  </resources>\n</policyDefinitionResources>\n"
    )


def _policy(key: PolicyKey, ending: str, path: str, category: str) -> str:
    name, where = f"{key.stored}{ending}", quoteattr(path)
    head = (
        f'    <policy name="{name}" class="Both" displayName="$(string.{key.stored})"'
        f' explainText="$(string.{key.stored}_help)" key={where}'
    )
    inside = '      <parentCategory ref="' + category + '"/>\n      <supportedOn ref="any"/>\n'
    if key.kind is ValueKind.SWITCH:
        values = "".join(
            f'      <{state}Value><decimal value="{number}"/></{state}Value>\n'
            for state, number in (("enabled", 1), ("disabled", 0))
        )
        return f'{head} valueName="{key.stored}">\n{inside}{values}    </policy>'
    return (
        f'{head} presentation="$(presentation.{name})">\n{inside}'
        f"      <elements>\n        {_element(key, path)}\n      </elements>\n    </policy>"
    )


def _element(key: PolicyKey, path: str) -> str:
    if key.kind is ValueKind.CHOICE:
        items = "".join(
            f'<item displayName="$(string.{_choice_id(key, choice)})">'
            f"<value><string>{escape(choice)}</string></value></item>"
            for choice in key.choices
        )
        return f'<enum id="{key.stored}" valueName="{key.stored}" required="true">{items}</enum>'
    if key.kind in (ValueKind.LIST, ValueKind.OBJECTS):
        return f'<list id="{key.stored}" key={quoteattr(path + chr(92) + key.stored)} valuePrefix=""/>'
    return f'<text id="{key.stored}" valueName="{key.stored}" required="true"/>'


def _presentation(key: PolicyKey, ending: str) -> str:
    label = escape(setting_label(key.field))
    fields = {
        ValueKind.CHOICE: f'<dropdownList refId="{key.stored}">{label}</dropdownList>',
        ValueKind.LIST: f'<listBox refId="{key.stored}">{label}</listBox>',
        ValueKind.OBJECTS: f'<listBox refId="{key.stored}">{label}</listBox>',
    }
    usual = f'<textBox refId="{key.stored}"><label>{label}</label></textBox>'
    return (
        f'      <presentation id="{key.stored}{ending}">\n        {fields.get(key.kind, usual)}\n      </presentation>'
    )


def _choice_id(key: PolicyKey, choice: str) -> str:
    return f"{key.stored}_{choice}"
