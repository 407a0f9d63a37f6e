"""Leaves numpy's OpenBLAS out of a package: 28 MB for products of matrices, and a thread for each processor."""

import re
from pathlib import Path

from tools.packages.elf import elf_files, needed
from tools.packages.facts import FILES

from .opencv_stubs import remove_unneeded
from .stub import can_replace, replace_by_names

_NAME = re.compile(r"libscipy_openblas64_")


def leave_out_matrices(package: Path) -> list[Path]:
    """Replaces that library below `package`, removes what only it needed, and returns the files replaced.

    Without a C compiler or binutils nothing is changed, and the list is empty. Raises CalledProcessError if the
    compiler fails.
    """
    folder = next(iter(sorted(package.rglob("numpy.libs"))), None)
    if not can_replace() or folder is None:
        return []
    replaced = [library for library in sorted(folder.iterdir()) if _NAME.match(library.name)]
    inside = list(elf_files(folder.parent / "numpy"))
    for library in replaced:
        users = [path for path in inside if library.name in needed(path)]
        replace_by_names(library, users, (FILES / "dot_products.c").read_text(encoding="ascii"))
    remove_unneeded(folder, inside)
    return replaced
