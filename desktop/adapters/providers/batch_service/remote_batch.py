"""Reads what endpoints say of a batch, in their dialects: https://platform.openai.com/docs/api-reference/batch/object."""

from typing import Any

from desktop.adapters.providers.errors.error_body import read_error_body
from desktop.core.errors import Problem, ProblemKind
from desktop.core.untrusted_text import untrusted_line
from desktop.services.ports.batch import RemoteBatch, RemoteState

_STATES = {
    "completed": RemoteState.DONE,
    "failed": RemoteState.FAILED,
    "expired": RemoteState.EXPIRED,
    "cancelled": RemoteState.CANCELLED,
    "canceled": RemoteState.CANCELLED,
    **dict.fromkeys(("success", "succeeded", "done", "finished", "ended"), RemoteState.DONE),
    **dict.fromkeys(("error", "failure", "timeout", "timed_out", "timeout_exceeded"), RemoteState.EXPIRED),
}
"""The words of OpenAI first; the others are those of services whose gateways hand them through. Only of OpenAI's own
“failed” it is known that nothing was asked and paid.
"""
LONGEST_ID = 512  # letters; those of gateways are long


def remote_batch(plain: object, host: str, wait_s: float = 0.0) -> RemoteBatch | None:
    """Returns the batch that JSON describes, or None if it describes none."""
    if isinstance(plain, dict) and isinstance(plain.get("job"), dict):
        plain = plain["job"]  # of Together
    if not isinstance(plain, dict) or not (batch_id := id_in(plain)):
        return None
    state = _STATES.get(str(plain.get("status", "")).lower(), RemoteState.WORKING)
    files = [plain.get(name) for name in ("output_file_id", "error_file_id")]
    counts = plain.get("request_counts")
    numbers = counts if isinstance(counts, dict) else {}
    done = _count(numbers.get("completed")) + _count(numbers.get("failed"))
    return RemoteBatch(
        batch_id,
        state,
        tuple(dict.fromkeys(name for name in files if isinstance(name, str) and _is_id(name))),
        _problem(plain, host) if state is RemoteState.FAILED else None,
        done,
        _count(numbers.get("total")),
        wait_s,
    )


def id_in(plain: dict[str, Any]) -> str:
    """Returns the id of an object; empty if it has none."""
    found = plain.get("id")
    return found if isinstance(found, str) and _is_id(found) else ""


def _is_id(found: str) -> bool:
    """Returns True for a name that stands for itself in an address, which “.” and “..” do not."""
    return 0 < len(found) <= LONGEST_ID and found not in (".", "..")


def batches_in(plain: object) -> list[dict[str, Any]]:
    """Returns the objects of a list, which some endpoints send without anything around it."""
    if isinstance(plain, dict):
        plain = plain.get("data")
    return [found for found in plain if isinstance(found, dict)] if isinstance(plain, list) else []


def _problem(plain: dict[str, Any], host: str) -> Problem:
    errors = plain.get("errors")
    read = read_error_body({"errors": errors.get("data") if isinstance(errors, dict) else plain.get("error")})
    code = untrusted_line(next(iter(read.codes), ""), 60)
    return Problem(ProblemKind.BATCH_FAILED, host, untrusted_line(read.message) or code, code=code)


def _count(found: object) -> int:
    return found if isinstance(found, int) and found > 0 else 0
