"""Turns and edits of annotated images as values that JSON can hold, and back. Invalid data raises ValueError.

Keys are stored; they keep their old names (tests/stored).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop.core.annotation.stored_annotations import annotation_from_plain, annotation_to_plain
from desktop.core.annotation.stored_values import RECT, read_rect
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.files.image_remark import known_remarks
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.sent.sent_origin import SentOrigin, edges_of, rect_of
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage
from desktop.core.image.text.page_text import PageText
from desktop.core.model_terms import DETAILS
from desktop.core.stored_form import StoredForm

_TURN = StoredForm(
    Turn,
    {
        "id": "id",
        "conversation_id": "conversation_id",
        "asked_at": "asked_at",
        "prompt": "prompt",
        "model": "model",
        "host": "host",
        "pictures": "images",
        "stage": "stage",
        "answer": "answer",
        "usage": "usage",
        "trouble": "problem",
        "first_word_s": "first_token_s",
        "retry_s": "retry_s",
        "expected": "estimated_tokens",
        "parent": "parent",
        "pinned": "pinned",
        "thinking": "thinking",
        "thinking_s": "thinking_s",
        "sources": "sources",
        "answer_pictures": "answer_images",
    },
)
_LEFT_OUT_IF_EMPTY = {
    "thinking",
    "thinking_s",
    "sources",
    "answer_pictures",
}  # so that older versions can read most turns
_SOURCE = StoredForm(AnswerSource, {"url": "url", "title": "title", "picture": "is_image"})
_SENT = StoredForm(
    SentImage,
    {
        "id": "id",
        "mime": "mime",
        "width": "width",
        "height": "height",
        "bytes": "byte_count",
        "detail": "detail",
        "look": "content_key",
        "numbers": "badges",
        "fate": "resend_policy",
        "covers": "covers",
    },
)
_PLACE = StoredForm(BadgePosition, {"number": "number", "area": "rect"})
_USAGE = StoredForm(Usage, {"read": "input_tokens", "written": "output_tokens", "cached": "cached_tokens"})
_PROBLEM = StoredForm(
    Problem,
    {"kind": "kind", "name": "name", "detail": "detail", "status": "status", "code": "code", "seconds": "seconds"},
)
_COMPRESSION = StoredForm(
    CompressionBlocks,
    {
        "across": "block_width",
        "down": "block_height",
        "reach": "filter_radius",
        "from_right": "from_right",
        "from_bottom": "from_bottom",
        "proven": "is_exact",
    },
)


def turn_to_plain(turn: Turn) -> dict[str, Any]:
    """Returns all fields of a turn as values that JSON can hold; a few only if they have a value."""
    plain = {
        **_TURN.to_plain(turn),
        "pictures": [_with_text(image) for image in turn.images],
        "usage": usage_to_plain(turn.usage),
        "trouble": problem_to_plain(turn.problem),
        "sources": [source_to_plain(source) for source in turn.sources],
        "answer_pictures": [sent_to_plain(image) for image in turn.answer_images],
    }
    return {key: value for key, value in plain.items() if value or key not in _LEFT_OUT_IF_EMPTY}


def turn_from_plain(plain: dict[str, Any]) -> Turn:
    """Returns the turn of `turn_to_plain`. Raises ValueError."""
    try:
        values = dict(plain)
        values["pictures"] = tuple(_sent_from_plain(image) for image in values["pictures"])
        values["answer_pictures"] = tuple(_sent_from_plain(image) for image in values.get("answer_pictures", ()))
        values["stage"] = Stage(values["stage"])
        values["usage"] = _USAGE.from_plain(values["usage"]) if values["usage"] else None
        values["trouble"] = problem_from_plain(values["trouble"])
        values["sources"] = sources_from_plain(values.get("sources", ()))
        return _TURN.from_plain(values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from None


def source_to_plain(source: AnswerSource) -> dict[str, Any]:
    """Returns a source of an answer as values that JSON can hold; the mark of an image only if it is one."""
    return {key: value for key, value in _SOURCE.to_plain(source).items() if value or key != "picture"}


def sources_from_plain(plain: Iterable[dict[str, Any]]) -> tuple[AnswerSource, ...]:
    """Returns the sources of `source_to_plain`. Raises TypeError, ValueError or AttributeError."""
    return tuple(_SOURCE.from_plain(source) for source in plain)


def usage_to_plain(usage: Usage | None) -> dict[str, Any] | None:
    """Returns the tokens counted by an endpoint as values that JSON can hold."""
    return _USAGE.to_plain(usage) if usage else None


_FORMER = {"effort_refused": ProblemKind.BAD_REQUEST}
"""Kinds of earlier versions that no longer occur, and those that they are read as."""


def problem_to_plain(problem: Problem | None) -> dict[str, Any] | None:
    """Returns a problem as values that JSON can hold."""
    return _PROBLEM.to_plain(problem) if problem else None


def problem_from_plain(plain: dict[str, Any] | None) -> Problem | None:
    """Returns the problem of `problem_to_plain`. A kind of a later version becomes INTERNAL_ERROR.

    Raises ValueError, TypeError and KeyError for what is none.
    """
    if not plain:
        return None
    if not isinstance(plain, dict):
        raise TypeError("no problem")
    stored = plain.get("kind")
    kind = ProblemKind(stored) if stored in set(ProblemKind) else _FORMER.get(str(stored), ProblemKind.INTERNAL_ERROR)
    return _PROBLEM.from_plain({**plain, "kind": kind})


def sent_to_plain(image: SentImage) -> dict[str, Any]:
    """Returns a sent image, without its bytes, as values that JSON can hold.

    Its origin stays here: it holds a hash of the source, which nothing that leaves may depend on.
    """
    badges = [{**_PLACE.to_plain(badge), "area": RECT.to_plain(badge.rect)} for badge in image.badges]
    plain = {**_SENT.to_plain(image), "numbers": badges, "covers": [edges_of(cover) for cover in image.covers]}
    return {key: value for key, value in plain.items() if value or key != "covers"}


def _with_text(image: SentImage) -> dict[str, Any]:
    """Returns a sent image with the text of its page that went along, and where that lies, without what is covered."""
    text, origin = image.page_text, image.origin
    plain = sent_to_plain(image)
    if text is None or origin is None:
        return plain
    crop = edges_of(origin.view.crop)
    return {**plain, "page": {"crop": crop, "turn": origin.view.quarter_turns, "text": text.to_plain()}}


def badges_to_plain(badges: tuple[BadgePosition, ...]) -> list[list[int]]:
    """Returns each badge as its number and the edges left, top, right, bottom."""
    return [[badge.number, badge.rect.left, badge.rect.top, badge.rect.right, badge.rect.bottom] for badge in badges]


def badges_from_plain(plain: list[list[int]]) -> tuple[BadgePosition, ...]:
    """Returns the badges of `badges_to_plain`. Raises ValueError or TypeError."""
    return tuple(BadgePosition(int(number), Rect(*map(int, edges))) for number, *edges in plain)


def _sent_from_plain(plain: dict[str, Any]) -> SentImage:
    values = dict(plain)
    page = values.pop("page", None)
    numbers = values.get("numbers", ())
    badges = tuple(BadgePosition(badge["number"], RECT.from_plain(badge["area"])) for badge in numbers)
    fate = ResendPolicy(values.get("fate", ResendPolicy.FULL))
    covers = tuple(rect_of(edges) for edges in values.get("covers", ()))
    sent = _SENT.from_plain({**values, "numbers": badges, "fate": fate, "covers": covers})
    return replace(sent, origin=SentOrigin.from_plain(page)) if page is not None else sent


def image_to_plain(image: AnnotatedImage) -> dict[str, Any]:
    """Returns all of an annotated image but its id and the bytes, id, size, type and name of its source."""
    source = image.source
    return {
        "turn": image.quarter_turns,
        "crop": RECT.to_plain(image.crop) if image.crop else None,
        "marks": [annotation_to_plain(annotation) for annotation in image.annotations],
        "detail": image.detail,
        "fate": image.resend_policy,
        "page": source.page_index,
        "pages": source.page_count,
        "grain": _COMPRESSION.to_plain(source.compression),
        "metadata": list(source.metadata),
        **({"remarks": list(source.remarks)} if source.remarks else {}),
        **({"text": image.page_text.to_plain()} if image.page_text is not None else {}),
    }


def image_from_plain(image_id: str, source: SourceImage, plain: dict[str, Any]) -> AnnotatedImage:
    """Returns the annotated image of `image_to_plain`, with the given source. Raises ValueError."""
    try:
        source = replace(
            source,
            page_index=plain["page"],
            page_count=plain["pages"],
            compression=_COMPRESSION.from_plain(plain["grain"]),
            metadata=tuple(plain["metadata"]),
            remarks=known_remarks(tuple(plain.get("remarks", ()))),
        )
        crop = read_rect(plain["crop"]) if plain["crop"] else None
        annotations = tuple(annotation_from_plain(annotation) for annotation in plain["marks"])
        quarter_turns, detail = plain["turn"], plain["detail"]
        whole = Rect.from_size(source.size)
        fits = crop is None or (not crop.is_empty and crop.intersection(whole) == crop)
        pages = type(source.page_index) is int and type(source.page_count) is int and source.page_index >= 0
        if quarter_turns not in (0, 1, 2, 3) or detail not in (None, *DETAILS) or not fits or not pages:
            raise ValueError("no such sheet")
        page_text = PageText.from_plain(plain["text"]) if "text" in plain else None
        return AnnotatedImage(
            image_id, source, int(quarter_turns), crop, annotations, detail, ResendPolicy(plain["fate"]), page_text
        )
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(str(error)) from None
