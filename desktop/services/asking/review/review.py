"""The port by which a question is looked through on its way."""

from collections.abc import Awaitable
from typing import Protocol

from desktop.core.asking.question import AskedImage, Question
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision


class Review(Protocol):
    """Compares what would leave with what the user has allowed."""

    @property
    def insists(self) -> bool:
        """True if private text must be redacted before it leaves."""
        ...

    def unfinished(self, question: Question) -> tuple[AskedImage, ...]:
        """Returns the images that are still being scanned and that the user has not allowed to go unscanned."""
        ...

    def scan_progress(self) -> Awaitable[None]:
        """Returns an awaitable that is done when a scan has new results, counted from this call on."""
        ...

    def skip_scan(self, question: Question, images: tuple[AskedImage, ...]) -> None:
        """Lets these images go without waiting for their scan, as the user decided."""
        ...

    async def has_new_orders(self, question: Question) -> bool:
        """Looks through the texts beside questions. Returns True if the model must be warned of more in them."""
        ...

    async def concern(self, question: Question) -> PrivacyConcern | None:
        """Returns the findings and failures that the user has not allowed yet, or None if there are none."""
        ...

    async def kinds_found(self, question: Question) -> tuple[str, ...]:
        """Returns the kinds of all findings in what would leave, allowed or not, one for each finding."""
        ...

    def apply(self, decision: PrivacyDecision, concern: PrivacyConcern) -> None:
        """Remembers what the user has decided."""
        ...
