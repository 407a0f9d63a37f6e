"""Leaves to the system the libraries that every desktop has and that tie a package to the builder's release.

What nothing in the package asks for goes as well: PyInstaller collects the libraries of parts that are left out later.
"""

from pathlib import Path

from desktop.paths import PARTS
from tools.packages.elf import elf_files, needed

LEFT = ("libstdc++.so.6", "libgcc_s.so.1", "libexpat.so.1", "libcups.so.2")
"""Kept current by the system, and asking for a newer C library than everything else in the package."""
BY_NAME = ("libpython3", "libX11.so")
"""Loaded by name: the first by the program's own first lines, the second to notice the end of the display."""


def leave_to_system(package: Path) -> list[str]:
    """Removes those libraries from the folder that PyInstaller made, and whatever nothing asks for then.

    Returns the names of the files removed. Does nothing where they are not beside each other in its folder of parts.
    """
    folder = package / PARTS
    asked_by = {path: needed(path) for path in elf_files(package)}
    beside = {path.name: path for path in asked_by if path.parent == folder and ".so" in path.name}
    beside = {name: path for name, path in beside.items() if not name.startswith(BY_NAME) and ".cpython-" not in name}
    removed: list[str] = []
    while ends := _unasked(beside, asked_by):
        for name in ends:
            path = beside.pop(name)
            path.unlink()
            del asked_by[path]
        removed += ends
    for link in folder.iterdir():
        if link.is_symlink() and not link.exists():
            link.unlink()
    return sorted(removed)


def _unasked(beside: dict[str, Path], asked_by: dict[Path, set[str]]) -> list[str]:
    asked = {name for names in asked_by.values() for name in names}
    return [name for name in beside if name in LEFT or name not in asked]
