"""Compiles a small library that stands in a package for a large one of the same name.

A stand-in defines the names that others ask of the large one, and ends the process with a sentence when one of them is
called: nothing can go on silently with a wrong result.
"""

import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tools.packages.elf import Symbol, soname, symbols

HEAD = """
#include <stdlib.h>
#include <unistd.h>
static void left_out(void) {
    static const char words[] = "A part of a library that this package leaves out was called.\\n";
    if (write(2, words, sizeof words - 1)) {}
    abort();
}
"""


def compiler() -> str | None:
    """Returns the C compiler of this machine, or None."""
    return shutil.which("cc") or shutil.which("gcc")


def can_replace() -> bool:
    """Returns True if this machine has what reading and compiling libraries takes: a C compiler and binutils."""
    return compiler() is not None and shutil.which("readelf") is not None


def why_nothing_is_replaced() -> str:
    """Returns the sentence for a build on a machine that cannot replace libraries; empty where it can."""
    if compiler() is not None:
        return ""
    return "There is no C compiler here, so large libraries that are never called stay in the package."


def replace_by_stub(library: Path, name: str, source: Path, flags: Iterable[str] = ()) -> None:
    """Compiles a C file in the place of a library that others ask for by `name`. The compiler must be there.

    Raises CalledProcessError if it fails.
    """
    library.unlink()  # it may be a hard link into a cache
    common = ["-shared", "-fPIC", "-O2", "-s", "-Wl,--build-id=none", f"-Wl,-soname,{name}"]
    subprocess.run([str(compiler()), *common, *flags, "-o", str(library), str(source)], check=True)


def replace_by_names(library: Path, users: Iterable[Path], own: str = "") -> None:
    """Compiles the stand-in: the symbols that `users` ask for, in the original's versions, under its name.

    `own` is C code with functions that are called all the same; each begins with a line of its name in a comment.
    Raises CalledProcessError if the compiler fails.
    """
    asked_for = {symbol.name for user in users for symbol in symbols(user) if not symbol.is_defined}
    kept = {symbol.name: symbol for symbol in symbols(library) if symbol.is_defined and symbol.name in asked_for}
    left_out = [symbol for symbol in kept.values() if f"/* {symbol.name} */" not in own]
    with tempfile.TemporaryDirectory() as scratch:
        source, versions = Path(scratch, "stub.c"), Path(scratch, "stub.map")
        source.write_text(HEAD + own + "".join(map(_definition, left_out)), encoding="ascii")
        versions.write_text(_version_script(list(kept.values())), encoding="ascii")
        flags = [f"-Wl,--version-script={versions}", "-Wno-builtin-declaration-mismatch"]
        replace_by_stub(library, soname(library), source, flags)


def _definition(symbol: Symbol) -> str:
    if symbol.is_data:
        return f"char {symbol.name}[{max(symbol.size, 1)}];\n"
    return f"void {symbol.name}(void) {{ left_out(); }}\n"


def _version_script(kept: list[Symbol]) -> str:
    by_version: dict[str, list[str]] = defaultdict(list)
    for symbol in kept:
        by_version[symbol.version].append(symbol.name)
    if set(by_version) <= {""}:
        return f"{{ global: {''.join(f'{symbol.name}; ' for symbol in kept)} local: *; }};\n"
    return "".join(
        f"{version} {{ global: {''.join(f'{name}; ' for name in names)} }};\n" for version, names in by_version.items()
    )
