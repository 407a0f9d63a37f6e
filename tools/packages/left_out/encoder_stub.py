"""Leaves the HEVC encoder out of a package: 23 MB under the GPL that only encoding would use.

libheif names libx265 among the libraries that it needs, so a file of that name must be there. Where a C compiler is at
hand (Linux), it is replaced by one with the two functions for which libheif asks.
"""

import re
from pathlib import Path

from tools.packages.facts import FILES

from .stub import compiler, replace_by_stub

_NAME = re.compile(r"libx265[^/]*\.so\.(\d+)")


def leave_out_encoder(package: Path) -> list[Path]:
    """Replaces every libx265 below `package`, and returns the replaced files: none where there is no compiler.

    Raises CalledProcessError if the compiler fails.
    """
    if compiler() is None:
        return []
    replaced = []
    for library in sorted(package.rglob("libx265*.so.*")):
        name = _NAME.fullmatch(library.name)
        if name is None or library.is_symlink():
            continue
        replace_by_stub(library, library.name, FILES / "encoder_stub.c", [f"-DAPI_GET=x265_api_get_{name[1]}"])
        replaced.append(library)
    return replaced
