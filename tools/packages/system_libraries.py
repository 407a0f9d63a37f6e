"""Leaves to the system the libraries that every desktop has and that tie a package to the builder's release."""

from pathlib import Path

from .elf import elf_files, needed

LEFT = ("libstdc++.so.6", "libgcc_s.so.1", "libexpat.so.1", "libcups.so.2")
"""Kept current by the system, and asking for a newer C library than everything else in the package."""


def leave_to_system(package: Path) -> list[str]:
    """Removes those libraries from the folder that PyInstaller made, and whatever only they asked for.

    Returns the names of the files removed. Does nothing where they are not beside each other in `_internal`.
    """
    folder = package / "_internal"
    asked_by = {path: needed(path) for path in elf_files(package)}
    beside = {path.name: path for path in asked_by if path.parent == folder and ".so" in path.name}
    ends = [name for name in LEFT if name in beside]
    removed = []
    while ends:
        name = ends.pop()
        path = beside.pop(name)
        path.unlink()
        removed.append(name)
        lost = asked_by.pop(path) & beside.keys()
        ends += [name for name in lost if name not in ends and not any(name in names for names in asked_by.values())]
    return sorted(removed)
