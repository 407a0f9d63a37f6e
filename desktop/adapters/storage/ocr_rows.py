"""What pictures say as rows of the database and back; and, with each turn, the words of its pictures for the search."""

import contextlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from desktop.core.ocr.ocr_result import Reading
from desktop.core.ocr.serialization import reading_from_plain, reading_to_plain
from desktop.core.ocr.text_export import plain_text

_SEEN = (
    "UPDATE turns SET seen = coalesce((SELECT group_concat(text, char(10)) FROM turn_pictures "
    "JOIN picture_readings USING (picture_id) WHERE turn_id = turns.id), '') WHERE id = ?"
)


def save_reading(do: Callable[..., Any], picture_id: str, reading: Reading) -> None:
    """Keep what a picture says. Of one that nothing shows, nothing is kept."""
    turns = do("SELECT turn_id FROM turn_pictures WHERE picture_id = ?", (picture_id,)).fetchall()
    if turns:
        plain = json.dumps(reading_to_plain(reading), ensure_ascii=False, separators=(",", ":"))
        do("INSERT OR REPLACE INTO picture_readings VALUES (?, ?, ?)", (picture_id, plain_text(reading), plain))
    for (turn_id,) in turns:
        keep_words_in_step(do, turn_id)


def keep_words_in_step(do: Callable[..., Any], turn_id: str) -> None:
    """A turn's pictures, or what is known of them, have changed."""
    do(_SEEN, (turn_id,))


def readings(do: Callable[..., Any], ids: Iterable[str]) -> dict[str, Reading]:
    """What is kept of these pictures; what cannot be read again is as if it had never been."""
    found: dict[str, Reading] = {}
    for picture_id in ids:
        row = do("SELECT reading FROM picture_readings WHERE picture_id = ?", (picture_id,)).fetchone()
        with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
            if row is not None:
                found[picture_id] = reading_from_plain(json.loads(row[0]))
    return found
