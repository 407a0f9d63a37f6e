"""Turns as rows of the database and back."""

import json
from collections.abc import Callable
from typing import Any

from desktop.core.conversation.serialization import (
    badges_from_plain,
    badges_to_plain,
    problem_from_plain,
    problem_to_plain,
)
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import DETAILS, model_at

COLUMNS = (
    "id, conversation_id, asked_at, prompt, model, host, stage, answer, read_tokens, written_tokens, "
    "cached_tokens, trouble, first_word_s, expected, parent, pinned"
)


def save_turn(do: Callable[..., Any], turn: Turn) -> None:
    """Insert a turn or replace it, with its pictures and what it has cost."""
    usage = turn.usage
    counted = (usage.input_tokens, usage.output_tokens, usage.cached_tokens) if usage else (None, None, None)
    problem = json.dumps(problem_to_plain(turn.problem)) if turn.problem else None
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
            *(turn.stage, turn.answer, *counted, problem, turn.first_token_s, turn.estimated_tokens),
            *(turn.parent, turn.pinned, len(turn.images)),
        ),
    )
    do("DELETE FROM turn_pictures WHERE turn_id = ?", (turn.id,))
    for position, image in enumerate(turn.images):
        do(
            "INSERT INTO turn_pictures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(turn.id, position, image.id, image.mime, image.width, image.height, image.byte_count),
                *(image.detail, image.content_key, json.dumps(badges_to_plain(image.badges)), image.resend_policy),
            ),
        )
    cost = cost_of(turn, model_at(turn.model, turn.host))
    if cost:
        do("INSERT OR REPLACE INTO spending VALUES (?, ?, ?)", (turn.id, turn.asked_at, cost))


def sent_from_row(
    image_id: str,
    mime: str,
    width: int,
    height: int,
    size: int,
    detail: str,
    look: str,
    numbers: str,
    resend_policy: str,
) -> SentImage:
    """A picture out of its row. Raises ValueError and TypeError."""
    places = badges_from_plain(json.loads(numbers))
    if detail not in DETAILS:
        raise ValueError(detail)
    return SentImage(image_id, mime, width, height, size, detail, look, places, ResendPolicy(resend_policy))


def turn_from_row(row: tuple[Any, ...], images: tuple[SentImage, ...]) -> Turn:
    """A turn out of its columns. Raises ValueError and TypeError."""
    turn_id, conversation_id, asked_at, prompt, model, host, stage, answer, *more = row
    read, written, cached, problem, first, expected, parent, pinned = more
    return Turn(
        turn_id,
        conversation_id,
        asked_at,
        prompt,
        model,
        host,
        images,
        Stage(stage),
        answer,
        Usage(read, written, cached) if read is not None else None,
        problem_from_plain(json.loads(problem)) if problem else None,
        first,
        estimated_tokens=expected,
        parent=parent,
        pinned=bool(pinned),
    )
