"""Compiles a small library that stands in a package for a large one of the same name."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


def compiler() -> str | None:
    """Returns the C compiler of this machine, or None."""
    return shutil.which("cc") or shutil.which("gcc")


def replace_by_stub(library: Path, name: str, source: Path, flags: Iterable[str] = ()) -> None:
    """Compiles a C file in the place of a library that others ask for by `name`. The compiler must be there.

    Raises CalledProcessError if it fails.
    """
    library.unlink()  # it may be a hard link into a cache
    common = ["-shared", "-fPIC", "-O2", "-s", "-Wl,--build-id=none", f"-Wl,-soname,{name}"]
    subprocess.run([str(compiler()), *common, *flags, "-o", str(library), str(source)], check=True)
