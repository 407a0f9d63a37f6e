"""The libraries of the system are tried before Qt is imported, and what Qt needs is what is tried."""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import PySide6
import pytest

from desktop.adapters.shared_libraries import OF_QT, OF_WAYLAND, OF_X11, families, lacking_by, missing
from desktop.messages.missing_libraries import PACKAGES
from tools.packages import elf

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries of Linux")

QT = Path(PySide6.__file__).parent
IN_EVERY_SYSTEM = {"libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "ld-linux-x86-64.so.2"}
X11, WAYLAND = {"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}
REASON = "{library}: cannot open shared object file: No such file or directory"


def asked_of_the_system(*first: Path) -> set[str]:
    """What these and Qt's own libraries below them ask for and Qt does not bring itself."""
    own = {path.name: path for path in (QT / "Qt" / "lib").iterdir()} | {path.name: path for path in QT.iterdir()}
    own |= {path.name: path for path in (QT.parent / "shiboken6").iterdir()}
    seen: set[Path] = set()
    outside: set[str] = set()
    rest = list(first)
    while rest:
        if (library := rest.pop()) in seen:
            continue
        seen.add(library)
        for name in elf.needed(library):
            rest.extend([own[name]] if name in own else [])
            outside.update([] if name in own else [name])
    return outside - IN_EVERY_SYSTEM - {"ld-linux-aarch64.so.1"}


@pytest.mark.skipif(shutil.which("readelf") is None, reason="readelf of binutils is not installed here")
def test_what_is_tried_is_what_qt_asks_for() -> None:
    modules = [QT / f"Qt{name}.abi3.so" for name in ("Core", "Gui", "Widgets")]
    platforms = QT / "Qt" / "plugins" / "platforms"
    window = asked_of_the_system(*modules)
    assert set(OF_QT) == window
    assert set(OF_X11) == asked_of_the_system(platforms / "libqxcb.so") - window
    wayland = next(platforms.glob("libqwayland*.so"))
    assert set(OF_WAYLAND) == asked_of_the_system(wayland) - window


@pytest.mark.parametrize("library", [*OF_QT, *OF_X11, *OF_WAYLAND])
def test_every_library_that_is_tried_has_a_package(library: str) -> None:
    assert library in PACKAGES


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="what a window needs is not installed here")
def test_this_system_has_them() -> None:
    assert missing(X11) == ()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, OF_QT),
        (X11, OF_QT + OF_X11),
        (WAYLAND, OF_QT + OF_WAYLAND),
        (X11 | WAYLAND, OF_QT),
        (X11 | {"QT_QPA_PLATFORM": "offscreen"}, OF_QT),
        (X11 | WAYLAND | {"QT_QPA_PLATFORM": "xcb"}, OF_QT + OF_X11),
        (X11 | WAYLAND | {"QT_QPA_PLATFORM": "wayland;xcb"}, OF_QT + OF_WAYLAND),
    ],
)
def test_which_are_tried_depends_on_the_display(
    environment: dict[str, str], expected: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(name: str, flags: int) -> int:
        raise OSError(REASON.format(library=name))

    monkeypatch.setattr("_ctypes.dlopen", lacking)
    assert missing(environment) == expected


def test_the_library_that_is_missing_is_named_and_not_the_one_that_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(name: str, flags: int) -> int:
        if name in ("libX11.so.6", "libEGL.so.1"):
            raise OSError(REASON.format(library="libxcb.so.1"))
        if name == "libGL.so.1":
            raise OSError("libGL.so.1: file too short")  # Qt's own import says so
        return 1

    monkeypatch.setattr("_ctypes.dlopen", lacking)
    assert missing({}) == ("libxcb.so.1",)


@pytest.mark.parametrize(
    "message",
    ["No module named 'desktop.nowhere'", "cannot import name 'x' from 'y'", "libGL.so.1: file too short", ""],
)
def test_a_fault_of_the_program_stays_one(message: str) -> None:
    assert lacking_by(message) == ""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['NAME="Ubuntu"', "ID=ubuntu", "ID_LIKE=debian"], {"ubuntu", "debian"}),
        (['ID="rocky"', 'ID_LIKE="rhel centos fedora"'], {"rocky", "rhel", "centos", "fedora"}),
        (["# nothing", "PRETTY_NAME=x", "ID='alpine'"], {"alpine"}),
        (["\x00\xff", "no sign here"], set()),
    ],
)
def test_a_distribution_says_what_it_is_like(lines: Iterable[str], expected: set[str], tmp_path: Path) -> None:
    place = tmp_path / "os-release"
    place.write_text("\n".join(lines), encoding="latin-1")
    assert families((tmp_path / "none", place)) == expected
    assert families((tmp_path / "none",)) == frozenset()
