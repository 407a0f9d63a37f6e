"""A chat endpoint on loopback for runs over many pictures: it keeps connections, counts, and has true limits."""

import asyncio
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MINUTE_S = 60.0
Reply = Callable[[dict[str, Any], int], str]


def usual_reply(body: dict[str, Any], number: int) -> str:
    """Returns an answer with the members that the schema of the request wants, each with a value of its type."""
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    samples = {"number": 15.9, "boolean": True, "array": ["a", "b"], "string": f"text {number}"}
    values = {
        name: (prop["enum"][0] if "enum" in prop else samples[prop["type"][0]])
        for name, prop in schema.get("properties", {}).items()
    }
    return json.dumps(values) if values else f"It says {number}."


@dataclass
class Bucket:
    """A true limit a minute, refilled all the time."""

    limit: float
    level: float = 0.0
    at: float = 0.0

    def take(self, amount: float, now: float) -> float:
        """Returns 0 if so much was taken, else the seconds to wait."""
        self.level = min(self.limit, self.level + (now - self.at) * self.limit / MINUTE_S)
        self.at = now
        if self.level < amount:
            return (amount - self.level) * MINUTE_S / self.limit
        self.level -= amount
        return 0.0


@dataclass
class LimitedEndpoint:
    """`rate` are the requests and tokens a minute that it allows, 0 for any; a bucket begins with `first` of them.

    `reply` makes the text of an answer; `status` may refuse a request by its number, with `error`. `answered` counts
    the requests that were answered, `refusals` are the moments of those that came too fast. A file of `marks` grows by
    a byte with each request before it is answered, so that the count outlives this process.
    """

    rate: tuple[float, float] = (0, 0)
    tokens: tuple[int, int] = (1000, 50)
    delay_s: float = 0.0
    first: float = 1.0
    tells: bool = True
    keeps_bodies: bool = False
    port: int = 0  # any that is free
    marks: Path | None = None
    reply: Reply = usual_reply
    status: Callable[[int], int] = lambda number: 200
    error: dict[str, Any] = field(default_factory=lambda: {"message": "no", "code": None})
    answered: int = 0
    received: int = 0
    refusals: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def __enter__(self) -> "LimitedEndpoint":
        started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, args=(started,), name="limited endpoint")
        self._thread.start()
        started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def _serve(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._main(started))
        self._loop.close()

    async def _main(self, started: threading.Event) -> None:
        self._ending = asyncio.Event()
        now = time.monotonic()
        self._buckets = [Bucket(limit, limit * self.first, now) if limit else None for limit in self.rate]
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port, limit=1 << 26)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await self._ending.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                lengths = [line for line in lines if line.lower().startswith("content-length:")]
                body = await reader.readexactly(int(lengths[0].split(":")[1])) if lengths else b""
                await self._answer(lines[0], body, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, first: str, data: bytes, writer: asyncio.StreamWriter) -> None:
        if first.startswith("GET"):
            return self._send(writer, 200, json.dumps({"object": "list", "data": []}), "application/json")
        self.received += 1
        if self.marks is not None:
            with self.marks.open("ab", buffering=0) as marks:
                marks.write(b".")
        body = json.loads(data)
        wait = self._wait_s()
        if wait:
            self.refusals.append(time.monotonic())
            words = json.dumps({"error": {"message": "slow down", "type": "tokens", "code": "rate_limit_exceeded"}})
            return self._send(writer, 429, words, "application/json", f"retry-after-ms: {wait * 1000:.0f}\r\n")
        number = self.answered
        if (status := self.status(number)) != 200:
            return self._send(writer, status, json.dumps({"error": self.error}), "application/json")
        self.answered += 1
        self.times.append(time.monotonic())
        if self.keeps_bodies:
            self.bodies.append(body)
        limits = self._limit_headers()
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        return self._send(writer, 200, self._events(body, number), "text/event-stream", limits)

    def _wait_s(self) -> float:
        now, amounts = time.monotonic(), (1.0, float(sum(self.tokens)))
        waits = [bucket.take(amount, now) for bucket, amount in zip(self._buckets, amounts, strict=True) if bucket]
        return max(waits, default=0.0)

    def _limit_headers(self) -> str:
        if not self.tells:
            return ""
        names = ("requests", "tokens")
        return "".join(
            f"x-ratelimit-limit-{name}: {bucket.limit:.0f}\r\nx-ratelimit-remaining-{name}: {bucket.level:.0f}\r\n"
            for name, bucket in zip(names, self._buckets, strict=True)
            if bucket
        )

    def _events(self, body: dict[str, Any], number: int) -> str:
        base = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
        choice = {"index": 0, "delta": {"content": self.reply(body, number)}, "finish_reason": None}
        end = {"index": 0, "delta": {}, "finish_reason": "stop"}
        usage = {"prompt_tokens": self.tokens[0], "completion_tokens": self.tokens[1], "total_tokens": sum(self.tokens)}
        events: list[dict[str, Any]] = [{"choices": [choice]}, {"choices": [end]}, {"choices": [], "usage": usage}]
        return "".join(f"data: {json.dumps(base | event)}\n\n" for event in events) + "data: [DONE]\n\n"

    @staticmethod
    def _send(writer: asyncio.StreamWriter, status: int, words: str, kind: str, more: str = "") -> None:
        data = words.encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n{more}\r\n"
        writer.write(head.encode() + data)
