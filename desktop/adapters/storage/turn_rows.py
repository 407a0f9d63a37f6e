"""Turns as rows of the database and back."""

import json
from collections.abc import Callable
from typing import Any

from desktop.core.conversation.serialization import (
    numbers_from_plain,
    numbers_to_plain,
    trouble_from_plain,
    trouble_to_plain,
)
from desktop.core.conversation.turn import SentPicture, Stage, Turn, Usage
from desktop.core.image.annotated_image import Fate
from desktop.core.model_catalog import DETAILS, model_at
from desktop.core.usage.estimate import cost_of

COLUMNS = (
    "id, conversation_id, asked_at, prompt, model, host, stage, answer, read_tokens, written_tokens, "
    "cached_tokens, trouble, first_word_s, expected, parent, pinned"
)


def save_turn(do: Callable[..., Any], turn: Turn) -> None:
    """Insert a turn or replace it, with its pictures and what it has cost."""
    usage = turn.usage
    counted = (usage.read, usage.written, usage.cached) if usage else (None, None, None)
    trouble = json.dumps(trouble_to_plain(turn.trouble)) if turn.trouble else None
    do(
        f"INSERT INTO turns ({COLUMNS}, pictures, number) "
        f"VALUES ({', '.join('?' * 17)}, coalesce((SELECT max(number) FROM turns), 0) + 1) "
        "ON CONFLICT (id) DO UPDATE SET prompt = excluded.prompt, "
        "model = excluded.model, host = excluded.host, stage = excluded.stage, "
        "answer = excluded.answer, read_tokens = excluded.read_tokens, "
        "written_tokens = excluded.written_tokens, cached_tokens = excluded.cached_tokens, "
        "trouble = excluded.trouble, first_word_s = excluded.first_word_s, expected = excluded.expected, "
        "parent = excluded.parent, pinned = excluded.pinned, pictures = excluded.pictures",
        (
            *(turn.id, turn.conversation_id, turn.asked_at, turn.prompt, turn.model, turn.host),
            *(turn.stage, turn.answer, *counted, trouble, turn.first_word_s, turn.expected),
            *(turn.parent, turn.pinned, len(turn.pictures)),
        ),
    )
    do("DELETE FROM turn_pictures WHERE turn_id = ?", (turn.id,))
    for position, picture in enumerate(turn.pictures):
        do(
            "INSERT INTO turn_pictures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(turn.id, position, picture.id, picture.mime, picture.width, picture.height, picture.bytes),
                *(picture.detail, picture.look, json.dumps(numbers_to_plain(picture.numbers)), picture.fate),
            ),
        )
    cost = cost_of(turn, model_at(turn.model, turn.host))
    if cost:
        do("INSERT OR REPLACE INTO spending VALUES (?, ?, ?)", (turn.id, turn.asked_at, cost))


def sent_from_row(
    picture_id: str, mime: str, width: int, height: int, size: int, detail: str, look: str, numbers: str, fate: str
) -> SentPicture:
    """A picture out of its row. Raises ValueError and TypeError."""
    places = numbers_from_plain(json.loads(numbers))
    if detail not in DETAILS:
        raise ValueError(detail)
    return SentPicture(picture_id, mime, width, height, size, detail, look, places, Fate(fate))


def turn_from_row(row: tuple[Any, ...], pictures: tuple[SentPicture, ...]) -> Turn:
    """A turn out of its columns. Raises ValueError and TypeError."""
    turn_id, conversation_id, asked_at, prompt, model, host, stage, answer, *more = row
    read, written, cached, trouble, first, expected, parent, pinned = more
    return Turn(
        turn_id,
        conversation_id,
        asked_at,
        prompt,
        model,
        host,
        pictures,
        Stage(stage),
        answer,
        Usage(read, written, cached) if read is not None else None,
        trouble_from_plain(json.loads(trouble)) if trouble else None,
        first,
        expected=expected,
        parent=parent,
        pinned=bool(pinned),
    )
