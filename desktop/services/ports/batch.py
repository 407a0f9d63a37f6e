"""Requests and results as lines of files, as batch services and offline engines take and give them."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Usage
from desktop.core.errors import Problem


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of one request. `problem` is why there is no whole answer; `text` is what came all the same."""

    custom_id: str
    text: str = ""
    usage: Usage | None = None
    problem: Problem | None = None


WriteLine = Callable[[str, Request], bytes]
"""Returns the line of a request under an id of ours, with its end of line."""
ReadLine = Callable[[bytes, str, str], BatchResult | None]
"""Returns the result in a line of an answer file, of a host and a model, or None for a line that is none."""
