"""What a run is made of: the parts that composition hands to it, and why it stops by itself."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.many.run import RunPlan
from desktop.core.many.run_settings import run_settings
from desktop.core.settings.settings import Settings
from desktop.services.asking.rate.paces import Paces
from desktop.services.asking.review.typed_review import FindTyped
from desktop.services.asking.send_question import FindKey, FindProvider, OpenAnswerImage
from desktop.services.asking.spending_account import Enter, no_account
from desktop.services.many.rows.row_preparation import RowPreparation
from desktop.services.many.rows.row_question import FindLimit
from desktop.services.ports.batch import BatchService, FindBatches, LineSpool, ReadLine, RowLedger, WriteLine
from desktop.services.privacy.send_guard import SendGuard

POLL_S = 60.0, 900.0
STOPPING = frozenset({
    ProblemKind.NO_KEY, ProblemKind.BAD_KEY_TEXT, ProblemKind.BAD_ENDPOINT, ProblemKind.KEY_REFUSED,
    ProblemKind.FORBIDDEN, ProblemKind.MODEL_UNKNOWN, ProblemKind.MODEL_FORBIDDEN, ProblemKind.MODEL_HAS_NO_VISION,
    ProblemKind.QUOTA, ProblemKind.NOT_AN_API, ProblemKind.REDIRECTED, ProblemKind.UNKNOWN_HOST,
    ProblemKind.CONNECTION_FAILED, ProblemKind.CONNECT_TIMEOUT, ProblemKind.TLS, ProblemKind.CERTIFICATES,
    ProblemKind.PROXY, ProblemKind.PLAIN_HTTP, ProblemKind.SPENDING_NOT_ENTERED, ProblemKind.POLICY_UNREADABLE,
    ProblemKind.RATE_LIMIT, ProblemKind.KEY_STORE_TIMED_OUT, ProblemKind.KEY_STORE_REFUSED,
    ProblemKind.HOST_NOT_ALLOWED, ProblemKind.CREDENTIAL_HELPER, ProblemKind.RUN_OVERLOADED,
    ProblemKind.LEDGER_NOT_WRITTEN,
})  # fmt: skip
"""Problems that every row would meet: the run pauses, and the row stays planned, since nothing was answered."""


class RunStoppedError(Exception):
    """The run pauses by itself. `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind.value)
        self.problem = problem


class EditsChangedError(Exception):
    """A row was prepared with other edits than those in force now; it is prepared anew."""


@dataclass(frozen=True, slots=True)
class RunParts:
    """The parts of runs. `in_thread` awaits a blocking call in one of the threads that prepare rows.

    `write_line` and `read_line` know the form of batch files, which `new_spool` holds until they are uploaded to where
    `batches` leads; `ledger` has their rows, where one is kept. `settings` returns those in force now, `locked` the
    fields that a policy sets; `find_limit` the spending limit that a cost would exceed, after `find_spending` has added
    up what was spent. `poll_s` are the first and the longest wait between looks at a batch, chosen.
    """

    preparation: RowPreparation
    in_thread: Callable[..., Awaitable[Any]]
    settings: Callable[[], Settings]
    locked: Callable[[], Collection[str]]
    provider: FindProvider
    key: FindKey
    guard: SendGuard
    open_answer_image: OpenAnswerImage
    find_typed: FindTyped
    find_spending: Callable[[Settings], Awaitable[None]]
    find_limit: FindLimit
    paces: Paces
    batches: FindBatches
    new_spool: Callable[[], LineSpool]
    write_line: WriteLine
    read_line: ReadLine
    ledger: RowLedger
    enter_cost: Enter = no_account
    poll_s: tuple[float, float] = POLL_S

    async def batches_of(self, plan: RunPlan) -> BatchService:
        """Returns the batches of a run's endpoint, under what holds now. Raises AskanceError, RunStoppedError."""
        settings = run_settings(plan, self.settings(), locked=self.locked())
        return await self.batches(plan.endpoint, await self.key_for(settings))

    async def key_for(self, settings: Settings) -> str | None:
        """Returns the endpoint's key. Raises RunStoppedError where it cannot be had: no other row could be asked."""
        try:
            return None if settings.is_local else await self.key(settings)
        except StorageError as failed:
            raise RunStoppedError(failed.problem) from None
