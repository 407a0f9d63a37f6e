"""Turns and conversations as rows of the database and back."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.adapters.storage.connection import Execute
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.serialization import (
    badges_from_plain,
    badges_to_plain,
    problem_from_plain,
    problem_to_plain,
    source_to_plain,
    sources_from_plain,
)
from desktop.core.conversation.turn import Stage, Turn, Usage, known_time
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.sent.sent_origin import SentOrigin, edges_of, rect_of
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import model_at
from desktop.core.model_terms import DETAILS
from desktop.core.settings.connections.connection_list import choice_from_text

_SET_ONCE = ("id", "conversation_id", "asked_at")
_COLUMNS = (
    *(*_SET_ONCE, "prompt", "model", "host", "stage", "answer"),
    *("read_tokens", "written_tokens", "cached_tokens", "trouble", "first_word_s", "expected"),
    *("thinking", "thinking_s", "sources", "parent", "pinned"),
)
_IMAGE_COLUMNS = (
    *("picture_id", "mime", "width", "height", "bytes"),
    *("detail", "look", "numbers", "fate", "origin", "covers"),
)
_TURNS = f"SELECT {', '.join(_COLUMNS)} FROM turns WHERE conversation_id = ? ORDER BY asked_at, number"
_SAVE_TURN = (
    f"INSERT INTO turns ({', '.join(_COLUMNS)}, pictures, number) "
    f"VALUES ({', '.join('?' * len(_COLUMNS))}, ?, coalesce((SELECT max(number) FROM turns), 0) + 1) "
    "ON CONFLICT (id) DO UPDATE SET pictures = excluded.pictures, "
    + ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS if column not in _SET_ONCE)
)
_SAVE_IMAGE = (
    f"INSERT INTO turn_pictures (turn_id, position, of_answer, {', '.join(_IMAGE_COLUMNS)}) "
    f"VALUES (?, ?, ?, {', '.join('?' * len(_IMAGE_COLUMNS))})"
)


def save_turn(do: Execute, turn: Turn) -> None:
    """Inserts a turn or replaces it, with its pictures and what it has cost."""
    usage = turn.usage
    counted = (usage.input_tokens, usage.output_tokens, usage.cached_tokens) if usage else (None, None, None)
    problem = json.dumps(problem_to_plain(turn.problem)) if turn.problem else None
    sources = json.dumps([source_to_plain(source) for source in turn.sources]) if turn.sources else ""
    do(
        _SAVE_TURN,
        (
            *(turn.id, turn.conversation_id, turn.asked_at, turn.prompt, turn.model, turn.host),
            *(turn.stage, turn.answer, *counted, problem, turn.first_token_s, turn.estimated_tokens),
            *(turn.thinking, turn.thinking_s, sources),
            *(turn.parent, turn.pinned, len(turn.images)),
        ),
    )
    do("DELETE FROM turn_pictures WHERE turn_id = ?", (turn.id,))
    for position, image in enumerate(turn.stored_images):
        do(
            _SAVE_IMAGE,
            (
                *(turn.id, position, position >= len(turn.images)),
                *(image.id, image.mime, image.width, image.height, image.byte_count),
                *(image.detail, image.content_key, json.dumps(badges_to_plain(image.badges)), image.resend_policy),
                json.dumps(image.origin.to_plain()) if image.origin else "",
                json.dumps([edges_of(cover) for cover in image.covers]) if image.covers else "",
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
    origin: str,
    covers: str,
) -> SentImage:
    """A picture out of its row. Raises ValueError and TypeError.

    Covers that cannot be read cover all of it; an origin that cannot be read is not known.
    """
    places = badges_from_plain(json.loads(numbers))
    if detail not in DETAILS:
        raise ValueError(detail)
    try:
        covered = covers_from_text(covers)
    except (ValueError, TypeError, RecursionError):
        covered = (Rect(0, 0, width, height),)
    shown: SentOrigin | None = None
    if origin:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            shown = SentOrigin.from_plain(json.loads(origin))
    policy = ResendPolicy(resend_policy)
    return SentImage(image_id, mime, width, height, size, detail, look, places, policy, shown, covered)


def covers_from_text(text: str) -> tuple[Rect, ...]:
    """The covers out of their column. Raises ValueError and TypeError."""
    return tuple(rect_of(edges) for edges in json.loads(text)) if text else ()


def covers_of(do: Execute, image_id: str) -> tuple[Rect, ...]:
    """The covers that an image carries in any turn."""
    rows = do(
        "SELECT DISTINCT covers, width, height FROM turn_pictures WHERE picture_id = ? AND covers != ''", (image_id,)
    )
    covers: dict[Rect, None] = {}
    for text, width, height in rows:
        try:
            covers |= dict.fromkeys(covers_from_text(text))
        except (ValueError, TypeError, RecursionError):
            covers[Rect(0, 0, width, height)] = None
    return tuple(covers)


def turn_from_row(
    row: tuple[Any, ...], images: tuple[SentImage, ...], answer_images: tuple[SentImage, ...] = ()
) -> Turn:
    """A turn out of its columns. Raises ValueError and TypeError."""
    turn_id, conversation_id, asked_at, prompt, model, host, stage, answer, *more = row
    read, written, cached, problem, first, expected, thinking, thinking_s, sources, parent, pinned = more
    return Turn(
        turn_id,
        conversation_id,
        known_time(asked_at),
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
        thinking=thinking,
        thinking_s=thinking_s,
        sources=_sources_of(sources),
        answer_images=answer_images,
    )


def _sources_of(text: str) -> tuple[AnswerSource, ...]:
    """Returns the sources in their column; none if it cannot be read, for which the turn is not given up."""
    with contextlib.suppress(ValueError, TypeError, AttributeError, RecursionError):
        return sources_from_plain(json.loads(text)) if text else ()
    return ()


def conversation_of(do: Execute, conversation_id: str, problem_occurred: Callable[[Problem], None]) -> Conversation:
    """Returns a conversation without the turns that are marked as deleted.

    `problem_occurred` is called for each turn that cannot be read; what can be read of it stands in its place.
    """
    given, last, pinned, choice = do(
        "SELECT given_title, last, pinned, choice FROM conversations WHERE id = ?", (conversation_id,)
    ).fetchone() or ("", "", 0, None)
    images: dict[tuple[str, bool], list[SentImage]] = {}
    for turn_id, of_answer, *image in do(
        f"SELECT turn_id, of_answer, {', '.join(_IMAGE_COLUMNS)} "
        "FROM turn_pictures JOIN turns ON id = turn_id WHERE conversation_id = ? ORDER BY turn_id, position",
        (conversation_id,),
    ):
        with contextlib.suppress(ValueError, TypeError, RecursionError):  # the others are still good
            images.setdefault((turn_id, bool(of_answer)), []).append(sent_from_row(*image))
    turns = [
        _turn_or_rest(
            row, tuple(images.get((row[0], False), ())), tuple(images.get((row[0], True), ())), problem_occurred
        )
        for row in do(_TURNS, (conversation_id,))
    ]
    conversation = Conversation.of(conversation_id, turns, given, last, bool(pinned))
    conversation = replace(conversation, choice=choice_from_text(choice))
    deleted = {row[0] for row in do("SELECT id FROM going")}
    for turn_id in [turn.id for turn in turns if turn.id in deleted]:
        conversation = conversation.without(turn_id)
    return conversation


def _turn_or_rest(
    row: tuple[Any, ...],
    images: tuple[SentImage, ...],
    answer_images: tuple[SentImage, ...],
    problem_occurred: Callable[[Problem], None],
) -> Turn:
    try:
        return turn_from_row(row, images, answer_images)
    except (ValueError, TypeError, RecursionError):
        problem_occurred(Problem(ProblemKind.STORE_INTEGRITY_CHECK_FAILED))
        columns = dict(zip(_COLUMNS, row, strict=True))
        prompt, model, host, answer, parent = (
            str(columns[name] or "") for name in ("prompt", "model", "host", "answer", "parent")
        )
        asked_at = known_time(float(columns["asked_at"]))
        rest = Turn(
            row[0], columns["conversation_id"], asked_at, prompt, model, host, stage=Stage.STOPPED, answer=answer
        )
        return replace(rest, parent=parent)
