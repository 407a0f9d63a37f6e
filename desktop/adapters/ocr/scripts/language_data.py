"""The data of the second engine that is on this computer: one file for each language, chosen by script.

It is looked for in the package and in the system's own folders. The variable TESSDATA_PREFIX is ignored, because a
stranger's file must not be parsed.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from desktop.paths import resource

SYSTEM_FOLDERS = (
    *("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"),
    *("/usr/share/tesseract/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata"),
)
LANGUAGES = {
    "arabic": ("ara", "fas", "urd"),
    "armenian": ("hye",),
    "bengali": ("ben", "asm"),
    "burmese": ("mya",),
    "cyrillic": ("rus", "ukr", "bel", "bul", "srp", "mkd"),
    "devanagari": ("hin", "mar", "nep"),
    "ethiopic": ("amh", "tir"),
    "georgian": ("kat",),
    "greek": ("ell",),
    "gujarati": ("guj",),
    "gurmukhi": ("pan",),
    "hangul": ("kor",),
    "hebrew": ("heb",),
    "kannada": ("kan",),
    "khmer": ("khm",),
    "lao": ("lao",),
    "malayalam": ("mal",),
    "odia": ("ori",),
    "sinhala": ("sin",),
    "tamil": ("tam",),
    "telugu": ("tel",),
    "thai": ("tha",),
    "vietnamese": ("vie",),
}
"""Names of the data's files by script, the one that is preferred first."""


def bundled_folder() -> Path:
    """Returns the folder of the languages that the package brings; it may be missing."""
    return resource("tessdata")


def data_folders() -> tuple[str, ...]:
    """Returns the folders that exist, the package's own first."""
    return tuple(str(folder) for folder in (bundled_folder(), *map(Path, SYSTEM_FOLDERS)) if folder.is_dir())


@cache
def languages_here(folders: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Returns, for each script that can be read with these folders, one of them and the name of its language."""
    found: dict[str, tuple[str, str]] = {}
    for script, languages in LANGUAGES.items():
        places = ((folder, language) for language in languages for folder in folders)
        place = next((place for place in places if (Path(place[0]) / f"{place[1]}.traineddata").is_file()), None)
        if place is not None:
            found[script] = place
    return found


def has_engine() -> bool:
    """Returns True if the second engine is installed."""
    return find_spec("tesserocr") is not None


def scripts_read() -> tuple[str, ...]:
    """Returns the names of the scripts that the second engine reads on this computer now, in alphabetical order."""
    return tuple(sorted(languages_here(data_folders()))) if has_engine() else ()
