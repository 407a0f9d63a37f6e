"""The sentences about parts of a policy that cannot work together, or not on this computer."""

from collections.abc import Sequence

from desktop.core.settings.policy.contradictions import Contradiction, ContradictionKind
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted
from desktop.messages.problem_tables.reasons import reason_words

MOST_SHOWN = 8  # sentences above the values in force; the others are counted
_WORDS = {
    ContradictionKind.HOST: N_(
        "“{name}” leads to “{detail}”, which “allowed_hosts” doesn't allow: nothing is sent there."
    ),
    ContradictionKind.NO_PROGRAM: N_(
        "“credential” wants a program, and “credential_helper” names none: there is no key."
    ),
    ContradictionKind.FILE: N_("“{name}” names “{detail}”, which is no use on this computer: {reason}."),
}


def contradiction_words(found: Contradiction) -> str:
    """Returns the sentence about one of them."""
    detail = untrusted_line(found.detail, 200)
    return _(_WORDS[found.kind]).format(name=found.name, detail=detail, reason=reason_words(found.reason))


def first_of(wrong: Sequence[str]) -> tuple[str, ...]:
    """Returns so many sentences about what is wrong with a policy as a window has room for, and how many follow."""
    more = len(wrong) - MOST_SHOWN
    if more <= 0:
        return tuple(wrong)
    return (*wrong[:MOST_SHOWN], counted("There is {count} more mistake.", "There are {count} more mistakes.", more))
