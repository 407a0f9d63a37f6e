"""Remembers which prompts have texts beside them that give orders to the model, so that it is warned of them."""

from collections.abc import Awaitable, Callable, Iterable

from desktop.core.conversation.attached_text import split_question
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.typed.attached_orders import as_untrusted
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT, TypedFinding

MOST_REMEMBERED = 100  # prompts beyond those of the request that was looked through last; chosen


class TextOrders:
    """`find_typed` looks through a prompt; `families_off` returns the names of the families that are left out now."""

    def __init__(
        self,
        find_typed: Callable[[str], Awaitable[tuple[TypedFinding, ...]]],
        families_off: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._find_typed = find_typed
        self._families_off = families_off
        self._known: dict[str, tuple[Finding, ...]] = {}
        self._known_without: frozenset[str] = frozenset()  # the families that were off when these were found

    async def look_through(self, prompts: Iterable[str]) -> bool:
        """Looks through prompts that have texts beside them. Returns True if orders were found that were unknown.

        A prompt that could not be looked through is tried again the next time.
        """
        wanted, is_new = tuple(prompts), False
        off = self._families_off()
        if off != self._known_without:
            self._known, self._known_without = {}, off
        for prompt in wanted:
            if prompt not in self._known and split_question(prompt)[1]:
                found = await self._find_typed(prompt)
                if all(finding.name != UNKNOWN_TEXT for finding in found):
                    self._known[prompt] = as_untrusted(found)
                    is_new = is_new or bool(self._known[prompt])
        self._forget_others(frozenset(wanted))
        return is_new

    def known(self, prompts: Iterable[str]) -> tuple[Finding, ...]:
        """Returns what is known to give orders in these prompts."""
        return tuple(finding for prompt in prompts for finding in self._known.get(prompt, ()))

    def _forget_others(self, wanted: frozenset[str]) -> None:
        """Forgets the oldest prompts that are not wanted now, once there are too many."""
        others = [prompt for prompt in self._known if prompt not in wanted]
        for prompt in others[: max(0, len(self._known) - MOST_REMEMBERED)]:
            del self._known[prompt]
