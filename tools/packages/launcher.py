"""The command of a package for Linux: a script that looks at the system's C library before it starts the program.

PyInstaller's own first lines run on systems so old that Python's library cannot be loaded there, and would print what
the dynamic linker says. The program lies among its parts, under the same name, so that processes and windows have it.
"""

import re
import shlex
import shutil
from pathlib import Path

from desktop.messages.language import catalogue
from desktop.messages.language.choice import LANGUAGES
from desktop.messages.missing_libraries import older_system_sentence
from desktop.paths import PARTS

from .elf import newest_asked_for
from .facts import FILES

NAME = "askance"
PLACES = "/usr/bin:/bin"
"""Where the script looks for what tells the C library; a user's own tools may belong to another one."""
LOADERS = "/lib*/ld-linux*"
"""The pattern of glibc's own loader, which a system with another C library may have besides."""
_ALSO_FOR = {"zh_CN": ("zh", "zh_SG", "zh_Hans")}
_FOUND = "\0"


def move_parts(package: Path) -> None:
    """Moves all that PyInstaller made in the folder `package` one folder down, where the program is not the command."""
    aside = package.with_name(f"{package.name}{PARTS}")
    shutil.rmtree(aside, ignore_errors=True)  # a build that was killed may have left it
    package.rename(aside)
    package.mkdir()
    aside.rename(package / PARTS)


def write_launcher(package: Path) -> None:
    """Writes the command into the folder `package`, for the C library that its parts ask for."""
    file = package / NAME
    file.write_text(launcher(newest_asked_for(package)[0]), encoding="utf-8")
    file.chmod(0o755)


def launcher(c_library: str, places: str = PLACES, loaders: str = LOADERS) -> str:
    """Returns the script for a program that needs this version of the C library, such as "2.35".

    `places` are the folders of the tools that it calls, `loaders` is a pattern of the shell.
    """
    major, minor = c_library.split(".")[:2]
    values = {
        "PLACES": shlex.quote(places),
        "LOADERS": loaders,
        "PARTS": PARTS,
        "MAJOR": major,
        "MINOR": minor,
        "TRANSLATIONS": "\n".join(_cases(c_library)),
        "SENTENCE": _words(c_library, "en"),
    }
    text = (FILES / "askance.sh").read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda placeholder: values[placeholder[1]], text)


def _cases(c_library: str) -> list[str]:
    """Returns the branches of the languages that have the sentence."""
    words = {code: _words(c_library, code) for code in LANGUAGES}
    return [
        f"        {_pattern(code)}) printf '%s\\n' {sentence} ;;"
        for code, sentence in words.items()
        if sentence != words["en"]
    ]


def _pattern(code: str) -> str:
    """Returns what a locale of the language matches, such as de, de_AT, de.UTF-8 and de:en."""
    names = _ALSO_FOR.get(code, (code,))
    regions = (f"{code}*",) if code in _ALSO_FOR else (f"{code}_*",)
    return " | ".join((*regions, *(f"{name}{end}" for name in names for end in ("", ".*", "@*", ":*"))))


def _words(c_library: str, code: str) -> str:
    """Returns the sentence in a language as words of the shell."""
    before = catalogue.language()
    catalogue.use(code)
    try:
        start, _, end = older_system_sentence(c_library, _FOUND).partition(_FOUND)
    finally:
        catalogue.use(before)
    return f'{shlex.quote(start)}"$askance_has"{shlex.quote(end)}'
