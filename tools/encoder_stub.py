"""Leaves the HEVC encoder out of a package: 23 MB under the GPL that only encoding would use.

libheif names libx265 among the libraries that it needs, so a file of that name must be there. Where a C compiler is at
hand (Linux), it is replaced by one with the two functions for which libheif asks.
"""

import re
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")
_NAME = re.compile(r"libx265[^/]*\.so\.(\d+)")


def leave_out_encoder(package: Path) -> list[Path]:
    """Replaces every libx265 below `package`, and returns the replaced files: none where there is no compiler.

    Raises CalledProcessError if the compiler fails.
    """
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return []
    replaced = []
    for library in sorted(package.rglob("libx265*.so.*")):
        name = _NAME.fullmatch(library.name)
        if name is None or library.is_symlink():
            continue
        library.unlink()  # it may be a hard link into a cache
        flags = ["-shared", "-fPIC", "-O2", "-s", f"-DAPI_GET=x265_api_get_{name[1]}", f"-Wl,-soname,{library.name}"]
        subprocess.run([compiler, *flags, "-Wl,--build-id=none", "-o", str(library), str(SOURCE)], check=True)
        replaced.append(library)
    return replaced
