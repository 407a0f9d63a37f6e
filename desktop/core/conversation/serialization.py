"""Values as plain JSON and back: turns, and what was done to a sheet. What does not fit raises ValueError."""

from dataclasses import replace
from typing import Any

from desktop.core.annotation.stored_annotations import annotation_from_plain, annotation_to_plain
from desktop.core.annotation.stored_values import RECT, read_rect
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage
from desktop.core.model_catalog import DETAILS
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
    },
)
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
    """Every field of a turn, as JSON holds it."""
    return {
        **_TURN.to_plain(turn),
        "pictures": [sent_to_plain(image) for image in turn.images],
        "usage": usage_to_plain(turn.usage),
        "trouble": problem_to_plain(turn.problem),
    }


def turn_from_plain(held: dict[str, Any]) -> Turn:
    """The turn that `turn_to_plain` made. Raises ValueError."""
    try:
        values = dict(held)
        values["pictures"] = tuple(_sent_from_plain(each) for each in values["pictures"])
        values["stage"] = Stage(values["stage"])
        values["usage"] = _USAGE.from_plain(values["usage"]) if values["usage"] else None
        values["trouble"] = problem_from_plain(values["trouble"])
        return _TURN.from_plain(values)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None


def usage_to_plain(usage: Usage | None) -> dict[str, Any] | None:
    """The tokens that an endpoint counted, as JSON holds them."""
    return _USAGE.to_plain(usage) if usage else None


def problem_to_plain(problem: Problem | None) -> dict[str, Any] | None:
    """A trouble as JSON holds it."""
    return _PROBLEM.to_plain(problem) if problem else None


def problem_from_plain(held: dict[str, Any] | None) -> Problem | None:
    """A trouble out of its JSON form. A kind that this version does not know is told as ours."""
    if not held:
        return None
    known = held.get("kind") in set(ProblemKind)
    return _PROBLEM.from_plain({**held, "kind": ProblemKind(held["kind"]) if known else ProblemKind.INTERNAL_ERROR})


def sent_to_plain(image: SentImage) -> dict[str, Any]:
    """A picture that was sent, as JSON holds it: without its bytes."""
    places = [{**_PLACE.to_plain(place), "area": RECT.to_plain(place.rect)} for place in image.badges]
    return {**_SENT.to_plain(image), "numbers": places}


def badges_to_plain(badges: tuple[BadgePosition, ...]) -> list[list[int]]:
    """Each place as its number and its four edges."""
    return [[each.number, each.rect.left, each.rect.top, each.rect.right, each.rect.bottom] for each in badges]


def badges_from_plain(held: list[list[int]]) -> tuple[BadgePosition, ...]:
    """What `numbers_to_plain` made. Raises ValueError or TypeError."""
    return tuple(BadgePosition(int(number), Rect(*map(int, edges))) for number, *edges in held)


def _sent_from_plain(held: dict[str, Any]) -> SentImage:
    values = dict(held)
    places = values.get("numbers", ())
    badges = tuple(BadgePosition(place["number"], RECT.from_plain(place["area"])) for place in places)
    return _SENT.from_plain({**values, "numbers": badges, "fate": ResendPolicy(values.get("fate", ResendPolicy.FULL))})


def image_to_plain(image: AnnotatedImage) -> dict[str, Any]:
    """All of a sheet but its id and its picture's bytes, id, size, type and name."""
    picture = image.source
    return {
        "turn": image.quarter_turns,
        "crop": RECT.to_plain(image.crop) if image.crop else None,
        "marks": [annotation_to_plain(annotation) for annotation in image.annotations],
        "detail": image.detail,
        "fate": image.resend_policy,
        "page": picture.page_index,
        "pages": picture.page_count,
        "grain": _COMPRESSION.to_plain(picture.compression),
        "metadata": list(picture.metadata),
    }


def image_from_plain(image_id: str, image: SourceImage, held: dict[str, Any]) -> AnnotatedImage:
    """The sheet that `sheet_to_plain` made, around `picture`. Raises ValueError."""
    try:
        image = replace(
            image,
            page_index=held["page"],
            page_count=held["pages"],
            compression=_COMPRESSION.from_plain(held["grain"]),
            metadata=tuple(held["metadata"]),
        )
        crop = read_rect(held["crop"]) if held["crop"] else None
        annotations = tuple(annotation_from_plain(each) for each in held["marks"])
        turn, detail = held["turn"], held["detail"]
        whole = Rect.from_size(image.size)
        fits = crop is None or (not crop.is_empty and crop.intersection(whole) == crop)
        pages = type(image.page_index) is int and type(image.page_count) is int and image.page_index >= 0
        if turn not in (0, 1, 2, 3) or detail not in (None, *DETAILS) or not fits or not pages:
            raise ValueError("no such sheet")
        return AnnotatedImage(image_id, image, int(turn), crop, annotations, detail, ResendPolicy(held["fate"]))
    except (KeyError, TypeError, AttributeError, OverflowError) as wrong:
        raise ValueError(str(wrong)) from None
