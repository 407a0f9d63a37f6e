"""Draws lines of known script, spoils them as screens and files do, and saves them with a label for each column."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy
from PySide6.QtGui import QGuiApplication

from desktop.adapters.ocr.scripts.script_finder import COLUMN, FLATTEST, HEIGHT
from tools.script_network.fonts import family_of, font_files, fonts_by_script
from tools.script_network.painting import UNKNOWN, WIDTH, paint_drawing, paint_line
from tools.script_network.words import LOCALES, line_of, words_by_script

DRAWINGS = 0.04  # of all lines
LEAST_HEIGHT = 6  # pixels of a line that was scaled down
MIXES = {
    "early": dict.fromkeys(LOCALES, 1)
    | {"latin": 10, "cyrillic": 4, "cjk": 3, "hangul": 3, "greek": 3, "vietnamese": 3}
    | dict.fromkeys(("arabic", "hebrew", "devanagari", "thai", "bengali"), 2),
    "late": dict.fromkeys(LOCALES, 2)
    | {"latin": 12, "cyrillic": 5, "vietnamese": 5, "thai": 5, "cjk": 3, "greek": 3, "devanagari": 3},
}
"""Parts of the lines in each script."""


def draw(path: Path, count: int, seed: int, mix: dict[str, int], folders: Iterable[Path], is_kept_back: bool) -> None:
    """Saves `images`, uint8 of shape (count, HEIGHT, WIDTH), and `labels`, int8 of shape (count, WIDTH / COLUMN).

    An image has 0 for the background and 255 for the letters farthest from it; labels are places in SCRIPTS, or UNKNOWN
    between words and right of the line. Raises SystemExit if there is no font for Latin letters.
    """
    application = QGuiApplication(["script_network", "-platform", "offscreen"])
    chance, words = Random(seed), words_by_script()
    fonts = fonts_by_script(font_files(folders, is_kept_back), words, chance)
    for script, files in fonts.items():
        print(f"{script}: {len(words[script])} words, {len(files)} fonts", flush=True)
    if not fonts["latin"]:
        raise SystemExit("There is no font for Latin letters in these folders.")
    images = numpy.zeros((count, HEIGHT, WIDTH), numpy.uint8)
    labels = numpy.full((count, WIDTH // COLUMN), UNKNOWN, numpy.int8)
    for at, (line, kinds) in zip(range(count), _lines(words, fonts, mix, chance), strict=False):
        images[at, :, : line.shape[1]] = line
        for column in range(line.shape[1] // COLUMN):
            part = kinds[column * COLUMN : (column + 1) * COLUMN]
            labels[at, column] = part[0] if (part == part[0]).all() else UNKNOWN
    numpy.savez(path, images=images, labels=labels)
    application.shutdown()


def _lines(
    words: dict[str, list[str]], fonts: dict[str, list[Path]], mix: dict[str, int], chance: Random
) -> Iterator[tuple[Any, Any]]:
    """Yields lines without end: uint8 of shape (HEIGHT, w), w at most WIDTH, and labels of shape (w,)."""
    scripts = [script for script, files in fonts.items() if files]
    shares = [mix[script] for script in scripts]
    while True:
        if chance.random() < DRAWINGS:
            painted: tuple[Any, Any] | None = paint_drawing(chance)
        else:
            script = chance.choices(scripts, shares)[0]
            family = family_of(chance.choice(fonts[script]))
            parts = line_of(script, words, chance)
            painted = paint_line(script, parts, family, chance) if family and any(part.text for part in parts) else None
            painted = None if painted is None else _spoiled(*painted, chance)
        line = None if painted is None else _evened(painted[0])
        if painted is None or line is None:
            continue
        start = chance.randint(0, max(0, line.shape[1] - WIDTH))
        yield line[:, start : start + WIDTH], painted[1][start : start + WIDTH]


def _spoiled(grey: Any, labels: Any, chance: Random) -> tuple[Any, Any]:
    """Returns a line scaled, blurred, compressed and with noise, each of them now and then, and HEIGHT rows high."""
    if chance.random() < 0.3:
        scale = chance.uniform(0.6, 1.6)
        if min(grey.shape) * scale >= LEAST_HEIGHT:
            how = chance.choice((cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_CUBIC))
            grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
    if chance.random() < 0.12:
        grey = cv2.GaussianBlur(grey, (0, 0), chance.uniform(0.3, 0.9))
    if chance.random() < 0.15:
        packed: Any = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(35, 90)])[1]
        grey = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    if chance.random() < 0.1:
        noise = numpy.random.default_rng(chance.getrandbits(64)).normal(0, chance.uniform(1, 10), grey.shape)
        grey = numpy.clip(grey + noise, 0, 255).astype(numpy.uint8)
    height, width = grey.shape
    wide = max(8, round(width * HEIGHT / height * chance.uniform(0.9, 1.1)))
    places = numpy.minimum(len(labels) - 1, (numpy.arange(wide) * len(labels) / wide).astype(int))
    how = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    return cv2.resize(grey, (wide, HEIGHT), interpolation=how), labels[places]


def _evened(grey: Any) -> Any:
    """Returns the distance from the background, up to 255, as `script_finder.prepared_line` does; None if flat."""
    away = numpy.abs(grey.astype(numpy.float32) - numpy.median(grey))
    top = numpy.percentile(away, 99.5)
    return None if top < FLATTEST else numpy.minimum(255, away * (255 / top)).astype(numpy.uint8)
