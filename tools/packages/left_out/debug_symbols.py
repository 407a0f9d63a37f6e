"""Leaves the names that only debuggers read out of the libraries of a package, where nothing that is loaded moves."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.packages.elf import elf_files, has_debug_symbols, segments


def leave_out_debug_symbols(package: Path) -> list[Path]:
    """Strips programs and libraries below `package`, and returns the files that are smaller now.

    The tools that make wheels move parts of a library behind its end, where stripping damages them: a file whose
    segments would change stays as it is. Without binutils nothing is changed.
    """
    if shutil.which("strip") is None or shutil.which("readelf") is None:
        return []
    return [path for path in list(elf_files(package)) if has_debug_symbols(path) and _is_stripped(path)]


def _is_stripped(path: Path) -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, re.sub(r"[^\w.]", "_", path.name))
        command = ["strip", "--strip-unneeded", "-o", str(copy), str(path)]
        if subprocess.run(command, capture_output=True).returncode or segments(copy) != segments(path):
            return False
        shutil.copymode(path, copy)
        path.unlink()  # it may be a hard link into a cache
        shutil.move(copy, path)
    return True
