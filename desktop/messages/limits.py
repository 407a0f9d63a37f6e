"""Words about spending limits."""

from desktop.core.untrusted_text import untrusted_line
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.messages.formatting import amount_spent, money


def limit_words(limit: ExceededLimit, cost_usd: float) -> str:
    """Returns why a question waits: it would pass a limit, or its price is not known, so the limit cannot count it."""
    whose = "the limit that your administrator has set" if limit.is_fixed else "your limit"
    amount = f"{whose} of {money(limit.limit_usd)} for {limit.which}"
    if limit.uncounted_model:
        model = untrusted_line(limit.uncounted_model, 80)
        return f"The price of {model} is not known here, so {amount} cannot count this question."
    return (
        f"This question would pass {amount}: {amount_spent(limit.spent_usd)} is spent, and it costs about "
        f"{money(cost_usd)} before its answer."
    )
