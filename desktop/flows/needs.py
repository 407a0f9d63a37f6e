"""What the flows need of the world, as Protocols. The adapters fulfil them; tests bring small ones of their own."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from desktop.core.conversation import Conversation, Summary
from desktop.core.draft import Draft
from desktop.core.prepare import Prepared
from desktop.core.request import Request
from desktop.core.search import Search
from desktop.core.turn import Turn, Usage


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an answer as it comes: some text (maybe none), and what came with it.

    `finish` is the endpoint's word for why it ended: "stop" is a good end, None means not yet. A piece with nothing in
    it is a sign of life.
    """

    text: str = ""
    usage: Usage | None = None
    finish: str | None = None


@dataclass(frozen=True, slots=True)
class ModelListed:
    """A model that the endpoint offers. `last_day` is an ISO date, or empty when none is announced."""

    name: str
    last_day: str = ""


class Provider(Protocol):
    """Who answers. Every error that comes out is an AskanceError."""

    def stream(self, request: Request, key: str | None) -> AsyncIterator[Piece]:
        """The answer in pieces; closing the iterator closes the connection."""
        ...

    async def models(self, endpoint: str, key: str | None) -> tuple[ModelListed, ...]:
        """What the endpoint offers."""
        ...


class Store(Protocol):
    """What is kept. Used on one thread; every error that comes out is a KeepingFailed."""

    def save_turns(self, turns: Iterable[Turn]) -> None: ...
    def save_pictures(self, pictures: Iterable[Prepared]) -> None: ...
    def save_draft(self, conversation_id: str, draft: Draft) -> None: ...
    def page(self, offset: int, count: int, search: Search = ...) -> tuple[Summary, ...]: ...
    def models(self) -> tuple[str, ...]: ...
    def conversation(self, conversation_id: str) -> Conversation: ...
    def draft(self, conversation_id: str) -> Draft | None: ...
    def last_draft(self) -> tuple[str, Draft] | None: ...
    def picture_bytes(self, picture_id: str) -> bytes | None: ...
    def rename(self, conversation_id: str, title: str) -> None: ...
    def look_at(self, conversation_id: str, last: str) -> None: ...
    def pin(self, conversation_id: str, pinned: bool) -> None: ...
    def let_go(self, ids: Iterable[str]) -> None: ...
    def keep(self, ids: Iterable[str]) -> None: ...
    def delete(self, ids: Iterable[str]) -> None: ...
    def spent(self, since: float) -> float: ...
    def back_up_to(self, path: Path, beside: dict[str, Any]) -> None: ...
    def care(self) -> None: ...
    def close(self) -> None: ...
