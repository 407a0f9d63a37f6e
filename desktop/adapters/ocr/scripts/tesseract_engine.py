"""The second engine, for scripts that the first one cannot read: Tesseract's networks, one language for each script.

Imported by the reader's child process only. The library is loaded before the child is sealed; a language is loaded
with the first line that needs it, from folders that stay readable.
"""

import os
from collections.abc import Mapping
from threading import Lock
from typing import Any

import cv2
import numpy

os.environ["OMP_THREAD_LIMIT"] = "1"  # read when the library is loaded: more threads are slower for single lines
import tesserocr

MARGIN = 10  # pixels of background around a line
TALLEST, WANTED_HEIGHT = 64, 40  # pixels of a line; taller ones are reduced
LEAST_MEAN = 0.35  # a line below this is not read
MOST_LOADED = 4  # languages in memory: 10 to 40 MB each
Symbols = list[tuple[str, float, float, float]]
"""Text, left edge and right edge in pixels, and confidence (0–1) of each letter, in the order in which it is read."""


class TesseractEngine:
    """Reads lines of the scripts in `places`, each with the folder and the name of its language."""

    def __init__(self, places: Mapping[str, tuple[str, str]]) -> None:
        self._places = places
        self._loaded: dict[str, Any] = {}
        self._lock = Lock()  # an instance of the library serves one thread at a time

    def reads(self, script: str) -> bool:
        """Returns True if there is a language for a script."""
        return script in self._places

    def read(self, piece: Any, script: str) -> dict[str, Any] | None:
        """Returns `text`, `at` and `sure` of an image of one line, as `RapidOcrEngine.read` has them; None if unsure.

        `piece` is BGR, uint8 of shape (h, w, 3).
        """
        image, left, width = _prepared(piece)
        with self._lock:
            instance = self._instance(script)
            if instance is None:
                return None
            height, across = image.shape
            instance.SetImageBytes(image.tobytes(), across, height, 1, across)
            if not instance.Recognize():
                return None
            words = list(_words(instance))
        return _as_line(words, left, width)

    def _instance(self, script: str) -> Any:
        """Returns the library with the language of a script; None if its file cannot be used."""
        if script not in self._loaded:
            while len(self._loaded) >= MOST_LOADED:
                oldest = self._loaded.pop(next(iter(self._loaded)))
                if oldest is not None:
                    oldest.End()
            folder, language = self._places[script]
            try:
                mode, layout = tesserocr.OEM.LSTM_ONLY, tesserocr.PSM.SINGLE_LINE
                self._loaded[script] = tesserocr.PyTessBaseAPI(path=folder, lang=language, psm=layout, oem=mode)
            except RuntimeError:
                self._loaded[script] = None
        return self._loaded[script]


def _prepared(piece: Any) -> tuple[Any, int, int]:
    """Returns a line in grey, dark on light, with a margin; and its left edge and width in that image."""
    grey = cv2.cvtColor(piece, cv2.COLOR_BGR2GRAY)
    if grey.shape[0] > TALLEST:
        scale = WANTED_HEIGHT / grey.shape[0]
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ground = int(numpy.median(grey))
    if ground < 128:
        grey, ground = 255 - grey, 255 - ground
    width = grey.shape[1]
    image = cv2.copyMakeBorder(grey, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=(ground,))
    return image, MARGIN, width


def _words(instance: Any) -> Any:
    """Yields the symbols of each word of the line that was recognised, in the order in which it is read."""
    word: Symbols = []
    level = tesserocr.RIL.SYMBOL
    for place in tesserocr.iterate_level(instance.GetIterator(), level):
        if place.IsAtBeginningOf(tesserocr.RIL.WORD) and word:
            yield word
            word = []
        text, box = place.GetUTF8Text(level), place.BoundingBox(level)
        if text and not text.isspace() and box is not None:
            word.append((text, box[0], box[2], place.Confidence(level) / 100))
    if word:
        yield word


def _as_line(words: list[Symbols], left: int, width: int) -> dict[str, Any] | None:
    """Returns the line of these words; each letter of a symbol of several gets the symbol's place."""
    at, sure, pieces = list[float](), list[float](), list[str]()
    for word in words:
        pieces.append("".join(text for text, _, _, _ in word))
        for text, first, last, certain in word:
            middle = ((first + last) / 2 - left) / max(1, width)
            at += [round(min(1.0, max(0.0, middle)), 4)] * len(text)
            sure += [round(certain, 3)] * len(text)
    if not sure or sum(sure) < LEAST_MEAN * len(sure):
        return None
    return {"text": " ".join(pieces), "at": at, "sure": sure}
