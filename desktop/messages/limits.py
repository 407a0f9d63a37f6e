"""Words about spending limits."""

from desktop.core.untrusted_text import untrusted_line
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.messages.formatting import amount_spent, money
from desktop.messages.language.catalogue import N_, _

_OVER = {
    "today": (
        N_("This would go over your daily limit of {limit}: {spent} spent, and about {cost} plus the answer for this."),
        N_(
            "This would go over your organisation's daily limit of {limit}: {spent} spent, and about {cost} plus the "
            "answer for this."
        ),
    ),
    "this month": (
        N_(
            "This would go over your monthly limit of {limit}: {spent} spent, and about {cost} plus the answer for "
            "this."
        ),
        N_(
            "This would go over your organisation's monthly limit of {limit}: {spent} spent, and about {cost} plus the "
            "answer for this."
        ),
    ),
    "question": (
        N_("This would cost about {cost} plus the answer. Your organisation's limit per question is {limit}."),
    ),
}
_UNCOUNTED = {
    "today": (
        N_("The price of {model} is not known here, so your daily limit of {limit} can't count this question."),
        N_(
            "The price of {model} is not known here, so your organisation's daily limit of {limit} can't count this "
            "question."
        ),
    ),
    "this month": (
        N_("The price of {model} is not known here, so your monthly limit of {limit} can't count this question."),
        N_(
            "The price of {model} is not known here, so your organisation's monthly limit of {limit} can't count this "
            "question."
        ),
    ),
    "question": (
        N_(
            "The price of {model} is not known here, so your organisation's limit of {limit} per question can't be "
            "checked."
        ),
    ),
}
"""By the period of the limit: the user's own, and that of an organisation."""


def nothing_sent() -> str:
    """Returns the remark on a question that waits for a decision."""
    return _("Nothing was sent yet.")


def reason_to_wait(limit: ExceededLimit, cost_usd: float) -> str:
    """Returns why a question waits: it would pass a limit, or its price is not known, so the limit cannot count it."""
    words = (_UNCOUNTED if limit.uncounted_model else _OVER)[limit.which][-1 if limit.is_fixed else 0]
    facts = {
        "limit": money(limit.limit_usd),
        "spent": amount_spent(limit.spent_usd),
        "cost": money(cost_usd),
        "model": untrusted_line(limit.uncounted_model, 80),
    }
    return _(words).format(**facts)
