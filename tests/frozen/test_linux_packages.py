"""The packages for Linux: what they hold, what they ask of a system, and that the usual checkers find no error."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tools.packages.elf import c_library_floor, elf_files
from tools.packages.facts import Facts

DIST = Path(__file__).parents[2] / "dist"
FACTS = Facts.of_this_tree()
DEB = DIST / f"askance_{FACTS.version}_{FACTS.debian_architecture}.deb"
RPM = DIST / f"askance-{FACTS.version}-1.{FACTS.machine}.rpm"
WITH_READER = os.environ.get("ASKANCE_WITHOUT_READER") != "1"
OLDEST = (2, 35)  # the C library of Ubuntu 22.04; Debian 12 has 2.36

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these packages are made on Linux")


def run(*command: str | Path) -> str:
    """Returns the output of a command that must succeed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file system of a machine after the .deb was unpacked, and nothing else."""
    if not DEB.exists():
        pytest.skip("dpkg-deb made no package here")
    folder = tmp_path_factory.mktemp("root")
    run("dpkg-deb", "-x", DEB, folder)
    return folder


def test_the_command_of_the_package_reads_a_picture(root: Path, home: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home.parent), "ASKANCE_HOME": str(home), "LANG": "C.UTF-8"}
    sample = Path(__file__).parents[2] / "resources" / "sample.png"
    command = [str(root / "usr/bin/askance"), "prepare", str(sample)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0 and "1228×768" in done.stdout, done.stderr


def test_a_desktop_finds_it(root: Path) -> None:
    if shutil.which("desktop-file-validate") is None or shutil.which("appstreamcli") is None:
        pytest.skip("the checkers of desktop files are not installed here")
    entry = root / "usr/share/applications/askance.desktop"
    run("desktop-file-validate", entry)
    assert "image/png;" in entry.read_text(encoding="utf-8")
    catalogue = root / f"usr/share/metainfo/{FACTS.component_id}.metainfo.xml"
    found = subprocess.run(
        ["appstreamcli", "validate", "--no-net", catalogue], capture_output=True, text=True, timeout=60
    )
    assert "E: " not in found.stdout, found.stdout
    sizes = {path.parent.parent.name for path in root.glob("usr/share/icons/hicolor/*/apps/askance.png")}
    assert {"16x16", "48x48", "256x256"} <= sizes


def test_the_manual_names_every_command(root: Path) -> None:
    if shutil.which("man") is None:
        pytest.skip("man is not installed here")
    page = run("man", "-l", root / "usr/share/man/man1/askance.1.gz")
    assert all(f"askance {command}" in page for command in ("ask", "read", "prepare", "models", "self-test"))


def test_lintian_finds_no_error() -> None:
    if not DEB.exists() or shutil.which("lintian") is None:
        pytest.skip("there is no package or no lintian here")
    found = subprocess.run(["lintian", "--fail-on", "error", str(DEB)], capture_output=True, text=True, timeout=900)
    assert found.returncode == 0, found.stdout[-3000:]


@pytest.mark.parametrize("package", [DEB, RPM], ids=["deb", "rpm"])
def test_a_package_is_no_larger_than_the_archive_may_be(package: Path) -> None:
    if not package.exists():
        pytest.skip("this package was not made here")
    assert package.stat().st_size / 1e6 < (125 if WITH_READER else 60)


def test_files_belong_to_root_and_nobody_else_may_write_them() -> None:
    if not DEB.exists():
        pytest.skip("dpkg-deb made no package here")
    for line in run("dpkg-deb", "-c", DEB).splitlines():
        mode, owner = line.split()[:2]
        assert owner == "root/root" and mode[5] + mode[8] == ("ww" if mode[0] == "l" else "--"), line


def test_the_rpm_asks_for_libraries_and_no_package_of_one_distribution() -> None:
    if not RPM.exists():
        pytest.skip("rpmbuild made no package here")
    asked = run("rpm", "-qp", "--requires", RPM).splitlines()
    assert "libGL.so.1()(64bit)" in asked
    assert not [name for name in asked if name.startswith("lib") and ".so" not in name]
    assert "/usr/bin/askance" in run("rpm", "-qp", "--list", RPM).splitlines()


def test_no_library_asks_for_a_newer_system_than_the_oldest_one_named(root: Path) -> None:
    floors = {path: c_library_floor(path) for path in elf_files(root)}
    newest = max(floors, key=lambda path: floors[path])
    assert floors[newest] <= OLDEST, f"{newest.name} asks for {floors[newest]}"
    names = {path.name for path in floors}
    assert not names & {"libstdc++.so.6", "libgcc_s.so.1", "libexpat.so.1", "libcups.so.2", "libgnutls.so.30"}


def test_videos_cameras_and_old_ciphers_are_not_inside(root: Path) -> None:
    if not WITH_READER or shutil.which("cc") is None:
        pytest.skip("OpenCV is not inside, or there is no compiler to replace its parts")
    folder = next(root.rglob("opencv_python_headless.libs"))
    assert sum(path.stat().st_size for path in folder.iterdir()) < 2_000_000
    assert not list(folder.glob("libcrypto*")) + list(folder.glob("libaom*"))


def test_sums_and_the_list_of_parts_are_those_of_the_files() -> None:
    for line in (DIST / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split("  ")
        with (DIST / name).open("rb") as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == digest, name
    bill = json.loads((DIST / "askance.cdx.json").read_text(encoding="utf-8"))
    inside = {component["name"] for component in bill["components"]}
    assert {"pyside6-essentials", "openai", "pillow", "apsw"} <= inside and not inside & {
        "pytest",
        "mypy",
        "pyinstaller",
    }
    with tarfile.open(DIST / "askance.tar.xz") as archive:
        assert {member.uname for member in archive} == {""}
