"""Small real classes in place of what cannot be had in a test of a service. They have tests of their own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import AskedImage, Question
from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError, OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.asking.send_question import QuestionSender
from desktop.services.ports.provider import AnswerChunk, AvailableModel

Step = AnswerChunk | AskanceError | float | asyncio.Event


class ScriptedProvider:
    """Plays one script a question: pieces are handed on, errors raised, events waited for; numbers are seconds."""

    def __init__(self, *scripts: list[Step]) -> None:
        self.scripts = list(scripts)
        self.requests: list[Request] = []
        self.closed = 0

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        self.requests.append(request)
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        try:
            for step in script:
                if isinstance(step, AskanceError):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                elif isinstance(step, asyncio.Event):
                    await step.wait()
                else:
                    yield step
        finally:
            self.closed += 1

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        return (AvailableModel("gpt-4o", "2027-01-14"),)


def lines_of(*texts: str, size: tuple[int, int] = (400, 300), kind: TextBlockKind = TextBlockKind.TEXT) -> OcrResult:
    """A reading of these lines, one under the other: each letter 8 pixels wide, each line 20 high."""
    rows = tuple((line_at(text, 10, 10 + 24 * at),) for at, text in enumerate(texts))
    return OcrResult(size, (TextBlock(kind, rows),) if rows else ())


def line_at(text: str, left: int, top: int, height: int = 20) -> OcrLine:
    """A line whose letters are 8 pixels wide."""
    words, at = [], 0
    for word in text.split(" "):
        if word:
            words.append(OcrWord(word, Rect(left + 8 * at, top, left + 8 * (at + len(word)), top + height)))
        at += len(word) + 1
    return OcrLine(tuple(words), 8.0)


class ScriptedReader:
    """Reads what it was told that a picture of that size says; an error is raised. It can be held up."""

    def __init__(self) -> None:
        self.says: dict[tuple[int, int], OcrResult | Problem] = {}
        self.read_sizes: list[tuple[int, int]] = []
        self.rested = 0
        self.interrupted = False
        self.go = threading.Event()
        self.go.set()

    def read(
        self, pixels: PixelBuffer, progress: Callable[[float], None] = lambda _: None, with_faces: bool = False
    ) -> OcrResult:
        size = pixels.width, pixels.height
        self.read_sizes.append(size)
        progress(0.5)
        assert self.go.wait(240)
        if self.interrupted:
            self.interrupted = False
            raise OcrError(Problem(ProblemKind.OCR_CRASHED))
        found = self.says.get(size, OcrResult(size))
        if isinstance(found, Problem):
            raise OcrError(found)
        return found

    def interrupt(self) -> None:
        self.interrupted = True
        self.go.set()

    def stop(self) -> None:
        self.rested += 1


class ReadyServices:
    """`AskServices` for which nothing has to be waited for: no review, no limit, everybody known."""

    insists = False

    def __init__(self, runner: QuestionRunner, request_builder: RequestBuilder, sender: QuestionSender) -> None:
        self._runner = runner
        self._request_builder = request_builder
        self._sender = sender

    @property
    def review(self) -> "ReadyServices":
        return self

    def unfinished(self, question: Question) -> tuple[AskedImage, ...]:
        return ()

    def skip_scan(self, question: Question, images: tuple[AskedImage, ...]) -> None: ...

    async def has_new_orders(self, question: Question) -> bool:
        return False

    async def concern(self, question: Question) -> PrivacyConcern | None:
        return None

    async def kinds_found(self, question: Question) -> tuple[str, ...]:
        return ()

    def apply(self, decision: PrivacyDecision, concern: PrivacyConcern) -> None: ...

    async def images_settled(self) -> None: ...

    def answerer_known(self) -> bool:
        return True

    async def find_answerer(self) -> None: ...

    def is_answering(self, conversation_id: str) -> bool:
        return self._runner.is_busy(conversation_id)

    async def answer_ended(self, conversation_id: str) -> None:
        await self._runner.answer_ended(conversation_id)

    def built(self, question: Question) -> PreparedRequest | None:
        return self._request_builder.built(question)

    async def build(self, question: Question) -> None:
        await self._request_builder.build_question(question)

    async def scan_progress(self) -> None: ...

    async def find_spending(self, question: Question) -> None: ...

    def exceeded_limit(self, question: Question, prepared: PreparedRequest) -> tuple[ExceededLimit, float] | None:
        return None

    def keep(self, question: Question) -> Turn:
        return self._runner.keep(question)

    def fail(self, turn: Turn, error: AskanceError) -> Turn:
        return self._runner.fail(turn, error)

    async def send(self, question: Question, prepared: PreparedRequest, turn: Turn) -> Turn:
        return await self._sender.send(question, prepared, turn, UNCALIBRATED)


class SilentUser:
    """A `User` who is never asked anything."""

    async def wait_for_scan(self, question: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        raise AssertionError("nothing is scanned")

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        raise AssertionError("nothing is found")

    async def confirm_sending(self, question: Question) -> bool:
        raise AssertionError("no rule wants it")

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        raise AssertionError("there is no limit")
