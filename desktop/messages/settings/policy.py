"""The sentences about mistakes in the settings of an organisation (its policy)."""

from typing import Any, get_args, get_type_hints

from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.policy.keys import KEYS, LONGEST
from desktop.core.settings.policy.policy import MistakeReason, PolicyMistake, PolicyReport
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted, number, sentences

MOST_NAMED = 4  # mistakes; the others are counted
_NO_SPENDING = N_("Until that is fixed, nothing that costs money is sent.")
_NOTHING_SENT = N_("Until that is fixed, nothing is sent.")
_UNTIL_FIXED = {
    "private_text": N_("Until that is fixed, private text must be covered."),
    "keep_history": N_("Until that is fixed, no history is saved."),
    "keep_originals": N_("Until that is fixed, no originals are kept."),
    "open_heic": N_("Until that is fixed, HEIC pictures can't be opened."),
    "daily_limit_usd": _NO_SPENDING,
    "monthly_limit_usd": _NO_SPENDING,
    "endpoint": _NOTHING_SENT,
    "model": _NOTHING_SENT,
    **dict.fromkeys(
        (
            *("connections", "proxy", "certificates", "headers", "credential", "credential_helper"),
            *("helper_lifetime_s", "helper_timeout_s"),
        ),
        _NOTHING_SENT,
    ),
    "allowed_hosts": N_("Until that is fixed, no host is allowed."),
    "question_limit_usd": _NO_SPENDING,
    "confirm_sending": N_("Until that is fixed, each question is confirmed."),
    "history_days": N_("Until that is fixed, conversations are kept for a day."),
    "ledger": N_("Until that is fixed, each request is entered into the ledger."),
    "allow_uncovered": N_("Until that is fixed, nothing goes out without its covers."),
    **dict.fromkeys(
        (
            *("allow_capture", "allow_image_addresses", "allow_export", "allow_copy", "allow_backup", "allow_import"),
            *("allow_quick_ask", "allow_connections", "allow_run_files"),
        ),
        N_("Until that is fixed, it is not allowed."),
    ),
}
"""By field name, the effect of a setting that a policy sets to something that cannot be used."""

_MISTAKES = {
    MistakeReason.UNKNOWN: N_("“{name}” in line {line} is unknown to this version of Askance."),
    MistakeReason.VALUE: N_("“{name}” in line {line} must be {wanted}."),
    MistakeReason.TWICE: N_("“{name}” in line {line} is there twice."),
    MistakeReason.SPELLING: N_("“{name}” in line {line} is misspelled, but was understood as “{meant}”."),
    MistakeReason.PLACE: N_("“{name}” in line {line} belongs inside “settings”, but was understood."),
    MistakeReason.BESIDE: N_("“{name}” in line {line} belongs beside “settings”, but was understood."),
    MistakeReason.LEVEL: N_("“{name}” in line {line} can't be a default, so it binds."),
    MistakeReason.MANAGED: N_("“{name}” in line {line} counts in a managed policy only."),
    MistakeReason.UNUSED: N_("“{name}” in line {line} is like “{meant}”, but is not used."),
}

_MISTAKES_WITHOUT_LINES = {
    MistakeReason.UNKNOWN: N_("“{name}” is unknown to this version of Askance."),
    MistakeReason.VALUE: N_("“{name}” must be {wanted}."),
    MistakeReason.TWICE: N_("“{name}” is there twice."),
    MistakeReason.SPELLING: N_("“{name}” is misspelled, but was understood as “{meant}”."),
    MistakeReason.PLACE: N_("“{name}” belongs inside “settings”, but was understood."),
    MistakeReason.BESIDE: N_("“{name}” belongs beside “settings”, but was understood."),
    MistakeReason.LEVEL: N_("“{name}” can't be a default, so it binds."),
    MistakeReason.MANAGED: N_("“{name}” counts in a managed policy only."),
    MistakeReason.UNUSED: N_("“{name}” is like “{meant}”, but is not used."),
}


