"""The texts of the licences of what is inside a package: a file for each part, in the folder `licences`.

A part is a Python package with the libraries in its wheel, Python itself, or a Debian package of the building machine
of which a library is taken along.
"""

import shutil
import subprocess
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
_BEGINNINGS = ("license", "licence", "copying", "notice", "authors", "copyright", "thirdparty", "model_licenses")
_NO_TEXTS = (".py", ".pyc", ".so", ".pyi")
_RULE = "-" * 78


class NoLicenceTextError(Exception):
    """A part is inside of which no licence is known; its name is the argument."""


def write_licences(folder: Path, libraries: Iterable[Path] = ()) -> list[Path]:
    """Writes a file for each part into `folder`, which is emptied before. Returns the files.

    `libraries` are the files of the system that are taken along. Raises NoLicenceTextError for a Python package without
    any text; a library is passed over where the system does not say whose it is.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = {"python": Path(sysconfig.get_path("stdlib"), "LICENSE.txt")}
    parts |= {f"system-{name}": path for name, path in _of_the_system(libraries).items()}
    for name, path in parts.items():
        if path.is_file():
            shutil.copyfile(path, folder / f"{name}.txt")
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


def _own_texts(name: str) -> list[Path]:
    return [TEXTS / f"{text}.txt" for text in WITHOUT_TEXT.get(name, ())]


def _is_licence(parts: tuple[str, ...]) -> bool:
    name = parts[-1].lower()
    is_listed = len(parts) > 2 and parts[0].endswith(".dist-info") and parts[1].lower() == "licenses"
    return (is_listed or name.startswith(_BEGINNINGS)) and not name.endswith(_NO_TEXTS)


def _of_the_system(libraries: Iterable[Path]) -> dict[str, Path]:
    """Returns what Debian's packages say of their licences, by the names of those that have these libraries."""
    if shutil.which("dpkg-query") is None:
        return {}
    found: dict[str, Path] = {}
    for library in sorted(libraries):
        for place in (library.resolve(), Path("/", *library.resolve().parts[2:])):  # /usr/lib is /lib in older lists
            command = ["dpkg-query", "--search", str(place)]
            owner = subprocess.run(command, capture_output=True, text=True).stdout.partition(":")[0]
            if owner:
                found[owner] = Path("/usr/share/doc", owner, "copyright")
                break
    return found
