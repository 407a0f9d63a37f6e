"""Desks as rows of the database and back."""

import json
import time
from collections.abc import Callable

from desktop.adapters.storage.connection import Execute
from desktop.core.conversation.serialization import image_from_plain, image_to_plain
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.workspace.draft import Draft


def save_draft(do: Execute, conversation_id: str, draft: Draft) -> None:
    """Put a conversation's desk in the place of what it was. Empty desks of others are forgotten."""
    do("DELETE FROM drafts WHERE conversation_id = ?", (conversation_id,))
    do("INSERT INTO drafts VALUES (?, ?, ?, ?)", (conversation_id, time.time(), draft.prompt, draft.current_index))
    do(
        "DELETE FROM drafts WHERE prompt = '' AND conversation_id <> ? "
        "AND conversation_id NOT IN (SELECT conversation_id FROM draft_sheets)",
        (conversation_id,),
    )
    for position, image in enumerate(draft.images):
        picture = image.source
        do(
            "INSERT INTO draft_sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(conversation_id, position, image.id, picture.id, picture.mime),
                *(picture.width, picture.height, picture.name, json.dumps(image_to_plain(image))),
            ),
        )


def draft_of(
    do: Execute,
    conversation_id: str,
    bytes_of: Callable[[str], bytes | None],
    problem_occurred: Callable[[Problem], None],
) -> Draft | None:
    """The desk of a conversation; None where there is none. `bytes_of` has pictures by their ids, `troubled` hears of
    sheets that cannot be read.
    """
    row = do("SELECT prompt, looked_at FROM drafts WHERE conversation_id = ?", (conversation_id,)).fetchone()
    if row is None:
        return None
    images: list[AnnotatedImage] = []
    for image_id, picture_id, mime, width, height, name, edit in do(
        "SELECT sheet_id, picture_id, mime, width, height, name, edit FROM draft_sheets "
        "WHERE conversation_id = ? ORDER BY position",
        (conversation_id,),
    ):
        data = bytes_of(picture_id)
        image = _image(image_id, SourceImage(picture_id, data, width, height, mime, name), edit) if data else None
        if image is not None:
            images.append(image)
        elif data:
            problem_occurred(Problem(ProblemKind.DRAFT_IMAGE_UNREADABLE, name))
    return Draft(row[0], tuple(images), max(0, min(row[1], len(images) - 1)))


def _image(image_id: str, image: SourceImage, edit: str) -> AnnotatedImage | None:
    """A sheet of the desk. One whose edits cannot be read is left out: it may have had covers."""
    if not edit:
        return AnnotatedImage(image_id, image)  # written by an older version
    try:
        return image_from_plain(image_id, image, json.loads(edit))
    except (ValueError, TypeError, RecursionError):
        return None
