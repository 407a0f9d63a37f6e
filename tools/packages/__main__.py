"""Makes the packages for Linux of dist/askance: `python -m tools.packages`. `run.py build` calls it.

`python -m tools.packages windows FOLDER` makes the installers of a folder that was built on Windows.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from .deb import make_deb
from .elf import newest_asked_for
from .facts import ROOT, Facts
from .inventory import bill_of_materials, sums
from .rpm import make_rpm
from .system_tree import lay_out
from .windows import make_msi, make_setup

DIST = ROOT / "dist"


def main() -> int:
    """Returns the exit code. A kind of package whose tool is missing is left out, and named."""
    facts = Facts.of_this_tree()
    return for_windows(Path(sys.argv[2]), facts) if sys.argv[1:2] == ["windows"] else for_linux(facts)


def for_windows(program: Path, facts: Facts) -> int:
    """Makes the installers for Windows of a folder, in dist/."""
    files = []
    for tool, make in (("makensis", make_setup), ("wixl", make_msi)):
        if shutil.which(tool):
            files.append(make(program, DIST, facts))
        else:
            print(f"{tool} is not installed, so its installer is not made.", file=sys.stderr)
    (DIST / "SHA256SUMS").write_text(sums(files), encoding="ascii")
    return 0


def for_linux(facts: Facts) -> int:
    """Makes the packages for Linux of dist/askance."""
    files = [DIST / "askance.tar.xz"]
    c_library, asked_by = newest_asked_for(DIST / "askance")
    print(f"The oldest C library that serves is {c_library}: {asked_by} asks for it.")
    bill = DIST / "askance.cdx.json"
    bill.write_text(bill_of_materials(DIST / "askance", facts), encoding="utf-8")
    files.append(bill)
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch, "tree")
        lay_out(DIST / "askance", tree, facts)
        for tool, make in (("rpmbuild", make_rpm), ("dpkg-deb", make_deb)):
            if shutil.which(tool):
                files.append(make(tree, DIST, facts, c_library))
            else:
                print(f"{tool} is not installed, so its package is not made.", file=sys.stderr)
    (DIST / "SHA256SUMS").write_text(sums(files), encoding="ascii")
    for path in files:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
