"""The sentences about parts of a policy that cannot work together, or not on this computer."""

from desktop.core.settings.policy.contradictions import Contradiction, ContradictionKind
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _
from desktop.messages.problem_tables.reasons import reason_words

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
