"""Parameters that a server has refused for a model: they are left out from then on, and the user is told once.

Remembered until the program ends, since servers and models change. What is shown as sent, what is sent and what the
settings offer ask the same memory. What a list of models says is remembered, too, but only for the settings: lists are
wrong at times, and a server that ignores a parameter does no harm.
"""

import re
from collections.abc import Callable, Iterable

from desktop.core.models.answer_parameters import EFFORTS
from desktop.core.models.offered_parameters import LENGTH, STORE, TEMPERATURE, ListedParameters, OfferedParameters
from desktop.services.ports.provider import AvailableModel

TellRefusal = Callable[[str, str, str], None]
"""Receives the endpoint, the model and the name of the parameter, as the server calls it."""
EFFORT = "reasoning_effort"
_EFFORT_WORDS = re.compile(
    r"\breasoning[_. -]?effort\b|\bthinking (?:effort|level)\b|\bdoes not support thinking\b", re.IGNORECASE
)
"""The effort by the words of OpenAI, Azure, xAI, Groq, Mistral, vLLM, Ollama, LiteLLM and OpenRouter."""
_LISTED = re.compile(
    r"(?:supported|allowed|valid|accepted|possible) (?:values|options)|must be (?:one of|either)|expected|one of",
    re.IGNORECASE,
)
"""Words before the efforts that a model takes, in a refusal of another one."""


def _no_listener(endpoint: str, model: str, name: str) -> None:
    """Tells nobody."""


_refused: dict[tuple[str, str], frozenset[str]] = {}
_efforts: dict[tuple[str, str], tuple[str, ...]] = {}
_listed: dict[tuple[str, str], ListedParameters] = {}
_tell: TellRefusal = _no_listener


def use_listener(tell: TellRefusal) -> TellRefusal:
    """Tells `tell` of each refusal from now on. Returns the listener before, so that a test can restore it."""
    global _tell
    previous, _tell = _tell, tell
    return previous


def refused_by(endpoint: str, model: str) -> frozenset[str]:
    """Returns the names that a model at an endpoint has refused."""
    return _refused.get((endpoint, model), frozenset())


def efforts_at(endpoint: str, model: str) -> tuple[str, ...]:
    """Returns the reasoning efforts that a model at an endpoint may take, as far as its refusals tell."""
    return () if EFFORT in refused_by(endpoint, model) else _efforts.get((endpoint, model), EFFORTS)


def note_list(endpoint: str, models: Iterable[AvailableModel]) -> None:
    """Remembers which parameters an endpoint's list of models names."""
    for key in [key for key in _listed if key[0] == endpoint]:
        del _listed[key]
    _listed.update({(endpoint, model.name): model.listed for model in models if model.listed != ListedParameters()})


def offered_at(endpoint: str, model: str) -> OfferedParameters:
    """Returns the parameters that the settings offer for a model at an endpoint. A refusal counts more than a list."""
    taken, listed = efforts_at(endpoint, model), _listed.get((endpoint, model), ListedParameters())
    unlisted = frozenset[str]() if listed.names is None else {TEMPERATURE, LENGTH, STORE} - listed.names
    if taken != EFFORTS:
        return OfferedParameters(taken, was_refused=True, unlisted=frozenset(unlisted))
    efforts = EFFORTS if listed.efforts is None else listed.efforts
    return OfferedParameters(efforts, unlisted=frozenset(unlisted))


def note_refusal(endpoint: str, model: str, names: tuple[str, ...], words: str, effort: str = "") -> bool:
    """Remembers which of `names`, those that were sent, the words of a refusal are about. Returns True if there is one:
    the rest may go, also where another request has been refused for it meanwhile.

    If they list the efforts that the model takes, only `effort`, the one that was asked for, is left out.
    """
    known, taken = refused_by(endpoint, model), _listed_efforts(words)
    about = [name for name in names if _is_about(name, words)]
    new = [name for name in about if name not in known]
    left_out = set(new)
    if EFFORT in new and taken and effort and effort not in taken:
        left_out.remove(EFFORT)
        if _efforts.get((endpoint, model)) == taken:  # of another request that was on its way together with this one
            new.remove(EFFORT)
        _efforts[endpoint, model] = taken
    _refused[endpoint, model] = known | left_out
    for name in new:
        _tell(endpoint, model, name)
    return bool(about)


def _is_about(name: str, words: str) -> bool:
    if name == EFFORT and _EFFORT_WORDS.search(words):
        return True
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def _listed_efforts(words: str) -> tuple[str, ...]:
    """Returns the efforts that a refusal lists as those that are taken; none if it lists none."""
    listing = _LISTED.search(words)
    rest = words[listing.end() :] if listing else ""
    return tuple(effort for effort in EFFORTS if re.search(rf"['\"`“‘\\]{effort}\b", rest))
