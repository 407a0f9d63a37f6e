"""The facts of a shared library that packaging needs, read by `readelf` of binutils."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SYMBOL = re.compile(
    r"\s*\d+:\s+[0-9a-f]+\s+(?P<size>\S+)\s+(?P<type>\w+)\s+(?P<bind>\w+)\s+\w+\s+(?P<section>\w+)\s+"
    r"(?P<name>[^\s@]+)(?:@@?(?P<version>\S+))?"
)
_NEEDED = re.compile(r"\((NEEDED|SONAME)\).*\[(.+)\]")
_DEBUG = re.compile(r"\] \.(?:symtab|debug_\w+) ")
_SEGMENT = re.compile(r"^ +([A-Z_]+ +0x.*)$", re.MULTILINE)
_PLACES = "/usr/bin:/bin"
_C_LIBRARY = re.compile(r"Name: (GLIBC)_(\d+(?:\.\d+)+)")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A dynamic symbol. `version` is the library's own name of a set of symbols, or empty."""

    name: str
    version: str
    size: int  # bytes
    is_data: bool
    is_defined: bool


def has_readelf(places: str = _PLACES) -> bool:
    """Returns True if this machine has the tool, without which no package for Linux can be made."""
    return shutil.which("readelf", path=places) is not None


def is_elf(path: Path) -> bool:
    """Returns True for a program or a shared library of Linux."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def symbols(library: Path) -> list[Symbol]:
    """Returns the dynamic symbols of a library, those that it defines and those that it asks for."""
    found = (_SYMBOL.match(line) for line in _readelf("--dyn-syms", library).splitlines())
    return [
        Symbol(
            match["name"], match["version"] or "", int(match["size"], 0), match["type"] == "OBJECT",
            match["section"] != "UND",
        )
        for match in found
        if match and match["bind"] in ("GLOBAL", "WEAK")
    ]  # fmt: skip


def needed(library: Path) -> set[str]:
    """Returns the names of the libraries that the dynamic linker must find for this one."""
    return {name for kind, name in _NEEDED.findall(_readelf("--dynamic", library)) if kind == "NEEDED"}


def soname(library: Path) -> str:
    """Returns the name by which others ask for the library; its file name if it states none."""
    names = [name for kind, name in _NEEDED.findall(_readelf("--dynamic", library)) if kind == "SONAME"]
    return names[0] if names else library.name


def c_library_floor(library: Path) -> tuple[int, ...]:
    """Returns the oldest version of the C library with which the file can be loaded, () if it asks for none."""
    versions = [
        tuple(map(int, version.split("."))) for _, version in _C_LIBRARY.findall(_readelf("--version-info", library))
    ]
    return max(versions, default=())


def newest_asked_for(folder: Path) -> tuple[str, str]:
    """Returns the oldest C library that serves everything below a folder, and the name of the file that asks for it."""
    floors = {path.name: c_library_floor(path) for path in elf_files(folder)}
    newest = max(floors, key=lambda name: floors[name])
    return ".".join(map(str, floors[newest])), newest


def has_debug_symbols(library: Path) -> bool:
    """Returns True if the file has names for debuggers, which the dynamic linker does not read."""
    return bool(_DEBUG.search(_readelf("--section-headers", library)))


def segments(library: Path) -> list[str]:
    """Returns where each part of the file lies that is loaded or read for that, one line for each."""
    return _SEGMENT.findall(_readelf("--program-headers", library))


def elf_files(folder: Path) -> Iterable[Path]:
    """Yields every program and library below a folder, in a fixed order."""
    return (path for path in sorted(folder.rglob("*")) if is_elf(path))


def _readelf(option: str, library: Path) -> str:
    command = ["readelf", "--wide", option, str(library)]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, env={"LC_ALL": "C", "PATH": _PLACES}
    ).stdout
