"""Reads an exported file and saves its conversations in the history."""

import json
from dataclasses import replace
from pathlib import Path

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle, images_of
from desktop.core.conversation.export.json import MAX_BYTES, from_plain
from desktop.core.errors import ImageRejectedError
from desktop.core.ids import can_be_id, new_id
from desktop.core.image.encoding import EncodedImage
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.ports.store import Store
from desktop.services.ports.work_progress import Step, no_step


def read_export(path: Path, decoder: ImageDecoder, step: Step = no_step) -> ExportBundle:
    """Returns a file's conversations, with only the images that can be decoded. Raises ValueError, OSError, and what
    `step` raises.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ValueError("too large")
    bundle = from_plain(json.loads(path.read_text("utf-8")))
    sizes = {image.id: image.size for conversation in bundle.conversations for image in images_of(conversation)}
    decodable = {}
    for done, (image_id, data) in enumerate(bundle.images.items(), 1):
        step(done, len(bundle.images) + 1)
        try:
            pixels = decoder.decode(data, image_id).pixels if image_id in sizes else None
            if pixels is not None and (pixels.width, pixels.height) == sizes[image_id]:
                decodable[image_id] = data
        except ImageRejectedError:
            continue
    return replace(bundle, images=decodable)


def ids_in(bundle: ExportBundle) -> list[str]:
    """The ids of the conversations of a bundle and of all their turns."""
    turns = [turn.id for conversation in bundle.conversations for turn in conversation.all_turns]
    return [*(conversation.id for conversation in bundle.conversations), *turns]


def save_imported(store: Store, bundle: ExportBundle) -> int:
    """Saves the conversations of a bundle and returns their number. Ids that are taken, or none, are replaced."""
    for conversation in bundle.conversations:
        _save(store, conversation, bundle)
    return len(bundle.conversations)


def _save(store: Store, conversation: Conversation, bundle: ExportBundle) -> None:
    ids = [conversation.id, *(turn.id for turn in conversation.all_turns)]
    if store.contains(ids) or not all(map(can_be_id, ids)):
        conversation = with_new_ids(conversation)
    images = images_of(conversation)
    store.save_images(
        EncodedImage.as_sent(image, bundle.images[image.id]) for image in images if image.id in bundle.images
    )
    store.save_turns(conversation.all_turns)
    store.rename(conversation.id, conversation.given_title)
    store.pin(conversation.id, conversation.pinned)
    store.set_current_branch(conversation.id, conversation.last_turn_id)


def with_new_ids(conversation: Conversation) -> Conversation:
    """Returns a copy of a conversation in which the ids of the conversation and of all turns are new."""
    conversation_id, ids = new_id(), {turn.id: new_id() for turn in conversation.all_turns}
    turns = [
        replace(turn, id=ids[turn.id], conversation_id=conversation_id, parent=ids.get(turn.parent, ""))
        for turn in conversation.all_turns
    ]
    last = ids.get(conversation.last_turn_id, "")
    return Conversation.of(conversation_id, turns, conversation.given_title, last, conversation.pinned)
