"""The .deb: a tree with its control file, put together by dpkg-deb."""

import hashlib
import os
import subprocess
import textwrap
from pathlib import Path

from .facts import DESCRIPTION, SUMMARY, Facts

DEPENDS = (
    *("libstdc++6", "libgcc-s1", "libexpat1", "libgl1", "libegl1", "libxcb1", "libdrm2", "fontconfig-config"),
    *("fonts-dejavu-core | fonts-freefont-ttf | fonts-noto-core", "ca-certificates"),
)
RECOMMENDS = ("libwayland-cursor0", "libcups2t64 | libcups2")
SUGGESTS = tuple(f"tesseract-ocr-{name}" for name in ("rus", "ell", "ara", "heb", "hin", "tha", "kor", "vie"))
COMMON = "Debian has that of the LGPL in /usr/share/common-licenses as well.\n"
"""The last line of the copyright file, for which Debian's policy asks; no other system has that folder."""
UPDATE = """#!/bin/sh
set -e
if [ "$1" = {action} ]; then
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q || true; fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf /usr/share/icons/hicolor || true; fi
fi
"""


def control(tree: Path, facts: Facts, c_library: str) -> str:
    """Returns the control file of a tree that is laid out; `c_library` is the oldest version of it that serves."""
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir())
    fields = {
        "Package": "askance",
        "Version": facts.version,
        "Architecture": facts.debian_architecture,
        "Maintainer": facts.maintainer,
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join((f"libc6 (>= {c_library})", *DEPENDS)),
        "Recommends": ", ".join(RECOMMENDS),
        "Suggests": ", ".join(SUGGESTS),
        "Section": "graphics",
        "Priority": "optional",
        "Homepage": facts.address,
        "Description": "\n ".join([SUMMARY, *textwrap.wrap(DESCRIPTION, 78)]),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def make_deb(tree: Path, target: Path, facts: Facts, c_library: str) -> Path:
    """Packs a tree that is laid out into the folder `target`, and returns the package.

    Raises CalledProcessError if dpkg-deb fails.
    """
    package = target / f"askance_{facts.version}_{facts.debian_architecture}.deb"
    folder = tree / "DEBIAN"
    with (tree / "usr/share/doc/askance/copyright").open("a", encoding="utf-8") as copyright_file:
        copyright_file.write(COMMON)
    sums = _md5sums(tree)
    folder.mkdir()
    _write(folder / "control", control(tree, facts, c_library), 0o644)
    _write(folder / "md5sums", sums, 0o644)
    _write(folder / "postinst", UPDATE.format(action="configure"), 0o755)
    _write(folder / "postrm", UPDATE.format(action="remove"), 0o755)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(facts.built.timestamp()))}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(tree), str(package)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return package


def _md5sums(tree: Path) -> str:
    """Returns the list by which `dpkg --verify` finds what was changed; the format asks for this hash."""
    files = (path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
    )


def _write(path: Path, text: str, mode: int) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
