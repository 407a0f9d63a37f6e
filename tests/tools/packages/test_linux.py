"""The packages for Linux around a program of one file: what the checkers of distributions say, without a build."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("argparse_manpage", reason="the packages of the build are not installed here")

from tools.packages.deb import make_deb
from tools.packages.facts import Facts
from tools.packages.rpm import make_rpm
from tools.packages.system_tree import lay_out

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packages for Linux are made there")
FACTS = Facts("0.1.0", "https://askance.example/askance", datetime(2026, 11, 30, tzinfo=UTC), "x86_64")
UNSIGNED = "no-signature"  # who publishes it signs it
OF_THE_CHECKER = ("invalid-license", "manpage-not-compressed", "no-manual-page-for-binary")
"""What rpmlint warns of where it is Debian's: it knows no licences there, and packs manual pages by bzip2 alone."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    program = tmp_path / "program"
    program.mkdir()
    shutil.copy("/bin/true", program / "askance")
    lay_out(program, tmp_path / "tree", FACTS)
    return tmp_path / "tree"


def need(*tools: str) -> None:
    if missing := [tool for tool in tools if shutil.which(tool) is None]:
        pytest.skip(f"{missing[0]} is not installed here")


def output_of(*command: object) -> tuple[int, str]:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=200)
    return done.returncode, done.stdout + done.stderr


def test_the_desktop_entry_has_neither_fault_nor_hint(tree: Path) -> None:
    need("desktop-file-validate")
    assert output_of("desktop-file-validate", tree / "usr/share/applications/askance.desktop") == (0, "")


def test_the_catalogue_entry_is_valid(tree: Path) -> None:
    need("appstreamcli")
    (entry,) = (tree / "usr/share/metainfo").iterdir()
    code, words = output_of("appstreamcli", "validate", "--no-net", "--pedantic", entry)
    assert code == 0, words
    assert "E: " not in words and "W: " not in words, words


@pytest.mark.parametrize(("tool", "make"), [("dpkg-deb", make_deb), ("rpmbuild", make_rpm)], ids=["deb", "rpm"])
def test_two_packages_of_one_tree_are_the_same_byte_for_byte(
    tool: str, make: Callable[[Path, Path, Facts, str], Path], tree: Path, tmp_path: Path
) -> None:
    need(tool)
    packages = []
    for name, changed_at in (("first", 1e9), ("second", 1.5e9)):
        copy, target = tmp_path / name / "tree", tmp_path / name / "dist"
        shutil.copytree(tree, copy, symlinks=True)
        target.mkdir()
        for path in (copy, *copy.rglob("*")):
            os.utime(path, (changed_at, changed_at), follow_symlinks=False)
        packages.append(make(copy, target, FACTS, "2.35").read_bytes())
    assert packages[0] == packages[1]


def test_only_the_deb_names_a_folder_that_only_debian_has(tree: Path, tmp_path: Path) -> None:
    need("dpkg-deb")
    place = tree / "usr/share/doc/askance/copyright"
    assert place.read_text(encoding="utf-8").endswith("\nThe texts are in /usr/lib/askance/_internal/licences.\n")
    package = make_deb(tree, tmp_path, FACTS, "2.35")
    subprocess.run(["dpkg-deb", "--extract", package, tmp_path / "unpacked"], check=True)
    unpacked = tmp_path / "unpacked" / place.relative_to(tree)
    assert unpacked.read_text(encoding="utf-8").endswith("of the LGPL in /usr/share/common-licenses as well.\n")


def test_lintian_has_neither_error_nor_warning(tree: Path, tmp_path: Path) -> None:
    need("dpkg-deb", "lintian")
    package = make_deb(tree, tmp_path, FACTS, "2.35")
    code, words = output_of("lintian", "--allow-root", "--fail-on", "error,warning", package)
    assert code == 0, words


def test_each_override_of_lintian_stands_once(tree: Path) -> None:
    lines = (tree / "usr/share/lintian/overrides/askance").read_text(encoding="utf-8").splitlines()
    tags = [line for line in lines if not line.startswith("#")]
    assert len(tags) == len(set(tags))
    assert lines[0].startswith("#")


def test_rpmlint_finds_nothing_but_that_it_is_not_signed(tree: Path, tmp_path: Path) -> None:
    need("rpmbuild", "rpmlint")
    package = make_rpm(tree, tmp_path, FACTS, "2.35")
    _code, words = output_of("rpmlint", package)
    lines = [line for line in words.splitlines() if line.startswith("askance.") and line.split(": ")[1] in "EW"]
    assert [line for line in lines if UNSIGNED not in line and not any(tag in line for tag in OF_THE_CHECKER)] == []
