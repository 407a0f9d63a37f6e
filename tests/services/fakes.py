"""Small real classes in place of what cannot be had in a test of a service. They have tests of their own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

from desktop.core.asking.request import Request
from desktop.core.errors import AskanceError, Kind, NotRead, Trouble
from desktop.core.geometry.rect import Area
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.ocr.ocr_result import Block, BlockKind, Line, Reading, Word
from desktop.services.ports import ModelListed, Piece

Step = Piece | AskanceError | float


class ScriptedProvider:
    """Plays one script a question: pieces are handed on, errors raised, numbers are seconds of silence."""

    def __init__(self, *scripts: list[Step]) -> None:
        self.scripts = list(scripts)
        self.requests: list[Request] = []
        self.closed = 0

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[Piece]:
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

    async def models(self, endpoint: str, key: str | None) -> tuple[ModelListed, ...]:
        return (ModelListed("gpt-4o", "2027-01-14"),)


def lines_of(*texts: str, size: tuple[int, int] = (400, 300), kind: BlockKind = BlockKind.TEXT) -> Reading:
    """A reading of these lines, one under the other: each letter 8 pixels wide, each line 20 high."""
    rows = tuple((line_at(text, 10, 10 + 24 * at),) for at, text in enumerate(texts))
    return Reading(size, (Block(kind, rows),) if rows else ())


def line_at(text: str, left: int, top: int, height: int = 20) -> Line:
    """A line whose letters are 8 pixels wide."""
    words, at = [], 0
    for word in text.split(" "):
        if word:
            words.append(Word(word, Area(left + 8 * at, top, left + 8 * (at + len(word)), top + height)))
        at += len(word) + 1
    return Line(tuple(words), 8.0)


class ScriptedReader:
    """Reads what it was told that a picture of that size says; an error is raised. It can be held up."""

    def __init__(self) -> None:
        self.says: dict[tuple[int, int], Reading | Trouble] = {}
        self.read_sizes: list[tuple[int, int]] = []
        self.rested = 0
        self.interrupted = False
        self.go = threading.Event()
        self.go.set()

    def read(self, pixels: Pixels, progress: Callable[[float], None] = lambda _: None) -> Reading:
        size = pixels.width, pixels.height
        self.read_sizes.append(size)
        progress(0.5)
        assert self.go.wait(10)
        if self.interrupted:
            self.interrupted = False
            raise NotRead(Trouble(Kind.READER_DIED))
        found = self.says.get(size, Reading(size))
        if isinstance(found, Trouble):
            raise NotRead(found)
        return found

    def interrupt(self) -> None:
        self.interrupted = True
        self.go.set()

    def rest(self) -> None:
        self.rested += 1
