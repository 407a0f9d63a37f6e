"""Leaves JBIG-KIT out of a package: a part under the GPL that only old fax files (TIFF) would use.

libtiff names it among the libraries that it needs, and the second engine's Leptonica names libtiff; lines come to that
engine as bytes, never as files.
"""

from pathlib import Path

from .stub import can_replace, replace_by_names


def leave_out_jbig(package: Path) -> list[Path]:
    """Replaces libjbig below `package`, and returns the replaced files.

    Without a C compiler or binutils nothing is changed, and the list is empty. Raises CalledProcessError if the
    compiler fails.
    """
    if not can_replace():
        return []
    found = [path for path in sorted(package.rglob("tesserocr.libs/libjbig*.so.*")) if not path.is_symlink()]
    for library in found:
        replace_by_names(library, sorted(library.parent.glob("libtiff*.so.*")))
    return found
