"""The one way of a question, as tables: what comes between, what the user decides, and what is sent."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import pytest

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import AskedImage, Question
from desktop.core.asking.request import build_request
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.asking.ask_question import AskState, ask_question
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision

LIMIT = ExceededLimit("today", 1.0, 0.9)


def question(prompt: str = "what?", confirms: bool = False) -> Question:
    return Question(RequestInputs(Settings(confirm_sending=confirms), Conversation("c"), prompt))


@dataclass
class Script:
    """A world in which things happen as told; it fulfils `AskServices`, `Review` and `User`, and takes notes.

    `draft` is what the user has typed by now; `typed_meanwhile` replaces it when the next wait or decision ends.
    """

    draft: str = "what?"
    images_pending: bool = False
    answerer_unknown: bool = False
    answering: bool = False
    building: bool = False
    build_fails: bool = False
    scanning: bool = False
    skips_scan: bool = False
    found: bool = False
    found_again: bool = False
    over_limit: bool = False
    decisions: tuple[PrivacyDecision, ...] = ()
    may_exceed: bool = False
    confirms: bool = False
    may_send: bool = False
    insists: bool = False
    typed_meanwhile: str = ""
    notes: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    @property
    def review(self) -> "Script":
        return self

    def collect(self) -> Question | None:
        return question(self.draft, self.confirms) if self.draft else None

    def _goes_on(self, what: str) -> None:
        self.notes.append(what)
        self.draft = self.typed_meanwhile or self.draft

    async def images_settled(self) -> None:
        self._goes_on("images are there")

    def answerer_known(self) -> bool:
        return not self.answerer_unknown

    async def find_answerer(self) -> None:
        self.answerer_unknown = False
        self._goes_on("it is known who answers")

    def is_answering(self, conversation_id: str) -> bool:
        return self.answering

    async def answer_ended(self, conversation_id: str) -> None:
        self.answering = False
        self._goes_on("the other answer has ended")

    def built(self, asked: Question) -> PreparedRequest | None:
        if self.building:
            return None
        inputs = asked.inputs
        return PreparedRequest(build_request(inputs.settings, inputs.conversation, inputs.prompt, (), {}), (), 0)

    async def build(self, asked: Question) -> None:
        if self.build_fails:
            raise AskanceError(Problem(ProblemKind.IMAGE_GONE))
        self.building = False
        self._goes_on("it is built")

    def unfinished(self, asked: Question) -> tuple[AskedImage, ...]:
        return ("an image",) if self.scanning else ()  # type: ignore[return-value]

    def skip_scan(self, asked: Question, images: tuple[AskedImage, ...]) -> None:
        self.scanning = False

    def scan_progress(self) -> Awaitable[None]:
        async def scanned() -> None:
            self.scanning = False

        return scanned()

    async def wait_for_scan(self, asked: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        await scanned
        self.scanning = self.skips_scan
        self._goes_on("skipped" if self.skips_scan else "scanned")
        return not self.skips_scan

    async def has_new_orders(self, asked: Question) -> bool:
        return False

    async def concern(self, asked: Question) -> PrivacyConcern | None:
        return PrivacyConcern(asked, (), (), self.insists) if self.found else None

    async def kinds_found(self, asked: Question) -> tuple[str, ...]:
        return ()

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        decision, *rest = self.decisions
        self.decisions = tuple(rest)
        self._goes_on("asked")
        return decision

    def apply(self, decision: PrivacyDecision, concern: PrivacyConcern) -> None:
        self.found = decision is PrivacyDecision.SCAN_AGAIN or self.found_again
        self.found_again = False

    async def find_spending(self, asked: Question) -> None: ...

    def exceeded_limit(self, asked: Question, prepared: PreparedRequest) -> tuple[ExceededLimit, float] | None:
        return (LIMIT, 0.2) if self.over_limit else None

    async def confirm_sending(self, asked: Question) -> bool:
        self._goes_on("asked for a word")
        return self.may_send

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        self._goes_on(f"asked for ${cost_usd}")
        return self.may_exceed

    def keep(self, asked: Question) -> Turn:
        self.notes.append("kept")
        return asked.new_turn(1.0)

    def fail(self, turn: Turn, error: AskanceError) -> Turn:
        return turn.failed(error.problem)

    async def send(self, asked: Question, prepared: PreparedRequest, turn: Turn) -> Turn:
        self.sent += [message.text for message in prepared.request.messages]
        return turn.done(None)


SEND, AGAIN, CANCEL = PrivacyDecision.SEND, PrivacyDecision.SCAN_AGAIN, PrivacyDecision.CANCEL
CHANGED, RECHECK = PrivacyDecision.CHANGED, PrivacyDecision.RECHECK


@pytest.mark.parametrize(
    ("world", "notes", "sent"),
    [
        (Script(), ["kept"], ["what?"]),
        (Script(confirms=True), ["asked for a word"], []),
        (
            Script(confirms=True, may_send=True, typed_meanwhile="and this?"),
            ["asked for a word", "kept"],
            ["and this?"],
        ),
        (Script(images_pending=True, typed_meanwhile="and this?"), ["images are there", "kept"], ["and this?"]),
        (Script(answerer_unknown=True), ["it is known who answers", "kept"], ["what?"]),
        (Script(answering=True), ["the other answer has ended", "kept"], ["what?"]),
        (Script(building=True, typed_meanwhile="else?"), ["it is built", "kept"], ["else?"]),
        (Script(building=True, build_fails=True), ["kept"], []),
        (Script(scanning=True), ["scanned", "kept"], ["what?"]),
        (Script(scanning=True, skips_scan=True), ["skipped", "kept"], ["what?"]),
        (Script(found=True, decisions=(SEND,)), ["asked", "kept"], ["what?"]),
        (Script(found=True, decisions=(AGAIN, SEND)), ["asked", "asked", "kept"], ["what?"]),
        (Script(found=True, decisions=(CANCEL,)), ["asked"], []),
        (Script(found=True, decisions=(CHANGED,)), ["asked", "kept"], ["what?"]),
        (Script(found=True, decisions=(RECHECK,)), ["asked"], []),
        (Script(found=True, found_again=True, decisions=(RECHECK, SEND)), ["asked", "asked", "kept"], ["what?"]),
        (Script(found=True, found_again=True, decisions=(CHANGED, RECHECK)), ["asked", "asked"], []),
        (Script(found=True, decisions=(RECHECK,), over_limit=True, may_exceed=True), ["asked"], []),
        (Script(found=True, decisions=(SEND,), typed_meanwhile="typed on"), ["asked", "kept"], ["typed on"]),
        (Script(over_limit=True, may_exceed=True), ["asked for $0.2", "kept"], ["what?"]),
        (Script(over_limit=True), ["asked for $0.2"], []),
        (Script(scanning=True, found=True, over_limit=True, decisions=(CANCEL,)), ["scanned", "asked"], []),
        (
            Script(scanning=True, found=True, over_limit=True, decisions=(SEND,), may_exceed=True),
            ["scanned", "asked", "asked for $0.2", "kept"],
            ["what?"],
        ),
    ],
)
def test_what_comes_between_and_what_is_sent(world: Script, notes: list[str], sent: list[str]) -> None:
    async def run() -> Turn | None:
        return await ask_question(
            question(confirms=world.confirms),
            world.collect,
            world,
            world,
            lambda _: None,
            waits_for_images=world.images_pending,
        )

    turn = asyncio.run(run())
    assert (world.notes, world.sent) == (notes, sent)
    assert (turn is not None) == ("kept" in notes)
    assert turn is None or turn.stage is (Stage.DONE if sent else Stage.FAILED)


@pytest.mark.parametrize(
    ("world", "states"),
    [
        (Script(), []),
        (Script(building=True), [AskState.BUILDING]),
        (Script(answering=True, scanning=True), [AskState.WAITING_FOR_ANSWER, AskState.SCANNING]),
        (
            Script(found=True, over_limit=True, decisions=(SEND,), may_exceed=True),
            [AskState.CONFIRMING_PRIVACY, AskState.CONFIRMING_COST],
        ),
    ],
)
def test_each_state_is_shown(world: Script, states: list[AskState]) -> None:
    shown: list[AskState] = []
    asyncio.run(ask_question(question(), world.collect, world, world, shown.append))
    assert shown == states


def test_looking_through_a_long_text_is_shown() -> None:
    shown: list[AskState] = []
    asked = question()
    long = replace(asked, inputs=replace(asked.inputs, prompt="a line\n" * 3000))
    world = Script()
    asyncio.run(ask_question(long, world.collect, world, world, shown.append))
    assert shown == [AskState.SCANNING]


def test_who_cannot_collect_it_any_more_asks_nothing() -> None:
    world = Script(scanning=True)
    collect: Callable[[], Question | None] = lambda: None  # noqa: E731 (a value of the table)
    assert asyncio.run(ask_question(question(), collect, world, world, lambda _: None)) is None
    assert (world.notes, world.sent) == (["scanned"], [])


def test_cancelled_while_it_waits_nothing_is_kept() -> None:
    world = Script(found=True)

    async def never(concern: PrivacyConcern) -> PrivacyDecision:
        await asyncio.Event().wait()
        return SEND

    world.confirm_privacy = never  # type: ignore[method-assign]

    async def run() -> None:
        task = asyncio.create_task(ask_question(question(), world.collect, world, world, lambda _: None))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert (world.notes, world.sent) == ([], [])
