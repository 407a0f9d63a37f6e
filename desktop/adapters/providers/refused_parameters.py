"""Parameters that a server has refused for a model: they are left out from then on, and the user is told once.

Remembered until the program ends, since servers and models change. What is shown as sent and what is sent ask the same
memory.
"""

import re
from collections.abc import Callable

TellRefusal = Callable[[str, str, str], None]
"""Receives the endpoint, the model and the name of the parameter, as the server calls it."""


def _no_listener(endpoint: str, model: str, name: str) -> None:
    """Tells nobody."""


_refused: dict[tuple[str, str], frozenset[str]] = {}
_tell: TellRefusal = _no_listener


def use_listener(tell: TellRefusal) -> TellRefusal:
    """Tells `tell` of each refusal from now on. Returns the listener before, so that a test can restore it."""
    global _tell
    previous, _tell = _tell, tell
    return previous


def refused_by(endpoint: str, model: str) -> frozenset[str]:
    """Returns the names that a model at an endpoint has refused."""
    return _refused.get((endpoint, model), frozenset())


def note_refusal(endpoint: str, model: str, names: tuple[str, ...], words: str) -> bool:
    """Remembers which of `names` the words of a refusal are about. Returns True if there is one: the rest may go."""
    known = refused_by(endpoint, model)
    new = [name for name in names if name not in known and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)]
    _refused[endpoint, model] = known | set(new)
    for name in new:
        _tell(endpoint, model, name)
    return bool(new)
