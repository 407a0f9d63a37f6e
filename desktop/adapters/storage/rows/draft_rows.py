"""Drafts as rows of the database and back.

A conversation of which nothing has been asked yet is a draft: it has a row in the list for as long as its draft is not
empty. The column `changed_at` is when a draft was last in the workspace, in Unix seconds; it is 0 in all rows while an
empty draft is there, which has no row.
"""

import json
import time
from collections.abc import Callable

from desktop.adapters.storage.connection import Execute
from desktop.core.conversation.serialization import image_from_plain, image_to_plain
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.workspace.draft import Draft

FILLED = "SELECT conversation_id FROM drafts WHERE prompt <> '' UNION SELECT conversation_id FROM draft_sheets"
"""The ids of conversations whose drafts are not empty."""
SHEETS = "SELECT sheet_id, picture_id, mime, width, height, name, edit FROM draft_sheets WHERE conversation_id = ?"


def save_draft(do: Execute, conversation_id: str, draft: Draft) -> bool:
    """Puts a draft in the place of what it was, and removes empty ones of others. Returns True if it has changed."""
    before = content_of(do, conversation_id)
    do("DELETE FROM drafts WHERE conversation_id = ?", (conversation_id,))
    do(f"DELETE FROM drafts WHERE conversation_id NOT IN ({FILLED})")
    if draft.is_empty and not is_asked(do, conversation_id):
        do("UPDATE drafts SET changed_at = 0")
    else:
        prompt = "" if draft.is_empty else draft.question
        do("INSERT INTO drafts VALUES (?, ?, ?, ?)", (conversation_id, time.time(), prompt, draft.current_index))
    for position, image in enumerate(draft.images):
        source = image.source
        do(
            "INSERT INTO draft_sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(conversation_id, position, image.id, source.id, source.mime),
                *(source.width, source.height, source.name, json.dumps(image_to_plain(image))),
            ),
        )
    return content_of(do, conversation_id) != before


def draft_of(
    do: Execute,
    conversation_id: str,
    bytes_of: Callable[[str], bytes | None],
    problem_occurred: Callable[[Problem], None],
) -> Draft | None:
    """Returns the draft of a conversation, or None if there is none.

    `bytes_of` returns the bytes of an image by its id; `problem_occurred` is called for each image whose edits cannot
    be read.
    """
    row = do("SELECT prompt, looked_at FROM drafts WHERE conversation_id = ?", (conversation_id,)).fetchone()
    if row is None:
        return None
    images: list[AnnotatedImage] = []
    for sheet_id, picture_id, mime, width, height, name, edit in do(f"{SHEETS} ORDER BY position", (conversation_id,)):
        data = bytes_of(picture_id)
        image = image_of(sheet_id, SourceImage(picture_id, data, width, height, mime, name), edit) if data else None
        if image is not None:
            images.append(image)
        elif data:
            problem_occurred(Problem(ProblemKind.DRAFT_IMAGE_UNREADABLE, name))
    return Draft("", tuple(images), max(0, min(row[1], len(images) - 1))).with_question(row[0])


def open_draft(do: Execute) -> str:
    """Returns the id of the conversation that was in the workspace last; empty if that was a new one."""
    row = do("SELECT conversation_id FROM drafts WHERE changed_at > 0 ORDER BY changed_at DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def is_asked(do: Execute, conversation_id: str) -> bool:
    """Returns True if something was asked in a conversation."""
    row = do("SELECT EXISTS (SELECT 1 FROM turns WHERE conversation_id = ?)", (conversation_id,)).fetchone()
    return bool(row[0])


def content_of(do: Execute, conversation_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Returns the prompt of a stored draft, and the id and the edits of each image."""
    row = do("SELECT prompt FROM drafts WHERE conversation_id = ?", (conversation_id,)).fetchone()
    sheets = do(f"{SHEETS} ORDER BY position", (conversation_id,)).fetchall()
    return (row[0] if row else "", tuple((sheet[0], sheet[-1]) for sheet in sheets))


def image_of(image_id: str, image: SourceImage, edit: str) -> AnnotatedImage | None:
    """Returns an image of a draft, or None if its edits cannot be read: it may have had redactions."""
    if not edit:
        return AnnotatedImage(image_id, image)  # written by an older version
    try:
        return image_from_plain(image_id, image, json.loads(edit))
    except (ValueError, TypeError, RecursionError):
        return None
