"""Exporting: conversations out of the history, and exports and backups back into it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export import (
    ExportBundle,
    file_name,
    from_plain,
    image_name,
    images_of,
    to_html,
    to_markdown,
    to_plain,
)
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.image.encoding import EncodedImage
from desktop.services.image.image_pipeline import ImageDecoder
from desktop.services.ports import Store
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

PAGE = 500
LARGEST_EXPORT = 2_000_000_000
Write = Callable[[Path, bytes], Problem | None]


class ImportExport(QObject):
    """`write` puts a file on the disk whole, or says what stood in the way."""

    done = Signal(str)  # the name of what was written
    taken_in = Signal(int)  # how many conversations
    refused = Signal(object)  # Trouble

    def __init__(self, tasks: Tasks, storage: StorageThread, decoder: ImageDecoder, write: Write) -> None:
        super().__init__()
        self._tasks = tasks
        self._storage = storage
        self._decoder = decoder
        self._write = write

    def export(self, path: Path, conversation_id: str = "") -> None:
        """Write a conversation (or all) to `path`, in the form that its ending names: .md, .html, .json."""
        self._tasks.start("export", self._export(path, conversation_id))

    def import_file(self, path: Path) -> None:
        """Take in the conversations of a JSON export."""
        self._tasks.replace("take in", self._take_in(path))

    async def collect(self, conversation_id: str = "", with_images: bool = True) -> ExportBundle:
        """A conversation (or all) with the bytes of its pictures. Raises KeepingFailed."""

        def read(store: Store) -> tuple[Conversation, ...]:
            if conversation_id:
                return (store.conversation(conversation_id),)
            return tuple(store.conversation(each) for each in _all_ids(store))

        conversations = tuple(each for each in await self._storage.query(read) if each.all_turns or conversation_id)
        ids = {image.id for each in conversations for image in images_of(each)} if with_images else set()
        return ExportBundle(conversations, await self._storage.images(ids) if ids else {})

    async def _export(self, path: Path, conversation_id: str) -> None:
        try:
            exported = await self.collect(conversation_id)
        except StorageError:
            return  # the keeper has said so
        problem = await self._tasks.run_blocking(self._written, path, exported, bool(conversation_id))
        if problem is None:
            self.done.emit(path.name)
        else:
            self.refused.emit(problem)

    def _written(self, path: Path, exported: ExportBundle, one: bool) -> Problem | None:
        suffix = path.suffix.lower()
        if suffix == ".json":
            data = json.dumps(to_plain(exported), ensure_ascii=False, indent=1).encode("utf-8", "replace")
            if len(data) > LARGEST_EXPORT:
                return Problem(
                    ProblemKind.NOT_WRITTEN, path.name, detail="over 2 GB; export fewer conversations, or back up"
                )
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
            problem = self._markdown(folder / f"{name}.md", conversation, exported)
            if problem is not None:
                return problem
        return None

    def _markdown(self, path: Path, conversation: Conversation, exported: ExportBundle) -> Problem | None:
        """The text, and its pictures in a folder beside it."""
        folder = path.with_suffix("").name + "-pictures"
        shown = {picture.id: picture for turn in conversation.turns for picture in turn.images}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if shown:
                (path.parent / folder).mkdir(exist_ok=True)
        except OSError as error:
            return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or "")
        for image in shown.values():
            if image.id in exported.images:
                problem = self._write(path.parent / folder / image_name(image), exported.images[image.id])
                if problem is not None:
                    return problem
        return self._write(path, to_markdown(conversation, folder).encode("utf-8"))

    async def _take_in(self, path: Path) -> None:
        try:
            exported = await self._tasks.run_blocking(self._read, path)
        except (OSError, ValueError, RecursionError, MemoryError) as wrong:
            detail = wrong.strerror or "" if isinstance(wrong, OSError) else ""
            self.refused.emit(Problem(ProblemKind.NOT_AN_EXPORT, path.name, detail=detail))
            return

        ids = [each.id for each in exported.conversations]
        ids += [turn.id for each in exported.conversations for turn in each.all_turns]
        self._storage.undelete_imported(ids)

        def save(store: Store) -> int:
            for conversation in exported.conversations:
                _save(store, conversation, exported)
            return len(exported.conversations)

        try:
            count = await self._storage.query(save)
        except StorageError:
            return
        self.taken_in.emit(count)

    def _read(self, path: Path) -> ExportBundle:
        """A file's conversations, with those pictures that the decoder can read. Raises ValueError and OSError."""
        if path.stat().st_size > LARGEST_EXPORT:
            raise ValueError("too large")
        held: Any = json.loads(path.read_text("utf-8"))
        exported = from_plain(held)
        sizes = {each.id: each.size for conversation in exported.conversations for each in images_of(conversation)}
        good = {}
        for name, data in exported.images.items():
            try:
                pixels = self._decoder.decode(data, name).pixels if name in sizes else None
                if pixels is not None and (pixels.width, pixels.height) == sizes[name]:
                    good[name] = data
            except ImageRejectedError:
                continue
        return replace(exported, images=good)


def _all_ids(store: Store) -> list[str]:
    ids: list[str] = []
    while page := store.page(len(ids), PAGE):
        ids += [row.id for row in page]
    return ids


def _save(store: Store, conversation: Conversation, exported: ExportBundle) -> None:
    """One conversation, under its own ids where they are free and new ones where they are not."""
    if store.contains([conversation.id, *(turn.id for turn in conversation.all_turns)]):
        conversation = renamed(conversation)
    images = {each.id: each for each in images_of(conversation)}
    store.save_images(
        EncodedImage.from_sent(each, exported.images[name]) for name, each in images.items() if name in exported.images
    )
    store.save_turns(conversation.all_turns)
    store.rename(conversation.id, conversation.given_title)
    store.pin(conversation.id, conversation.pinned)
    store.set_current_branch(conversation.id, conversation.last_turn_id)


def renamed(conversation: Conversation) -> Conversation:
    """The same conversation as another one: every id is new."""
    fresh, ids = new_id(), {turn.id: new_id() for turn in conversation.all_turns}
    turns = [
        replace(turn, id=ids[turn.id], conversation_id=fresh, parent=ids.get(turn.parent, ""))
        for turn in conversation.all_turns
    ]
    last = ids.get(conversation.last_turn_id, "")
    return Conversation.of(fresh, turns, conversation.given_title, last, conversation.pinned)
