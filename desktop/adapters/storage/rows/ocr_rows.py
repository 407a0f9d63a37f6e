"""Recognised text as rows of the database and back; and, with each turn, the words of its images for the search."""

import contextlib
import json
from collections.abc import Iterable

from desktop.adapters.storage.connection import Execute
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.serialization import ocr_result_from_json, ocr_result_to_json
from desktop.core.ocr.text_export import plain_text

_SEEN = (
    "UPDATE turns SET seen = coalesce((SELECT group_concat(text, char(10)) FROM turn_pictures "
    "JOIN picture_readings USING (picture_id) WHERE turn_id = turns.id), '') WHERE id = ?"
)


def save_ocr_result(do: Execute, image_id: str, ocr_result: OcrResult) -> None:
    """Saves the recognised text of an image; of one that no turn shows, nothing is kept."""
    turns = do("SELECT turn_id FROM turn_pictures WHERE picture_id = ?", (image_id,)).fetchall()
    if turns:
        plain = json.dumps(ocr_result_to_json(ocr_result), ensure_ascii=False, separators=(",", ":"))
        do("INSERT OR REPLACE INTO picture_readings VALUES (?, ?, ?)", (image_id, plain_text(ocr_result), plain))
    for (turn_id,) in turns:
        keep_words_in_step(do, turn_id)


def keep_words_in_step(do: Execute, turn_id: str) -> None:
    """Updates a turn's searchable words after its images or their text have changed."""
    do(_SEEN, (turn_id,))


def ocr_results(do: Execute, ids: Iterable[str]) -> dict[str, OcrResult]:
    """Returns the saved text of these images; a row that cannot be read counts as missing."""
    found: dict[str, OcrResult] = {}
    for image_id in ids:
        row = do("SELECT reading FROM picture_readings WHERE picture_id = ?", (image_id,)).fetchone()
        with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
            if row is not None:
                found[image_id] = ocr_result_from_json(json.loads(row[0]))
    return found
