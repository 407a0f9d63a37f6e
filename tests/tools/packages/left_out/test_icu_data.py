"""What Qt asks ICU for is the same with the data that a package brings, and the rest of it is gone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tools.packages.left_out.icu_data import leave_out_locales, without_items

LIBRARIES = Path(PySide6.__file__).parent / "Qt" / "lib"
PROGRAM = """
import functools, sys
from PySide6.QtCore import QCollator, QLocale, QStringConverter, QStringDecoder
words = ["Öl", "Zebra", "oben", "Ähre", "Apfel", "Straße", "Strasse", "ångström", "氷", "山", "あ",
    "cote", "côté", "a10", "a9"]
for name in ("C", "en_US", "de_DE", "sv_SE", "fr_CA", "zh_CN", "ja_JP", "ar_EG", "xx_XX"):
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    print(name, *sorted(words, key=functools.cmp_to_key(collator.compare)))
print(QLocale("tr_TR").toUpper("iı"), QLocale("lt_LT").toLower("Į̀"), QLocale("de_DE").toUpper("ß"))
print("converter", QStringDecoder("gb18030").isValid(), file=sys.stderr)
"""


def answers(preloaded: str) -> tuple[str, str]:
    """Returns what Qt says in a process with another ICU data library, on standard output and standard error."""
    environment = {**os.environ, "LD_PRELOAD": preloaded, "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    return done.stdout, done.stderr.strip()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of ICU's data library, as Qt's wheel brings it."""
    found = sorted(LIBRARIES.glob("libicudata.so.*"))
    if not found or shutil.which("cc") is None or shutil.which("readelf") is None:
        pytest.skip("this system's wheel has no ICU, or there is no compiler to replace its data")
    return Path(shutil.copy(found[0], tmp_path))


def test_names_are_sorted_and_letters_are_changed_as_before(library: Path) -> None:
    before = answers(str(library))
    size = library.stat().st_size
    assert leave_out_locales(library.parent) == [library]
    after = answers(str(library))
    assert library.stat().st_size < size / 5
    assert after[0] == before[0] and "sv_SE" in after[0]
    assert (before[1], after[1]) == ("converter True", "converter False"), "the other library was not used"


def test_two_builds_are_equal(library: Path, tmp_path: Path) -> None:
    second = tmp_path / "second" / library.name
    second.parent.mkdir()
    shutil.copy(library, second)
    assert leave_out_locales(tmp_path) == [library, second]
    assert library.read_bytes() == second.read_bytes()


def test_other_forms_of_data_are_refused() -> None:
    with pytest.raises(ValueError):
        without_items(b"\x7fELF" + bytes(100))
