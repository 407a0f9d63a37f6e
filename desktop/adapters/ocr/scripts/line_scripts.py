"""Decides for each line which engine reads it, or that none does. Used by the reader's child process only."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.adapters.ocr.scripts.language_data import has_engine, languages_here
from desktop.adapters.ocr.scripts.latin_words import PlacedWord, Reading, with_latin_words, words_of
from desktop.adapters.ocr.scripts.script_finder import (
    DIGIT_SHARE,
    LARGE_SHARE,
    LEAST_SHARE,
    LEAST_SURE,
    LOOK_LATIN,
    REST_SHARE,
    ScriptFinder,
    Trust,
    has_lost_letters,
    looks_alike,
    seems_vietnamese,
    trust_in,
)
from desktop.adapters.ocr.text_recognition import RecognitionNetwork, Recognized
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.ocr.scripts import tesseract_engine
else:
    tesseract_engine = deferred("desktop.adapters.ocr.scripts.tesseract_engine")

WORD_SURE = 0.95  # mean confidence of a word that the first engine has surely read; chosen


class LineScripts:
    """The finder of scripts and the second engine, if it is installed and `folders` have a language for it."""

    def __init__(self, folders: tuple[str, ...], recognizer: RecognitionNetwork, finder: ScriptFinder) -> None:
        self._recognizer = recognizer
        self._finder = finder
        places = languages_here(folders)
        self._second = tesseract_engine.TesseractEngine(places) if places and has_engine() else None

    def other_reading(self, piece: Any, first: Reading, is_doubted: bool = False) -> Reading | None:
        """Returns None where the first engine's reading stands, and otherwise the second engine's or a script's name.

        `piece` is the line (BGR, uint8 of shape (h, w, 3)), `first` the first engine's reading, with `text`, `at` and
        `sure`. One that is plain is looked at only if it `is_doubted`. The values have `script`, and with it `text`,
        `at` and `sure` if it can be read here.
        """
        height, width = piece.shape[:2]
        trust = trust_in(first["text"], first["sure"], width, height)
        words = list(words_of(first))
        read = [_around(word, height / max(1, width)) for word in words if _is_certain(word)]
        if trust is Trust.PLAIN and len(read) == len(words) and not is_doubted:
            return None
        script = self._finder.other_script(piece, LEAST_SHARE if trust is Trust.NONE else LARGE_SHARE)
        if script and (trust is Trust.NONE or script in LOOK_LATIN):
            return self._reading(piece, script)
        digits = sum(map(str.isdigit, first["text"]))
        if (is_doubted and trust is Trust.PLAIN) or digits >= DIGIT_SHARE * len(first["sure"]):
            return None  # crowded digits are less sure, and no other script
        rest = self._finder.script_of_rest(piece, read, REST_SHARE if read else LARGE_SHARE)
        if rest in LOOK_LATIN:
            return None  # parts of Latin words look like theirs
        return self._reading(piece, rest) if rest else None

    def _reading(self, piece: Any, script: str) -> Reading:
        read = self._second.read(piece, script) if self._second is not None and self._second.reads(script) else None
        if read is None:
            return {"script": script}
        if script == "vietnamese":  # its Latin words are read by both
            return {**read, "script": script}
        return {"script": script, **with_latin_words(piece, read, self._finder.latin_columns(piece), self._read_first)}

    def _read_first(self, piece: Any) -> Reading:
        return as_reading(self._recognizer.read([piece])[0])

    def looked_at_again(self, lines: list[dict[str, Any]], piece_of: Callable[[Any], Any]) -> list[dict[str, Any]]:
        """Returns the lines of a page, with those that were plain looked at as well if others have another script.

        `piece_of` returns the image of the line in a box, or None.
        """
        first = [line for line in lines if "script" not in line]
        is_vietnamese = any(seems_vietnamese(line["text"]) for line in first)
        if len(first) == len(lines) and not is_vietnamese:
            return lines
        return [line if "script" in line else self._again(line, piece_of, is_vietnamese) for line in lines]

    def _again(self, line: dict[str, Any], piece_of: Callable[[Any], Any], is_vietnamese: bool) -> dict[str, Any]:
        piece = piece_of(line["box"])
        if piece is None:
            return line
        if is_vietnamese and has_lost_letters(line["text"], line["at"]):
            other: Reading | None = self._reading(piece, "vietnamese")
        else:
            other = self.other_reading(piece, line, is_doubted=True)
        return line if other is None else {**other, "box": line["box"], "faint": line["faint"]}


def _around(word: PlacedWord, letter: float) -> tuple[float, float]:
    """Returns the span of a word, 0–1 along its line; that of one letter is as wide as `letter`."""
    start, end = word.span
    return (start, end) if len(word.text) > 1 else (start - letter / 2, end + letter / 2)


def _is_certain(word: PlacedWord) -> bool:
    """Returns True for a word that the first engine has surely read; three letters that others have too may be none."""
    if len(word.text) > 2 and looks_alike(word.text):
        return False
    return sum(word.sure) >= WORD_SURE * len(word.sure) and min(word.sure) >= LEAST_SURE


def as_reading(recognized: Recognized) -> Reading:
    """Returns what the first engine has recognised as `text`, `at` and `sure`."""
    return {
        "text": recognized.text,
        "at": [round(middle, 4) for middle in recognized.middles],
        "sure": [round(sure, 3) for sure in recognized.sure],
    }
