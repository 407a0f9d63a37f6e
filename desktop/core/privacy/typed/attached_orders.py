"""What is found in a prompt: private text anywhere in it, and orders to the model in the texts beside the question.

What the user has typed may give orders; a file or a paste is somebody else's text.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.core.conversation.attached_text import split_question
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.fingerprint import fingerprint
from desktop.core.privacy.patterns import TextDetector
from desktop.core.privacy.typed.typed_text import TypedFinding, locate_private_in_text
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.core.privacy.injection import orders
else:
    orders = deferred("desktop.core.privacy.injection.orders")

LONGEST_LINES = 400  # letters; longer lines around a passage are left out of what is quoted


def locate_in_prompt(
    prompt: str, more: Sequence[TextDetector] = (), off: frozenset[str] = frozenset()
) -> tuple[TypedFinding, ...]:
    """Returns what looks private in a prompt, and what gives orders in the texts beside it, with its place.

    `more` are custom patterns, `off` the names of families that are not looked for.
    """
    found = () if orders.ORDERS.name in off else tuple(_orders(prompt))
    return (*locate_private_in_text(prompt, more, off), *found)


def as_untrusted(found: Sequence[TypedFinding]) -> tuple[Finding, ...]:
    """Returns those that give orders as findings that can be quoted to the model."""
    return tuple(
        Finding(finding.kind, finding.name, (), finding.text)
        for finding in found
        if finding.kind is FindingKind.INJECTION
    )


def _orders(prompt: str) -> Iterator[TypedFinding]:
    at = len(prompt)
    for attached in reversed(split_question(prompt)[1]):  # from the end, where nothing that was typed stands
        at = prompt.rindex(attached.text, 0, at)
        for start, end in orders.find_orders(attached.text):
            first, last = _lines_around(attached.text, start, end)
            text = attached.text[first:last]
            yield TypedFinding(
                orders.ORDERS_NAME, at + first, at + last, text, fingerprint(text), FindingKind.INJECTION
            )


def _lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns the place of the whole lines of a passage, unless they are long."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = last if last >= 0 else len(text)
    return (first, last) if last - first <= LONGEST_LINES else (start, end)
