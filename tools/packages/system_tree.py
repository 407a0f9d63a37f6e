"""Lays the program out as the file system of a Linux machine has it, the same for every kind of package."""

import gzip
import shutil
from pathlib import Path

from argparse_manpage.manpage import Manpage
from PIL import Image

from desktop.cli.commands import command_parser
from desktop.paths import PARTS

from .facts import FILES, ROOT, SUMMARY, Facts

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def lay_out(program: Path, root: Path, facts: Facts) -> None:
    """Copies what PyInstaller made to `root`/usr/lib/askance, and puts around it what a desktop looks for."""
    library = root / "usr" / "lib" / "askance"
    shutil.copytree(program, library, symlinks=True)
    command = root / "usr" / "bin" / "askance"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/askance/askance")
    _write(root / "usr/share/applications/askance.desktop", facts.filled("askance.desktop"))
    _write(root / f"usr/share/metainfo/{facts.component_id}.metainfo.xml", facts.filled("askance.metainfo.xml"))
    _write(root / "usr/share/lintian/overrides/askance", (FILES / "lintian-overrides").read_text(encoding="utf-8"))
    _icons(root / "usr/share/icons/hicolor")
    _packed(root / "usr/share/man/man1/askance.1.gz", man_page(facts))
    documents = root / "usr/share/doc/askance"
    _packed(documents / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    _packed(documents / "changelog.gz", _changelog(facts))
    _write(documents / "copyright", copyright_text(facts))
    _plain_modes(root)


def man_page(facts: Facts) -> str:
    """Returns the manual page, made of the same declarations as `askance --help`."""
    parser = command_parser()
    parser.man_short_description = SUMMARY  # type: ignore[attr-defined]
    page = Manpage(parser, format="pretty")
    page.date, page.version, page.manual = f"{facts.built:%Y-%m-%d}", facts.version, "Askance"
    return f"{page}\n"


def copyright_text(facts: Facts) -> str:
    """Returns Askance's licence, followed by that of everything inside."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    others = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    place = f"The texts are in /usr/lib/askance/{PARTS}/licences."
    return f"Askance, {facts.address}\n\n{own}\n\n{others}\n{place}\n"


def _changelog(facts: Facts) -> str:
    """Returns the entry of this version in the form that Debian's tools read."""
    signature = f" -- {facts.maintainer}  {facts.built:%a, %d %b %Y %H:%M:%S +0000}"
    return f"askance ({facts.version}) unstable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n{signature}\n"


def _icons(folder: Path) -> None:
    with Image.open(ROOT / "resources" / "askance.png") as icon:
        for size in ICON_SIZES:
            target = folder / f"{size}x{size}" / "apps" / "askance.png"
            target.parent.mkdir(parents=True)
            icon.resize((size, size), Image.Resampling.LANCZOS).save(target, optimize=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _packed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def _plain_modes(root: Path) -> None:
    """Gives folders and programs 0755 and other files 0644, whatever the builder's umask was."""
    for path in [root, *root.rglob("*")]:
        if path.is_symlink():
            continue
        is_program = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
        path.chmod(0o755 if is_program else 0o644)
