"""The licences in a package: each part of the program has its text, and those under the LGPL can be replaced."""

import ast
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tools.packages.facts import ROOT
from tools.packages.inventory import names_inside
from tools.packages.licences import NoLicenceTextError, licence_text, owners_in, python_licence, write_licences

SITE = Path(pytest.__file__).parents[1]
PROJECTS = {
    **dict.fromkeys(("avcodec", "avformat", "avutil", "swresample", "swscale"), "FFmpeg"),
    **dict.fromkeys(("brotlicommon", "brotlidec"), "brotli"),
    **dict.fromkeys(("sharpyuv", "webpdemux", "webpmux"), "webp"),
    "lcms2": "lcms",
    "lzma": "liblzma",
    "openblasp": "OpenBLAS",
    "openjp2": "OpenJPEG",
    "png16": "libpng",
    "geos_c": "GEOS",
    "jbig": "JBIG-KIT",
    "scipy_openblas64_": "OpenBLAS",
}
"""Libraries by whose names nobody would find their project."""
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
    assert places == ["in-opencv.txt", "libdrm.txt", "cv2/LICENSE-3RD-PARTY.txt", "cv2/LICENSE.txt"]


@pytest.mark.parametrize("folder", sorted(SITE.glob("*.libs")), ids=lambda folder: folder.name)
def test_each_library_beside_a_package_is_named_in_its_text(folder: Path, texts: dict[str, str]) -> None:
    text = texts[folder.name.removesuffix(".libs").replace("_", "-")]
    for library in folder.glob("lib*"):
        name = re.split(r"[-.]", library.name.removeprefix("lib"))[0]
        name = PROJECTS.get(name, name)
        assert re.search(rf"\b(?:lib)?{re.escape(name)}", text, re.IGNORECASE), library.name


def test_the_libraries_of_the_second_engine_come_with_their_own_texts(texts: dict[str, str]) -> None:
    if "tesserocr" not in texts:
        pytest.skip("there is no second engine on this system")
    for words in (
        *("Copyright (C) 2001-2020 Leptonica.  All rights reserved.", "Apache License\n", "Sam Leffler"),
        *("PNG Reference Library License version 1", "Copyright (c) 2010, Google Inc.", "Markus Kuhn"),
        *("the work of the Independent JPEG Group", "GNU GENERAL PUBLIC LICENSE\n                       Version 2"),
    ):
        assert words in texts["tesserocr"], words


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


def test_pythons_text_is_found_where_each_system_has_it_and_missed_by_name(tmp_path: Path) -> None:
    library, home = tmp_path / "Lib", tmp_path
    library.mkdir()
    with pytest.raises(NoLicenceTextError, match="python"):
        python_licence(library, home)
    for folder in (home, library):
        (folder / "LICENSE.txt").write_text("PSF")
        assert python_licence(library, home) == folder / "LICENSE.txt"


def test_the_owners_of_a_file_are_all_packages_that_dpkg_names() -> None:
    assert owners_in("zlib1g:amd64: /lib/x86_64-linux-gnu/libz.so.1\n") == ["zlib1g"]
    assert owners_in("liba1, libb2:amd64: /usr/lib/libab.so.1\n") == ["liba1", "libb2"]
    diverted = "diversion by liba1 from: /usr/lib/libab.so.1\ndiversion by liba1 to: /usr/lib/libab.so.1.usr\n"
    assert owners_in(f"{diverted}libb2:amd64: /usr/lib/libab.so.1\n") == ["libb2"]
    assert owners_in("") == []


@pytest.mark.skipif(not Path("/var/lib/dpkg/status").is_file(), reason="this system has no packages of Debian's")
def test_a_library_of_the_system_comes_with_what_its_package_says_or_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = next(Path("/usr/lib").glob("*/libz.so.1"))
    found = {path.name for path in write_licences(tmp_path / "licences", [library, tmp_path / "of-nobody.so"])}
    assert capsys.readouterr().err == "No licence is known of these libraries of this system: of-nobody.so.\n"
    assert "system-zlib1g.txt" in found
    assert len([name for name in found if name.startswith("system-")]) == 1
