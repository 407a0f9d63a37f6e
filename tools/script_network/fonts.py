"""The fonts in which lines are drawn: which files, and which of them have the letters of a script."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from PySide6.QtGui import QFontDatabase, QRawFont

from tools.script_network.words import is_of

KEPT_BACK = (
    *("nanum", "amiri", "libertine", "inconsolata", "frankruehl", "purisa", "loma", "freeserif", "opensans"),
    *("open-sans", "serifdevanagari", "serifbengali", "miriam"),
)
"""Parts of the paths of fonts with which the network is measured and not trained."""
LEFT_OUT = ("Condensed", "Emoji", "Cuneiform", "Symbols", "Egyptian")
RARE_WEIGHTS = ("Thin", "ExtraLight", "ExtraBold", "Black")
"""Of the Noto family, which would otherwise be most of all fonts."""
SAMPLE = 60  # words whose letters a font must have
LEAST_COVER = 0.97  # of these letters


def font_files(folders: Iterable[Path], is_kept_back: bool) -> list[Path]:
    """Returns the files of the fonts in these folders: those to train with, or those that are kept back."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*.[ot]t[fc]")):
            name = path.relative_to(folder).as_posix()
            is_rare = any(part in name for part in LEFT_OUT)
            is_rare |= "Noto" in name and any(part in name for part in RARE_WEIGHTS)
            if not is_rare and any(part in name.lower() for part in KEPT_BACK) == is_kept_back:
                found.append(path)
    return found


def fonts_by_script(files: Iterable[Path], words: dict[str, list[str]], chance: Random) -> dict[str, list[Path]]:
    """Returns the files that have the letters of some words of each script. It needs a QGuiApplication."""
    loaded = {path: QRawFont(str(path), 16) for path in files}
    fonts = {}
    for script, pool in words.items():
        sample = "".join(chance.sample(pool, min(SAMPLE, len(pool))))
        letters = [ord(letter) for letter in sorted(set(sample)) if letter.isalpha() and is_of(letter, script)]
        fonts[script] = [path for path, font in loaded.items() if font.isValid() and _covers(font, letters)]
    return fonts


def _covers(font: QRawFont, letters: list[int]) -> bool:
    return sum(font.supportsCharacter(letter) for letter in letters) >= LEAST_COVER * len(letters)


@cache
def family_of(path: Path) -> str | None:
    """Returns the family of a font's file, which Qt loads; None if it cannot."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else None
