"""Small real classes in place of what cannot be had in a test of a service. They have tests of their own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

from desktop.core.asking.request import Request
from desktop.core.errors import AskanceError, OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.services.ports.provider import AnswerChunk, AvailableModel

Step = AnswerChunk | AskanceError | float


class ScriptedProvider:
    """Plays one script a question: pieces are handed on, errors raised, numbers are seconds of silence."""

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

    def read(self, pixels: PixelBuffer, progress: Callable[[float], None] = lambda _: None) -> OcrResult:
        size = pixels.width, pixels.height
        self.read_sizes.append(size)
        progress(0.5)
        assert self.go.wait(10)
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
