"""JSON: all branches with their images; reads back without loss (docs/conversations.md describes its fields)."""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from functools import partial
from pathlib import PurePath
from typing import Any

from desktop.core.annotation.kinds.number_badge import MOST_NUMBER
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import SUFFIXES, ExportBundle
from desktop.core.conversation.export.format import ExportedFile, FileFormat
from desktop.core.conversation.export.page_words import PageWords
from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, ProblemKind
from desktop.core.ids import sha256_hex
from desktop.core.model_terms import DETAILS
from desktop.core.untrusted_text import drop_unencodable

VERSION = 1
MOST_IMAGES = 100_000  # in one file; chosen
LATEST = 4e9  # Unix seconds (2096); a later time is an error
MAX_BYTES = 2_000_000_000  # of a file, written or read; chosen


def to_plain(bundle: ExportBundle) -> dict[str, Any]:
    """Returns all branches of all conversations with their images, as values that JSON can hold."""
    return {
        "askance": VERSION,
        "conversations": [_plain(conversation) for conversation in bundle.conversations],
        "pictures": {name: base64.b64encode(data).decode("ascii") for name, data in bundle.images.items()},
    }


def to_json(bundle: ExportBundle) -> Iterator[bytes]:
    """Yields the same as text in UTF-8, a conversation or an image at a time."""
    yield f'{{\n "askance": {VERSION},\n "conversations": ['.encode()
    conversations = (json.dumps(_plain(one), ensure_ascii=False, indent=1) for one in bundle.conversations)
    yield from _listed(text.replace("\n", "\n  ").encode("utf-8", "replace") for text in conversations)
    yield b'],\n "pictures": {'
    images = bundle.images.items()
    yield from _listed(b'"%s": "%s"' % (name.encode(), base64.b64encode(data)) for name, data in images)
    yield b"}\n}"


def _listed(entries: Iterable[bytes]) -> Iterator[bytes]:
    """Yields entries of a list or an object, each on a line of its own."""
    ending = b""
    for entry in entries:
        yield (b",\n  " if ending else b"\n  ") + entry
        ending = b"\n "
    yield ending


def _plain(conversation: Conversation) -> dict[str, Any]:
    return {
        "id": conversation.id,
        "given_title": conversation.given_title,
        "pinned": conversation.pinned,
        "last": conversation.last_turn_id,
        "turns": [turn_to_plain(_ended(turn)) for turn in conversation.all_turns],
    }


def _ended(turn: Turn) -> Turn:
    """Returns a turn that is still being answered as stopped, with the answer so far."""
    return turn if turn.stage.ended else turn.stopped(Problem(ProblemKind.APP_CLOSED))


def from_plain(plain: Any) -> ExportBundle:
    """Returns the bundle of a parsed export. Images whose SHA-256 is not their name are left out. Raises ValueError."""
    if not isinstance(plain, dict) or plain.get("askance") != VERSION:
        raise ValueError("not an export of this version")
    try:
        conversations = tuple(_conversation(entry) for entry in plain["conversations"])
        images = {
            str(name): data
            for name, text in list(plain["pictures"].items())[:MOST_IMAGES]
            if sha256_hex(data := base64.b64decode(text, validate=True)) == name
        }
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None
    return ExportBundle(conversations, images)


def _conversation(plain: dict[str, Any]) -> Conversation:
    turns = [turn_from_plain(turn) for turn in plain["turns"]]
    names = plain["id"], plain["given_title"], plain["last"]
    if not all(isinstance(name, str) for name in names) or len({turn.id for turn in turns}) != len(turns):
        raise ValueError("no such conversation")
    if any(turn.conversation_id != plain["id"] or not _is_valid(turn) for turn in turns):
        raise ValueError("a turn that makes no sense")
    return Conversation.of(names[0], turns, names[1], names[2], plain["pinned"] is True)


def _is_valid(turn: Turn) -> bool:
    """Returns True if every field has its type and range: imported turns are shown, sent and searched like others."""
    words = [turn.id, turn.conversation_id, turn.prompt, turn.model, turn.host, turn.answer, turn.parent, turn.thinking]
    words += [text for source in turn.sources for text in (source.url, source.title)]
    words += [text for image in turn.stored_images for text in (image.content_key, image.detail)]
    times = [turn.asked_at, turn.retry_s, turn.first_token_s or 0.0, turn.thinking_s]
    if turn.problem is not None:
        words += [turn.problem.name, turn.problem.detail, turn.problem.code]
        times += [turn.problem.seconds, turn.problem.status]
    edges = [edge for image in turn.stored_images for badge in image.badges for edge in astuple(badge.rect)]
    edges += [edge for image in turn.images for cover in image.covers for edge in astuple(cover)]
    numbers = [badge.number for image in turn.stored_images for badge in image.badges]
    counts = astuple(turn.usage) if turn.usage else ()
    images = all(
        isinstance(image.id, str) and len(image.id) == 64 and image.id.isalnum() and image.mime in SUFFIXES
        for image in turn.stored_images
    )
    sizes = (
        turn.estimated_tokens,
        *counts,
        *(count for image in turn.stored_images for count in (*image.size, image.byte_count)),
    )
    return (
        all(isinstance(text, str) and drop_unencodable(text) == text for text in words)
        and all(type(time) in (int, float) and 0 <= time < LATEST for time in times)
        and all(type(edge) is int and abs(edge) < 1 << 31 for edge in edges)
        and all(type(number) is int and 1 <= number <= MOST_NUMBER for number in numbers)
        and all(image.detail in DETAILS for image in turn.stored_images)
        and all(type(size) is int and 0 <= size < 1 << 53 for size in sizes)
        and all(type(flag) is bool for flag in (turn.pinned, *(source.is_image for source in turn.sources)))
        and turn.stage.ended
        and images
    )


def _files(bundle: ExportBundle, _words: PageWords, path: PurePath, _export_all: bool) -> Iterator[ExportedFile]:
    yield ExportedFile(path, partial(to_json, bundle))


JSON = FileFormat("JSON", (".json",), _files, MAX_BYTES)
