"""The lines of the ledger: one before a request is sent, one after it has ended. Neither holds any content.

Their keys are a file format and never change.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Usage
from desktop.core.settings.endpoint import host_of

ASKED, ENDED = "asked", "ended"


class Outcome(StrEnum):
    """How a request ended, as far as this computer knows. The values are stored; UNKNOWN is one without an end."""

    ANSWERED = "answered"
    REFUSED = "refused"
    BROKEN = "broken"
    STOPPED = "stopped"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RequestEnd:
    """The end of a request. `status` is that of HTTP, 0 if there was none; `cost_usd` is None if it is not known."""

    outcome: Outcome
    status: int = 0
    usage: Usage | None = None
    cost_usd: float | None = None


def asked_line(request_id: str, at: str, request: Request) -> dict[str, Any]:
    """Returns the line of a request that is about to be sent; `at` is the time in UTC, in ISO's form."""
    return {
        "event": ASKED,
        "id": request_id,
        "at": at,
        "host": host_of(request.endpoint),
        "model": request.model,
        "pictures": [
            {"sha256": image.id, "width": image.width, "height": image.height, "bytes": len(image.data)}
            for image in request.images
        ],
        "private_text": request.review.private_text,
        "findings": [
            {"kind": found.kind, "decision": found.decision, "count": found.count} for found in request.review.found
        ],
    }


def ended_line(request_id: str, at: str, end: RequestEnd) -> dict[str, Any]:
    """Returns the line of a request that has ended."""
    usage = end.usage
    return {
        "event": ENDED,
        "id": request_id,
        "at": at,
        "outcome": end.outcome,
        "status": end.status or None,
        "input_tokens": usage.input_tokens if usage else None,
        "output_tokens": usage.output_tokens if usage else None,
        "cached_tokens": usage.cached_tokens if usage else None,
        "cost_usd": end.cost_usd,
    }
