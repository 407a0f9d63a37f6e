"""Leaves out of a package what OpenCV's wheel carries for videos, cameras and large matrices: 85 MB, never called.

Reading text uses some twenty functions of OpenCV. Its one library is linked to FFmpeg, OpenSSL 1.1, libavif and
OpenBLAS all the same, so files of those names must be there.
"""

import re
from pathlib import Path

from tools.packages.elf import elf_files, needed

from .stub import can_replace, replace_by_names

REPLACED = re.compile(r"lib(avcodec|avformat|avutil|swscale|avif|openblas\w*)-")


def leave_out_videos(package: Path) -> list[Path]:
    """Replaces those libraries below `package`, removes what only they needed, and returns the files replaced.

    Without a C compiler or binutils nothing is changed, and the list is empty. Raises CalledProcessError if the
    compiler fails.
    """
    folder = next(iter(sorted(package.rglob("opencv_python_headless.libs"))), None)
    if not can_replace() or folder is None:
        return []
    user = next(iter(sorted(folder.parent.glob("cv2/cv2*.so"))))
    replaced = []
    for library in sorted(folder.iterdir()):
        if REPLACED.match(library.name):
            replace_by_names(library, [user])
            replaced.append(library)
    remove_unneeded(folder, [user])
    return replaced


def remove_unneeded(folder: Path, users: list[Path]) -> None:
    """Removes the libraries of a wheel's folder that neither the users nor what they need asks for."""
    files = {path.name: path for path in elf_files(folder)}
    wanted: set[str] = set()
    open_ends = set(users)
    while open_ends:
        names = {name for path in open_ends for name in needed(path)} & files.keys()
        open_ends = {files[name] for name in names - wanted}
        wanted |= names
    for name in files.keys() - wanted:
        files[name].unlink()
