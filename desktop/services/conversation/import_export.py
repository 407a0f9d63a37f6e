"""Exporting: conversations out of the history, and exports and backups back into it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export import (
    Exported,
    file_name,
    from_plain,
    picture_name,
    pictures_of,
    to_html,
    to_markdown,
    to_plain,
)
from desktop.core.errors import KeepingFailed, Kind, PictureRefused, Trouble
from desktop.core.image.encoding import Prepared
from desktop.core.untrusted_text import new_id
from desktop.services.image.image_pipeline import Decoder
from desktop.services.ports import Store
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks

PAGE = 500
LARGEST_EXPORT = 2_000_000_000
Write = Callable[[Path, bytes], Trouble | None]


class Exporting(QObject):
    """`write` puts a file on the disk whole, or says what stood in the way."""

    done = Signal(str)  # the name of what was written
    taken_in = Signal(int)  # how many conversations
    refused = Signal(object)  # Trouble

    def __init__(self, tasks: Tasks, keeper: Keeper, decoder: Decoder, write: Write) -> None:
        super().__init__()
        self._tasks = tasks
        self._keeper = keeper
        self._decoder = decoder
        self._write = write

    def export(self, path: Path, conversation_id: str = "") -> None:
        """Write a conversation (or all) to `path`, in the form that its ending names: .md, .html, .json."""
        self._tasks.start("export", self._export(path, conversation_id))

    def take_in(self, path: Path) -> None:
        """Take in the conversations of a JSON export."""
        self._tasks.replace("take in", self._take_in(path))

    async def gathered(self, conversation_id: str = "", with_pictures: bool = True) -> Exported:
        """A conversation (or all) with the bytes of its pictures. Raises KeepingFailed."""

        def read(store: Store) -> tuple[Conversation, ...]:
            if conversation_id:
                return (store.conversation(conversation_id),)
            return tuple(store.conversation(each) for each in _all_ids(store))

        conversations = tuple(each for each in await self._keeper.ask(read) if each.every or conversation_id)
        ids = {picture.id for each in conversations for picture in pictures_of(each)} if with_pictures else set()
        return Exported(conversations, await self._keeper.pictures(ids) if ids else {})

    async def _export(self, path: Path, conversation_id: str) -> None:
        try:
            exported = await self.gathered(conversation_id)
        except KeepingFailed:
            return  # the keeper has said so
        trouble = await self._tasks.in_thread(self._written, path, exported, bool(conversation_id))
        if trouble is None:
            self.done.emit(path.name)
        else:
            self.refused.emit(trouble)

    def _written(self, path: Path, exported: Exported, one: bool) -> Trouble | None:
        suffix = path.suffix.lower()
        if suffix == ".json":
            data = json.dumps(to_plain(exported), ensure_ascii=False, indent=1).encode("utf-8", "replace")
            if len(data) > LARGEST_EXPORT:
                return Trouble(Kind.NOT_WRITTEN, path.name, detail="over 2 GB; export fewer conversations, or back up")
            return self._write(path, data)
        if suffix in (".html", ".htm"):
            return self._write(path, to_html(exported).encode("utf-8"))
        if one:
            return self._markdown(path, exported.conversations[0], exported)
        folder, used = path.with_suffix(""), set[str]()
        for conversation in exported.conversations:
            name, number = file_name(conversation.title), 1
            while name.casefold() in used:
                number += 1
                name = f"{file_name(conversation.title)} {number}"
            used.add(name.casefold())
            trouble = self._markdown(folder / f"{name}.md", conversation, exported)
            if trouble is not None:
                return trouble
        return None

    def _markdown(self, path: Path, conversation: Conversation, exported: Exported) -> Trouble | None:
        """The text, and its pictures in a folder beside it."""
        folder = path.with_suffix("").name + "-pictures"
        shown = {picture.id: picture for turn in conversation.turns for picture in turn.pictures}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if shown:
                (path.parent / folder).mkdir(exist_ok=True)
        except OSError as error:
            return Trouble(Kind.NOT_WRITTEN, path.name, detail=error.strerror or "")
        for picture in shown.values():
            if picture.id in exported.pictures:
                trouble = self._write(path.parent / folder / picture_name(picture), exported.pictures[picture.id])
                if trouble is not None:
                    return trouble
        return self._write(path, to_markdown(conversation, folder).encode("utf-8"))

    async def _take_in(self, path: Path) -> None:
        try:
            exported = await self._tasks.in_thread(self._read, path)
        except (OSError, ValueError, RecursionError, MemoryError) as wrong:
            detail = wrong.strerror or "" if isinstance(wrong, OSError) else ""
            self.refused.emit(Trouble(Kind.NOT_AN_EXPORT, path.name, detail=detail))
            return

        ids = [each.id for each in exported.conversations]
        ids += [turn.id for each in exported.conversations for turn in each.every]
        self._keeper.welcome(ids)

        def save(store: Store) -> int:
            for conversation in exported.conversations:
                _save(store, conversation, exported)
            return len(exported.conversations)

        try:
            count = await self._keeper.ask(save)
        except KeepingFailed:
            return
        self.taken_in.emit(count)

    def _read(self, path: Path) -> Exported:
        """A file's conversations, with those pictures that the decoder can read. Raises ValueError and OSError."""
        if path.stat().st_size > LARGEST_EXPORT:
            raise ValueError("too large")
        held: Any = json.loads(path.read_text("utf-8"))
        exported = from_plain(held)
        sizes = {each.id: each.size for conversation in exported.conversations for each in pictures_of(conversation)}
        good = {}
        for name, data in exported.pictures.items():
            try:
                pixels = self._decoder.decode(data, name).pixels if name in sizes else None
                if pixels is not None and (pixels.width, pixels.height) == sizes[name]:
                    good[name] = data
            except PictureRefused:
                continue
        return replace(exported, pictures=good)


def _all_ids(store: Store) -> list[str]:
    ids: list[str] = []
    while page := store.page(len(ids), PAGE):
        ids += [row.id for row in page]
    return ids


def _save(store: Store, conversation: Conversation, exported: Exported) -> None:
    """One conversation, under its own ids where they are free and new ones where they are not."""
    if store.knows([conversation.id, *(turn.id for turn in conversation.every)]):
        conversation = renamed(conversation)
    pictures = {each.id: each for each in pictures_of(conversation)}
    store.save_pictures(
        Prepared.again(each, exported.pictures[name]) for name, each in pictures.items() if name in exported.pictures
    )
    store.save_turns(conversation.every)
    store.rename(conversation.id, conversation.given_title)
    store.pin(conversation.id, conversation.pinned)
    store.look_at(conversation.id, conversation.last)


def renamed(conversation: Conversation) -> Conversation:
    """The same conversation as another one: every id is new."""
    fresh, ids = new_id(), {turn.id: new_id() for turn in conversation.every}
    turns = [
        replace(turn, id=ids[turn.id], conversation_id=fresh, parent=ids.get(turn.parent, ""))
        for turn in conversation.every
    ]
    last = ids.get(conversation.last, "")
    return Conversation.of(fresh, turns, conversation.given_title, last, conversation.pinned)