_WANTED = {
    "allowed_hosts": N_("a list of hosts"),
    "model": N_("the name of a model"),
    "proxy": N_("“system”, “none” or the address of a proxy without a name and a password"),
    "credential_helper": N_("a list of texts, the path of a program first, in a managed policy"),
    "headers": N_("a list of headers, each as “name: value”, in a managed policy"),
    "certificates": N_("the whole path of a file"),
    "model_table": N_("the whole path of a file"),
    "connections": N_("a list of connections, each with a name of its own, an address, and no member that is unknown"),
    "prompts": N_("a list of prompts, each with a name of its own, words, and no member that is unknown"),
    "history_days": N_("a number of days"),
    "reader_threads": N_("a number"),
    "reader_rest_s": N_("a number of seconds"),
    "helper_lifetime_s": N_("a number of seconds"),
    "helper_timeout_s": N_("a number of seconds"),
}
"""By field name, the words for values of kinds of their own."""

_EXAMPLES = {
    "parameters": '{"temperature": 0.2}',
    "prices": "gpt-4o: 2.50, 10",
    "picture_caps": "llava: 4 MP",
    "rate": "300/15000",
}
"""By field name, texts of the form that is wanted."""

_NAMES = {key.field: key.stored for key in KEYS}
"""By field name, the names of keys in files."""


def policy_message(report: PolicyReport) -> str:
    """Returns sentences that name each mistake with its line, and say whom to tell."""
    named = report.mistakes[:MOST_NAMED]
    more = len(report.mistakes) - len(named)
    opening = _("Some of your organisation's settings in “{name}” can't be used.")
    return sentences(
        opening.format(name=untrusted_line(report.name, 80)),
        *map(mistake_words, named),
        counted("There is {count} more mistake.", "There are {count} more mistakes.", more) if more else "",
        _("The others apply. Tell your administrator."),
    )


def whose_rules(layers: SettingsLayers) -> str:
    """Returns the sentences about whose rules apply, with the organisation's own words; empty without a policy."""
    policy, rules = layers.policy, layers.in_force
    if not policy.values and policy.block is None:
        return ""
    contact = _("Questions about them: {contact}.").format(contact=untrusted_line(rules.contact, 200).rstrip("."))
    return sentences(
        untrusted_line(rules.banner, 500),
        _("The rules of your organisation apply here. Help → Policy shows them."),
        contact if rules.contact else "",
    )


def mistake_words(mistake: PolicyMistake) -> str:
    """Returns the sentences about one mistake, with what holds until it is mended."""
    table = _MISTAKES if mistake.line else _MISTAKES_WITHOUT_LINES
    words = _(table[mistake.reason]).format(
        name=untrusted_line(mistake.name, 40),
        meant=_NAMES.get(mistake.field, mistake.field),
        line=mistake.line,
        wanted=_wanted(mistake.field),
    )
    stricter = mistake.reason in (MistakeReason.VALUE, MistakeReason.TWICE, MistakeReason.MANAGED)
    return sentences(words, _(_UNTIL_FIXED.get(mistake.field, "")) if stricter else "")


def rejected_words(name: str) -> str:
    """Returns the sentence about a pattern that is rejected."""
    words = _("The pattern “{name}” can't be used: it isn't valid, matches everything or is too slow.")
    return words.format(name=untrusted_line(name, 60))


def _wanted(field: str) -> str:
    """Returns the words for the values that a key can have."""
    if field == "endpoint":
        return _("a server address without a name and a password")
    if field in _WANTED:
        return _(_WANTED[field])
    if field in _EXAMPLES:
        return _("a text such as “{example}”").format(example=_EXAMPLES[field])
    kind: Any = get_type_hints(Settings).get(field)
    choices = [f"“{choice}”" for choice in get_args(kind) if isinstance(choice, str)]
    if choices:
        return _("{choices} or {last}").format(choices=", ".join(choices[:-1]), last=choices[-1])
    text = _("a text of at most {count} characters").format(count=number(LONGEST))
    names: dict[Any, str] = {bool: _("true or false"), float: _("an amount of US dollars"), str: text}
    return names.get(kind, _("a list"))
