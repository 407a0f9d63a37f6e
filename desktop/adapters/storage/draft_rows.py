"""Desks as rows of the database and back."""

import json
import time
from collections.abc import Callable
from typing import Any

from desktop.core.conversation.serialization import sheet_from_plain, sheet_to_plain
from desktop.core.errors import Kind, Trouble
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.source_image import Picture
from desktop.core.workspace.draft import Draft


def save_draft(do: Callable[..., Any], conversation_id: str, draft: Draft) -> None:
    """Put a conversation's desk in the place of what it was. Empty desks of others are forgotten."""
    do("DELETE FROM drafts WHERE conversation_id = ?", (conversation_id,))
    do("INSERT INTO drafts VALUES (?, ?, ?, ?)", (conversation_id, time.time(), draft.prompt, draft.looked_at))
    do(
        "DELETE FROM drafts WHERE prompt = '' AND conversation_id <> ? "
        "AND conversation_id NOT IN (SELECT conversation_id FROM draft_sheets)",
        (conversation_id,),
    )
    for position, sheet in enumerate(draft.sheets):
        picture = sheet.picture
        do(
            "INSERT INTO draft_sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(conversation_id, position, sheet.id, picture.id, picture.mime),
                *(picture.width, picture.height, picture.name, json.dumps(sheet_to_plain(sheet))),
            ),
        )


def draft_of(
    do: Callable[..., Any],
    conversation_id: str,
    bytes_of: Callable[[str], bytes | None],
    troubled: Callable[[Trouble], None],
) -> Draft | None:
    """The desk of a conversation; None where there is none. `bytes_of` has pictures by their ids, `troubled` hears of
    sheets that cannot be read.
    """
    row = do("SELECT prompt, looked_at FROM drafts WHERE conversation_id = ?", (conversation_id,)).fetchone()
    if row is None:
        return None
    sheets: list[Sheet] = []
    for sheet_id, picture_id, mime, width, height, name, edit in do(
        "SELECT sheet_id, picture_id, mime, width, height, name, edit FROM draft_sheets "
        "WHERE conversation_id = ? ORDER BY position",
        (conversation_id,),
    ):
        data = bytes_of(picture_id)
        sheet = _sheet(sheet_id, Picture(picture_id, data, width, height, mime, name), edit) if data else None
        if sheet is not None:
            sheets.append(sheet)
        elif data:
            troubled(Trouble(Kind.SHEET_UNREAD, name))
    return Draft(row[0], tuple(sheets), max(0, min(row[1], len(sheets) - 1)))


def _sheet(sheet_id: str, picture: Picture, edit: str) -> Sheet | None:
    """A sheet of the desk. One whose edits cannot be read is left out: it may have had covers."""
    if not edit:
        return Sheet(sheet_id, picture)  # written by an older version
    try:
        return sheet_from_plain(sheet_id, picture, json.loads(edit))
    except (ValueError, TypeError, RecursionError):
        return None
