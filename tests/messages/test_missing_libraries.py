"""A system that lacks libraries of the window gets one sentence with the packages' names."""

import pytest

from desktop.messages.missing_libraries import PACKAGES, sentence


@pytest.mark.parametrize("library", PACKAGES)
def test_a_known_library_is_named_with_its_package(library: str) -> None:
    package = PACKAGES[library]
    assert sentence((library,), {"ubuntu", "debian"}) == (
        f"Askance needs {library}, which this system lacks. "
        f"On Debian and Ubuntu, type: sudo apt install {package.debian}"
    )
    assert sentence((library,), {"fedora"}).endswith(f"sudo dnf install {package.fedora}")


def test_an_unknown_library_is_named_alone() -> None:
    assert sentence(("libodd-2.so.7",), {"debian"}) == "Askance needs libodd-2.so.7, which this system lacks."


def test_several_are_named_in_one_sentence_and_each_package_once() -> None:
    lacking = ("libxcb-randr.so.0", "libodd-2.so.7", "libxcb-shm.so.0", "libglib-2.0.so.0", "libgthread-2.0.so.0")
    assert sentence(lacking, {"rhel", "fedora"}) == (
        f"Askance needs {', '.join(lacking)}, which this system lacks. "
        "On Fedora and Red Hat, type: sudo dnf install libxcb glib2"
    )


@pytest.mark.parametrize("families", [(), ("arch",), ("suse", "opensuse")])
def test_where_neither_is_known_both_are_said(families: tuple[str, ...]) -> None:
    assert sentence(("libEGL.so.1",), families) == (
        "Askance needs libEGL.so.1, which this system lacks. On Debian and Ubuntu, type: sudo apt install libegl1, "
        "on Fedora and Red Hat: sudo dnf install libglvnd-egl"
    )


def test_a_system_that_lacks_nothing_is_told_nothing() -> None:
    assert sentence(()) == ""
