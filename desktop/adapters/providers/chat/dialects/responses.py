"""A whole response of OpenAI's Responses interface, as a choice of chat completions."""

from typing import Any

_REASONS = {"completed": "stop", "failed": "error", "cancelled": "cancelled", "incomplete": "incomplete"}


def is_response(value: dict[str, Any]) -> bool:
    """Returns True if an object is a response: it has its answer in a list of items."""
    return isinstance(value.get("output"), list)


def choice_of_response(response: dict[str, Any]) -> dict[str, Any]:
    """Returns the choice of a response, with the reason for its end, if its status or its details name one."""
    status = response.get("status")
    reason = _REASONS.get(status) if isinstance(status, str) else None
    details = response.get("incomplete_details")
    if status == "incomplete" and isinstance(details, dict) and details.get("reason"):
        reason = details["reason"]
    choice: dict[str, Any] = {"message": {"content": response.get("output")}}
    if reason:
        choice["finish_reason"] = reason
    if response.get("error"):
        choice["error"] = response["error"]
    return choice
