"""The texts of the licences of what is inside a package: a file for each part, in the folder `licences`.

A part is a Python package with the libraries in its wheel, Python itself, or a Debian package of the building machine
of which a library is taken along.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from .facts import FILES
from .inventory import names_inside

TEXTS = FILES / "licences"
BUILDERS = ("pyinstaller",)
"""Not part of the program, but its first lines are."""
WITHOUT_TEXT = {
    "flatbuffers": ("Apache-2.0",),
    "latex2mathml": ("MIT",),
    "pyside6-essentials": ("LGPL-3", "GPL-3", "source-of-qt"),
    "shiboken6": ("LGPL-3", "GPL-3", "source-of-qt"),
}
"""Packages whose wheels bring no text, with those that they name."""
MORE_TEXTS = {
    "opencv-python-headless": ("in-opencv", "libdrm"),
    "pillow-heif": ("in-pillow-heif", "LGPL-3", "GPL-3", "GPL-2"),
    "tesserocr": (
        *("in-tesserocr", "Apache-2.0", "leptonica", "libtiff", "libpng", "libwebp"),
        *("libjpeg-turbo", "libjpeg-turbo-ijg", "GPL-2"),
    ),
}
"""Packages whose wheels bring libraries without the texts of these, with what is written about them and the texts."""
_BEGINNINGS = ("license", "licence", "copying", "notice", "authors", "copyright", "thirdparty", "model_licenses")
_NO_TEXTS = (".py", ".pyc", ".so", ".pyi")
_RULE = "-" * 78


class NoLicenceTextError(Exception):
    """A part is inside of which no licence is known; its name is the argument."""


def write_licences(folder: Path, libraries: Iterable[Path] = ()) -> list[Path]:
    """Writes a file for each part into `folder`, which is emptied before. Returns the files.

    `libraries` are the files of the system that are taken along. Raises NoLicenceTextError for a Python package without
    any text, and for Python itself; a library whose package the system does not know is named on the error output.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(python_licence(Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)), folder / "python.txt")
    for name, path in _of_the_system(libraries).items():
        shutil.copyfile(path, folder / f"system-{name}.txt")
    for name in sorted({*names_inside(), *BUILDERS}):
        try:
            part = distribution(name)
        except PackageNotFoundError:  # of another system, and so not inside
            continue
        (folder / f"{name}.txt").write_text(licence_text(name, part), encoding="utf-8")
    return sorted(folder.iterdir())


def licence_text(name: str, part: Distribution) -> str:
    """Returns the name, version, authors and home of a Python package, and all texts of licences that it brings."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in _own_texts(name)}
    for file in part.files or ():
        if _is_licence(file.parts):
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            if text not in texts.values():
                texts[str(file)] = text
    if not texts:
        raise NoLicenceTextError(name)
    fields = ("Name", "Version", "Author", "Author-email", "License", "License-Expression", "Home-page", "Project-URL")
    head = [
        f"{field}: {value}" for field in fields for value in part.metadata.get_all(field) or () if "\n" not in value
    ]
    return "\n".join([*head, *(f"{_RULE}\n{place}\n{_RULE}\n{text}" for place, text in texts.items())])


def python_licence(standard_library: Path, home: Path) -> Path:
    """Returns the file with Python's licence: beside its library, or on Windows in its home."""
    for folder in (standard_library, home):
        if (folder / "LICENSE.txt").is_file():
            return folder / "LICENSE.txt"
    raise NoLicenceTextError("python")


def owners_in(answer: str) -> list[str]:
    """Returns the packages that dpkg names for a file: one or more for a path, with architectures, among diversions."""
    lines = (line.rpartition(": ")[0] for line in answer.splitlines() if not line.startswith("diversion by "))
    return [owner.partition(":")[0] for line in lines if line for owner in line.split(", ")]


def _own_texts(name: str) -> list[Path]:
    return [TEXTS / f"{text}.txt" for text in (*WITHOUT_TEXT.get(name, ()), *MORE_TEXTS.get(name, ()))]


def _is_licence(parts: tuple[str, ...]) -> bool:
    name = parts[-1].lower()
    is_listed = len(parts) > 2 and parts[0].endswith(".dist-info") and parts[1].lower() == "licenses"
    return (is_listed or name.startswith(_BEGINNINGS)) and not name.endswith(_NO_TEXTS)


def _of_the_system(libraries: Iterable[Path]) -> dict[str, Path]:
    """Returns what Debian's packages say of their licences, by the names of those that have these libraries."""
    found: dict[str, Path] = {}
    unknown: list[str] = []
    for library in sorted(libraries):
        texts = {owner: Path("/usr/share/doc", owner, "copyright") for owner in _owners(library.resolve())}
        texts = {owner: path for owner, path in texts.items() if path.is_file()}
        found |= texts
        if not texts:
            unknown.append(library.name)
    if unknown:
        print(f"No licence is known of these libraries of this system: {', '.join(unknown)}.", file=sys.stderr)
    return found


def _owners(library: Path) -> list[str]:
    if shutil.which("dpkg-query") is None:
        return []
    for place in (library, Path("/", *library.parts[2:])):  # /usr/lib is /lib in older lists
        command = ["dpkg-query", "--search", str(place)]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"})
        if owners := owners_in(done.stdout):
            return owners
    return []
