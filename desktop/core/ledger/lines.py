"""The lines of the ledger: one before a request is sent, one after it has ended. Neither holds any content.

A row of a batch has both, too: one before the file leaves in which it stands, one when its result is here. Their keys
are a file format and never change.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Usage
from desktop.core.settings.endpoint import host_of

ASKED, ENDED = "asked", "ended"


class Outcome(StrEnum):
    """How a request ended, as far as this computer knows. The values are stored; UNKNOWN is one without an end.

    EXPIRED and CANCELLED are rows that a batch ended without.
    """

    ANSWERED = "answered"
    REFUSED = "refused"
    BROKEN = "broken"
    STOPPED = "stopped"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
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
    return {"event": ASKED, "id": request_id, "at": at, **facts_of(request)}


def row_line(batch: str, row: int, at: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Returns the line of a row of a batch, whose file is about to be sent; `facts` are those of its request."""
    return {"event": ASKED, "id": row_id(batch, row), "at": at, **facts, "batch": batch}


def row_id(batch: str, row: int) -> str:
    """Returns the id under which a row of a batch is entered: always the same, whichever process sees its end."""
    return f"{batch}-{row}"


def facts_of(request: Request) -> dict[str, Any]:
    """Returns what a line says of a request before it is sent."""
    return {
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
