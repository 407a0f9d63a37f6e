"""What no history could keep: conversations and drafts in files of a folder, from which the next start takes them.

One JSON file for each conversation, with the images beside it. A file is complete when it is there.
"""

import contextlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.adapters.files.json_file import write_json
from desktop.adapters.files.whole_file import remove_unfinished
from desktop.adapters.storage.errors import to_storage_error
from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.adapters.storage.rows.draft_rows import image_of
from desktop.core.conversation.serialization import image_to_plain, turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import Turn
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.settings.connections.connection_list import NO_CHOICE, ConversationChoice, choice_from_text
from desktop.core.workspace.draft import Draft
from desktop.log import log
from desktop.services.ports.store import Store


@dataclass(frozen=True, slots=True)
class UnkeptConversation:
    """What is left of a conversation: turns, of which the history may have the earlier ones, and its draft.

    `last` is the turn at the end of the shown branch; `left_at` is in Unix seconds.
    """

    id: str
    turns: tuple[Turn, ...] = ()
    last: str = ""
    given_title: str = ""
    pinned: bool = False
    choice: ConversationChoice = NO_CHOICE
    images: tuple[EncodedImage, ...] = ()
    draft: Draft | None = None
    left_at: float = field(default=0.0, compare=False)

    def give_to(self, store: Store) -> None:
        """Saves all of it in a store, in the place of what that has of the same ids. Raises StorageError."""
        if self.turns:
            store.save_images(self.images)
            store.save_turns(self.turns)
            store.set_current_branch(self.id, self.last)
        if self.draft is not None:
            store.save_draft(self.id, self.draft)
        if self.choice != NO_CHOICE:
            store.set_choice(self.id, self.choice)
        if self.given_title:
            store.rename(self.id, self.given_title)
        if self.pinned:
            store.pin(self.id, True)


class LeftConversations:
    """A folder of conversations that were left. Methods may block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._images = ImageFiles(folder / "pictures")

    def leave(self, left: Iterable[UnkeptConversation]) -> None:
        """Writes conversations, each in the place of what was left of it before. Raises StorageError."""
        try:
            for one in left:
                for image in one.images:
                    self._images.put(image.id, image.data)
                for sheet in one.draft.images if one.draft else ():
                    self._images.put(sheet.source.id, sheet.source.data)
                write_json(self._path_of(one.id), _to_plain(one))
        except OSError as error:
            raise to_storage_error(error) from None

    def waiting(self) -> list[UnkeptConversation]:
        """Returns what was left and can be read, in the order in which it was left; the rest stays where it is."""
        found = list[UnkeptConversation]()
        for path in sorted(self._folder.glob("*.json")):
            try:
                found.append(self._read(path))
            except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                log.warning("a conversation that was left cannot be read: %s", type(error).__name__)
        return sorted(found, key=lambda one: one.left_at)

    def remove(self, conversation_id: str) -> None:
        """Removes a conversation; after the last one, their images too. What cannot be removed stays."""
        with contextlib.suppress(OSError):
            self._path_of(conversation_id).unlink(missing_ok=True)
            if not any(self._folder.glob("*.json")):
                remove_unfinished(self._folder)
                shutil.rmtree(self._folder / "pictures", ignore_errors=True)
                self._folder.rmdir()

    def _path_of(self, conversation_id: str) -> Path:
        return self._folder / f"{sha256_hex(conversation_id.encode())}.json"

    def _read(self, path: Path) -> UnkeptConversation:
        plain = json.loads(path.read_bytes())
        turns = tuple(turn_from_plain(turn) for turn in plain["turns"])
        name = str(plain["id"])
        if path != self._path_of(name) or any(turn.conversation_id != name for turn in turns):
            raise ValueError("turns of another conversation")
        sent = {image.id: image for turn in turns for image in turn.stored_images}
        found = ((image, self._images.get(image.id)) for image in sent.values())
        return UnkeptConversation(
            name,
            turns,
            str(plain["last"]),
            str(plain["title"]),
            plain["pinned"] is True,
            choice_from_text(plain["choice"]),
            tuple(EncodedImage.as_sent(image, data) for image, data in found if data is not None),
            self._draft(plain["draft"]) if plain["draft"] is not None else None,
            float(plain["left_at"]),
        )

    def _draft(self, plain: dict[str, Any]) -> Draft:
        sheets = tuple(sheet for one in plain["sheets"] if (sheet := self._sheet(one)) is not None)
        index = max(0, min(int(plain["looked_at"]), len(sheets) - 1))
        return Draft("", sheets, index).with_question(str(plain["prompt"]))

    def _sheet(self, plain: dict[str, Any]) -> AnnotatedImage | None:
        data = self._images.get(plain["picture"])
        if data is None:
            return None
        width, height = plain["size"]
        source = SourceImage(plain["picture"], data, width, height, plain["mime"], plain["name"])
        return image_of(plain["id"], source, json.dumps(plain["edit"]))


def _to_plain(left: UnkeptConversation) -> dict[str, Any]:
    draft = left.draft
    return {
        "id": left.id,
        "left_at": left.left_at,
        "title": left.given_title,
        "pinned": left.pinned,
        "choice": left.choice.to_text(),
        "last": left.last,
        "draft": None if draft is None else _draft_to_plain(draft),
        "turns": [turn_to_plain(turn) for turn in left.turns],
    }


def _draft_to_plain(draft: Draft) -> dict[str, Any]:
    sheets = [_sheet_to_plain(sheet) for sheet in draft.images]
    return {"prompt": draft.question, "looked_at": draft.current_index, "sheets": sheets}


def _sheet_to_plain(sheet: AnnotatedImage) -> dict[str, Any]:
    source = sheet.source
    return {
        "id": sheet.id,
        "picture": source.id,
        "size": [source.width, source.height],
        "mime": source.mime,
        "name": source.name,
        "edit": image_to_plain(sheet),
    }
