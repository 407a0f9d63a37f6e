"""The licences in a package: each part of the program has its text, and those under the LGPL can be replaced."""

import ast
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tools.packages.facts import ROOT
from tools.packages.inventory import names_inside
from tools.packages.licences import NoLicenceTextError, licence_text, write_licences

LGPL = re.compile(r"^License(?:-Expression)?: .*LGPL", re.MULTILINE)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of the folder by their names without an ending."""
    folder = tmp_path_factory.mktemp("licences")
    (folder / "of-before.txt").write_text("no longer inside")
    return {path.stem: path.read_text(encoding="utf-8") for path in write_licences(folder)}


def is_here(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def test_each_part_that_is_inside_has_its_text(texts: dict[str, str]) -> None:
    assert {name for name in names_inside() if is_here(name)} <= texts.keys()
    assert "python" in texts
    assert "of-before" not in texts
    for name, text in texts.items():
        assert re.search(r"copyright|public domain|mozilla public license", text, re.IGNORECASE), name
        assert len(text) > 500, name


def test_a_text_is_there_once_and_the_name_and_version_stand_before_it(texts: dict[str, str]) -> None:
    text = texts["opencv-python-headless"]
    assert text.startswith(f"Name: opencv-python-headless\nVersion: {distribution('opencv-python-headless').version}\n")
    assert "LICENSE-3RD-PARTY.txt" in text
    places = re.findall(r"^-{78}\n(.+)\n-{78}$", text, re.MULTILINE)
    assert len(places) == 2


def test_qt_comes_with_both_texts_and_says_where_its_source_is(texts: dict[str, str]) -> None:
    for name in ("pyside6-essentials", "shiboken6"):
        assert "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007" in texts[name]
        assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007" in texts[name]
        assert "https://download.qt.io/official_releases/qt/" in texts[name]
        assert "may be replaced" in texts[name]


def test_whatever_is_under_the_lgpl_is_named_with_its_source_and_lies_outside_of_the_archive(
    texts: dict[str, str],
) -> None:
    page = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    free = {name for name, text in texts.items() if LGPL.search(text.partition("-" * 78)[0])}
    assert free == {"pyside6-essentials", "shiboken6", "python-stdnum"}
    for words in ("`_internal/PySide6`", "`_internal/stdnum`", "`_internal/pillow_heif.libs`", "offer that source"):
        assert words in page
    assert [name for name in ("libheif", "libde265") if name not in texts["pillow-heif"]] == []
    (analysis,) = [
        node
        for node in ast.walk(ast.parse((ROOT / "build.spec").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Analysis"
    ]
    (modes,) = [keyword.value for keyword in analysis.keywords if keyword.arg == "module_collection_mode"]
    assert ast.literal_eval(modes) == {"stdnum": "py"}


def test_a_part_without_any_text_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "odd-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1\n")
    (info / "RECORD").write_text("odd.py,,\nodd-1.dist-info/METADATA,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(NoLicenceTextError, match="odd"):
        licence_text("odd", distribution("odd"))


@pytest.mark.skipif(not Path("/var/lib/dpkg/status").is_file(), reason="this system has no packages of Debian's")
def test_a_library_of_the_system_comes_with_what_its_package_says(tmp_path: Path) -> None:
    library = next(Path("/usr/lib").glob("*/libz.so.1"))
    found = {path.name for path in write_licences(tmp_path / "licences", [library, tmp_path / "of-nobody.so"])}
    assert "system-zlib1g.txt" in found
    assert len([name for name in found if name.startswith("system-")]) == 1
