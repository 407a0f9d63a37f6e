"""What the answers of a run have measured: tokens, prices and times, for the sample and for what comes."""

from collections import deque
from dataclasses import dataclass

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.conversation.turn import Usage
from desktop.core.many.run import Spread
from desktop.core.many.tally import spread_of
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import estimate_request
from desktop.core.usage.spending_limits import runs_here

ANSWER_TOKENS = 300  # before anything was measured; chosen
REMEMBERED = 500  # answers


@dataclass(frozen=True, slots=True)
class Expectation:
    """The tokens that a request is expected to have with its answer, and its price, None where no price is known."""

    tokens: float
    usd: float | None


class Measures:
    """Learns from answers. The most that an answer had so far is expected of the next, so that a budget holds."""

    def __init__(self) -> None:
        self._tokens: deque[float] = deque(maxlen=REMEMBERED)
        self._usd: deque[float] = deque(maxlen=REMEMBERED)
        self._seconds: deque[float] = deque(maxlen=REMEMBERED)
        self._input_ratio = 1.0
        self._longest_answer = 0

    def expectation(self, prepared: PreparedRequest, settings: Settings) -> Expectation:
        """Returns what a request is expected to have and to cost."""
        model = model_at(settings.model, settings.host)
        estimated = estimate_request(prepared.request, model).tokens * self._input_ratio
        answer = prepared.request.parameters.tokens or self._longest_answer or ANSWER_TOKENS
        usd = model.price.cost_usd(round(estimated), answer) if model.price else None
        return Expectation(estimated + answer, usd)

    def learn(
        self, prepared: PreparedRequest, settings: Settings, usage: Usage, cost_usd: float | None, seconds: float
    ) -> None:
        """Learns from a request that the endpoint has counted."""
        estimated = estimate_request(prepared.request, model_at(settings.model, settings.host)).tokens
        if estimated and usage.input_tokens:
            self._input_ratio = min(20.0, max(0.05, usage.input_tokens / estimated))
        self._seconds.append(seconds)
        self.count(usage, cost_usd)

    def count(self, usage: Usage, cost_usd: float | None) -> None:
        """Learns from an answer alone; `cost_usd` is what it costs when it is asked for at once."""
        self._longest_answer = max(self._longest_answer, usage.output_tokens)
        self._tokens.append(usage.input_tokens + usage.output_tokens)
        if cost_usd is not None:
            self._usd.append(cost_usd)

    @staticmethod
    def costs_nothing(settings: Settings) -> bool:
        """Returns True for a model without a price on a server of this computer."""
        return runs_here(settings)

    @property
    def row_tokens(self) -> Spread | None:
        """The tokens of a request with its answer."""
        return spread_of(self._tokens)

    @property
    def row_usd(self) -> Spread | None:
        """The price of a request."""
        return spread_of(self._usd)
