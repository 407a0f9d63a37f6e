"""The installers for Windows, made by their own tools of a small folder. They were not run: this is Linux."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tools.packages.facts import Facts
from tools.packages.windows import make_msi, make_setup, msi_source

FACTS = replace(Facts.of_this_tree(), version="1.2.3")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder like the one that PyInstaller makes, with names of all kinds."""
    folder = tmp_path / "askance"
    for name in ("askance.exe", "askance-console.exe", "_internal/python3.dll", "_internal/ü b/a & b.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(os.urandom(50_000))
    return folder


def test_the_setup_holds_the_files(program: Path, tmp_path: Path) -> None:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed here")
    installer = make_setup(program, tmp_path, FACTS)
    assert installer.read_bytes()[:2] == b"MZ" and installer.stat().st_size > 200_000


def test_the_msi_holds_every_file_once(program: Path, tmp_path: Path) -> None:
    if shutil.which("wixl") is None or shutil.which("msiinfo") is None:
        pytest.skip("wixl and msiinfo are not installed here")
    installer = make_msi(program, tmp_path, FACTS)
    table = subprocess.run(["msiinfo", "export", installer, "File"], capture_output=True, text=True, check=True).stdout
    files = [path for path in program.rglob("*") if path.is_file()]
    assert len(table.splitlines()) == len(files) + 3, "three lines say what the columns are"
    assert all(path.name in table for path in files)
    properties = subprocess.run(
        ["msiinfo", "export", installer, "Property"], capture_output=True, text=True, check=True
    )
    assert "1.2.3" in properties.stdout and not (program / "askance.wxs").exists()


def test_a_file_and_the_program_keep_their_identity_in_a_newer_version(program: Path) -> None:
    def identities(version: str) -> tuple[str | None, dict[str | None, str | None]]:
        source = msi_source(program, replace(FACTS, version=version))
        product = next(iter(source))
        parts = {part.get("Id"): part.get("Guid") for part in source.iter("Component")}
        return product.get("UpgradeCode"), parts

    before, after = identities("1.2.3"), identities("1.3.0")
    assert before == after and len(set(before[1].values())) == 5
