"""The rows of the list: conversations, and drafts of which nothing has been asked yet."""

import time

from desktop.adapters.storage.connection import Execute
from desktop.adapters.storage.rows.draft_rows import FILLED, SHEETS, content_of, image_of, is_asked
from desktop.core.conversation.conversation import title_of
from desktop.core.image.source_image import SourceImage

_ANNOTATED_IMAGE = "coalesce(nullif(substr(look, 1, instr(look || '.', '.') - 1), ''), picture_id)"
"""`SentImage.annotated_image_id` of a row of `turn_pictures`."""


def update_summary(do: Execute, conversation_id: str) -> None:
    """Brings the row that the list shows in step with the conversation, or with its draft if nothing was asked yet."""
    given, prompt = do(
        "SELECT given_title, (SELECT prompt FROM turns WHERE conversation_id = c.id ORDER BY asked_at LIMIT 1) "
        "FROM conversations c WHERE id = ?",
        (conversation_id,),
    ).fetchone() or ("", None)
    if prompt is None:
        title, images, thumbnail = _summary_of_draft(do, conversation_id)
    else:
        title, (images, thumbnail) = title_of(prompt), _images_of(do, conversation_id)
    do(
        "UPDATE conversations SET title = ?, pictures = ?, thumbnail = ? WHERE id = ?",
        (given or title, images, thumbnail, conversation_id),
    )


def _images_of(do: Execute, conversation_id: str) -> tuple[int, str]:
    """Returns the number of images that were sent and the id of the first (or an empty text).

    An image that was edited between two questions counts once.
    """
    images, thumbnail = do(
        f"SELECT count(DISTINCT {_ANNOTATED_IMAGE}), (SELECT picture_id FROM turn_pictures JOIN turns ON id = turn_id "
        "WHERE conversation_id = ?1 AND NOT of_answer ORDER BY asked_at, position LIMIT 1) "
        "FROM turn_pictures JOIN turns ON id = turn_id WHERE conversation_id = ?1 AND NOT of_answer",
        (conversation_id,),
    ).fetchone()
    return images, thumbnail or ""


def list_draft(do: Execute, conversation_id: str, has_changed: bool) -> None:
    """Gives a conversation of which nothing was asked its row in the list, or takes it off if its draft is empty.

    A draft that has changed is the newest conversation.
    """
    if is_asked(do, conversation_id):
        return
    if content_of(do, conversation_id) == ("", ()):
        do("DELETE FROM conversations WHERE id = ?", (conversation_id,))
        return
    now = time.time()
    do("INSERT OR IGNORE INTO conversations (id, updated_at) VALUES (?, ?)", (conversation_id, now))
    if has_changed:
        do("UPDATE conversations SET updated_at = ? WHERE id = ?", (now, conversation_id))
    update_summary(do, conversation_id)


def list_all_drafts(do: Execute) -> None:
    """Gives each draft that nothing leads to a row in the list: older versions left some."""
    for (conversation_id,) in do(f"{FILLED} EXCEPT SELECT id FROM conversations").fetchall():
        do(
            "INSERT INTO conversations (id, updated_at) SELECT conversation_id, changed_at FROM drafts "
            "WHERE conversation_id = ?",
            (conversation_id,),
        )
        update_summary(do, conversation_id)


def _summary_of_draft(do: Execute, conversation_id: str) -> tuple[str, int, str]:
    """Returns the title of a draft, the number of its images, and the content key of the first (or an empty text)."""
    row = do("SELECT prompt FROM drafts WHERE conversation_id = ?", (conversation_id,)).fetchone()
    sheets = do(f"{SHEETS} ORDER BY position", (conversation_id,)).fetchall()
    title = title_of(row[0] if row else "") or title_of(sheets[0][5] if sheets else "")
    if not sheets:
        return title, 0, ""
    sheet_id, picture_id, mime, width, height, name, edit = sheets[0]
    first = image_of(sheet_id, SourceImage(picture_id, b"", width, height, mime, name), edit)
    return title, len(sheets), first.content_key if first else ""
