"""The decisions that a user takes before a question goes out.

The window, the command line and a table of decisions in a test each ask in their own way.
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from desktop.core.asking.question import AskedImage, Question
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.typed.typed_text import TypedFinding, TypedPart
from desktop.core.usage.spending_limits import ExceededLimit


class PrivacyDecision(Enum):
    """The user's answer to a privacy concern.

    CHANGED: what was found has been covered or replaced, so the question is collected again and goes out. RECHECK: what
    the concern is about has changed otherwise, so it is looked at again, and nothing goes out without another word.
    """

    SEND = auto()
    CHANGED = auto()
    SCAN_AGAIN = auto()
    RECHECK = auto()
    CANCEL = auto()


@dataclass(frozen=True, slots=True)
class PrivacyConcern:
    """The reasons why a question should not go out unseen.

    `findings` holds each image that the host has not received, with what was found on it; `unscanned` holds the images
    on which the scan failed; `typed` holds what was found in the parts that were typed. With `insists`, a setting or a
    policy demands that private text is redacted.
    """

    question: Question
    findings: tuple[tuple[AskedImage, tuple[Finding, ...]], ...]
    unscanned: tuple[AskedImage, ...]
    insists: bool
    typed: tuple[tuple[TypedPart, tuple[TypedFinding, ...]], ...] = ()

    def typed_in(self, part: TypedPart) -> tuple[TypedFinding, ...]:
        """Returns the findings in a part that was typed."""
        return next((findings for other, findings in self.typed if other is part), ())

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        return tuple(finding for _, findings in self.findings for finding in findings)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the kinds of all findings, one for each."""
        typed = (finding.name for _, findings in self.typed for finding in findings)
        return (*(finding.name for finding in self.all_findings), *typed)

    @property
    def must_redact(self) -> bool:
        """True if the question cannot go out as it is."""
        is_private = any(finding.must_be_covered for finding in self.all_findings)
        typed = any(finding.kind is FindingKind.PRIVATE for _, findings in self.typed for finding in findings)
        return self.insists and (is_private or typed)


class User(Protocol):
    """Decides where a question needs it. A cancelled wait takes its notice away; a late answer is ignored."""

    async def wait_for_scan(self, question: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        """Waits until `scanned` is done. Returns False if the user prefers to ask at once, which `may_skip` allows."""
        ...

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        """Shows a concern, and returns the user's decision."""
        ...

    async def confirm_sending(self, question: Question) -> bool:
        """Returns True if the question may go out, where the rules of the house want a word before each."""
        ...

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        """Returns True if the question may go out although it would exceed a spending limit."""
        ...
