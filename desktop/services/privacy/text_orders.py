"""Remembers which prompts have texts beside them that give orders to the model, so that it is warned of them."""

from collections.abc import Awaitable, Callable, Iterable

from desktop.core.conversation.attached_text import split_question
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.typed.attached_orders import as_untrusted
from desktop.core.privacy.typed.typed_text import TypedFinding

MOST_REMEMBERED = 100  # prompts; chosen


class TextOrders:
    """`find_typed` looks through a prompt."""

    def __init__(self, find_typed: Callable[[str], Awaitable[tuple[TypedFinding, ...]]]) -> None:
        self._find_typed = find_typed
        self._known: dict[str, tuple[Finding, ...]] = {}

    async def look_through(self, prompts: Iterable[str]) -> bool:
        """Looks through prompts that have texts beside them. Returns True if orders were found that were unknown."""
        is_new = False
        for prompt in prompts:
            if prompt not in self._known and split_question(prompt)[1]:
                found = as_untrusted(await self._find_typed(prompt))
                is_new = is_new or bool(found)
                self._known[prompt] = found
                while len(self._known) > MOST_REMEMBERED:
                    del self._known[next(iter(self._known))]
        return is_new

    def known(self, prompts: Iterable[str]) -> tuple[Finding, ...]:
        """Returns what is known to give orders in these prompts."""
        return tuple(finding for prompt in prompts for finding in self._known.get(prompt, ()))
