"""Leaves out of a package what OpenCV's wheel carries for videos, cameras and large matrices: 85 MB, never called.

Reading text uses some twenty functions of OpenCV. Its one library is linked to FFmpeg, OpenSSL 1.1, libavif and
OpenBLAS all the same, so files of those names must be there. Each is replaced by one that defines the same names and
ends the process with a sentence when one is called: nothing can go on silently with a wrong result.
"""

import re
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

from .elf import Symbol, elf_files, needed, soname, symbols
from .stub import compiler, replace_by_stub

REPLACED = re.compile(r"lib(avcodec|avformat|avutil|swscale|avif|openblas\w*)-")
HEAD = """
#include <stdlib.h>
#include <unistd.h>
static void left_out(void) {
    static const char words[] = "A part of OpenCV that this package leaves out was called.\\n";
    if (write(2, words, sizeof words - 1)) {}
    abort();
}
"""


def leave_out_videos(package: Path) -> list[Path]:
    """Replaces those libraries below `package`, removes what only they needed, and returns the files replaced.

    Without a C compiler or binutils nothing is changed, and the list is empty. Raises CalledProcessError if the
    compiler fails.
    """
    folder = next(iter(sorted(package.rglob("opencv_python_headless.libs"))), None)
    if compiler() is None or shutil.which("readelf") is None or folder is None:
        return []
    user = next(iter(sorted(folder.parent.glob("cv2/cv2*.so"))))
    asked_for = {symbol.name for symbol in symbols(user) if not symbol.is_defined}
    replaced = []
    for library in sorted(folder.iterdir()):
        if REPLACED.match(library.name):
            _replace(library, asked_for)
            replaced.append(library)
    _remove_unneeded(folder, user)
    return replaced


def _replace(library: Path, asked_for: set[str]) -> None:
    """Compiles the stand-in: the symbols that are asked for, in the original's versions, under its name."""
    kept = {symbol.name: symbol for symbol in symbols(library) if symbol.is_defined and symbol.name in asked_for}
    with tempfile.TemporaryDirectory() as scratch:
        source, versions = Path(scratch, "stub.c"), Path(scratch, "stub.map")
        source.write_text(HEAD + "".join(map(_definition, kept.values())), encoding="ascii")
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


def _remove_unneeded(folder: Path, user: Path) -> None:
    """Removes the libraries of the folder that neither the user nor what it needs asks for."""
    files = {path.name: path for path in elf_files(folder)}
    wanted: set[str] = set()
    open_ends = {user}
    while open_ends:
        names = {name for path in open_ends for name in needed(path)} & files.keys()
        open_ends = {files[name] for name in names - wanted}
        wanted |= names
    for name in files.keys() - wanted:
        files[name].unlink()
