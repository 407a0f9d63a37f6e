"""Latin words in a line of another script."""

import numpy

from desktop.adapters.ocr.scripts.latin_words import Reading, with_latin_words

LINE = numpy.zeros((20, 400, 3), numpy.uint8)


def reading(sure: float = 0.9) -> Reading:
    """Returns a line of two words: the first on the left half, the second on the right."""
    return {"text": "Почта аппа", "at": [0.05, 0.15, 0.25, 0.35, 0.45, 0.6, 0.7, 0.8, 0.9], "sure": [sure] * 9}


def test_only_words_in_latin_columns_are_read_again() -> None:
    widths = []

    def read(part: numpy.ndarray) -> Reading:
        widths.append(part.shape[1])
        return {"text": "anna", "at": [0.2, 0.4, 0.6, 0.8], "sure": [0.99] * 4}

    found = with_latin_words(LINE, reading(), [False] * 50 + [True] * 50, read)
    assert found["text"] == "Почта anna" and len(widths) == 1 and 150 < widths[0] < 200
    assert found["at"][:5] == reading()["at"][:5] and 0.55 < found["at"][5] < 0.65 and 0.85 < found["at"][8] < 0.95


def test_an_uncertain_second_look_changes_nothing() -> None:
    unsure = {"text": "x", "at": [0.5], "sure": [0.4]}
    assert with_latin_words(LINE, reading(), [True] * 100, lambda _part: unsure) == reading()
    assert with_latin_words(LINE, reading(), [True] * 100, lambda _part: None) == reading()
