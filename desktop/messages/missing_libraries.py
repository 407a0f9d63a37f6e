"""Names the packages of a system on which the window's libraries cannot be loaded.

The standalone program brings most of what Qt needs, and leaves the graphics and the fonts to the system.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from desktop.messages.language import catalogue
from desktop.messages.language.catalogue import _


class Package(NamedTuple):
    """The package that has a library, by its name in Debian and in Fedora; others have similar names."""

    debian: str
    fedora: str


_XCB = "libxcb"
PACKAGES = {
    "libGL.so.1": Package("libgl1", "libglvnd-glx"),
    "libEGL.so.1": Package("libegl1", "libglvnd-egl"),
    "libGLX.so.0": Package("libglx0", "libglvnd-glx"),
    "libGLdispatch.so.0": Package("libglvnd0", "libglvnd"),
    "libdrm.so.2": Package("libdrm2", "libdrm"),
    "libstdc++.so.6": Package("libstdc++6", "libstdc++"),
    "libgcc_s.so.1": Package("libgcc-s1", "libgcc"),
    "libexpat.so.1": Package("libexpat1", "expat"),
    "libz.so.1": Package("zlib1g", "zlib"),
    "libzstd.so.1": Package("libzstd1", "libzstd"),
    "libglib-2.0.so.0": Package("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": Package("libglib2.0-0", "glib2"),
    "libfontconfig.so.1": Package("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": Package("libfreetype6", "freetype"),
    "libdbus-1.so.3": Package("libdbus-1-3", "dbus-libs"),
    "libxkbcommon.so.0": Package("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": Package("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libX11.so.6": Package("libx11-6", "libX11"),
    "libX11-xcb.so.1": Package("libx11-xcb1", "libX11-xcb"),
    "libxcb.so.1": Package("libxcb1", _XCB),
    "libxcb-cursor.so.0": Package("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": Package("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": Package("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": Package("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": Package("libxcb-randr0", _XCB),
    "libxcb-render.so.0": Package("libxcb-render0", _XCB),
    "libxcb-render-util.so.0": Package("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": Package("libxcb-shape0", _XCB),
    "libxcb-shm.so.0": Package("libxcb-shm0", _XCB),
    "libxcb-sync.so.1": Package("libxcb-sync1", _XCB),
    "libxcb-util.so.1": Package("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": Package("libxcb-xfixes0", _XCB),
    "libxcb-xkb.so.1": Package("libxcb-xkb1", _XCB),
    "libwayland-client.so.0": Package("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": Package("libwayland-cursor0", "libwayland-cursor"),
}
_DEBIAN = frozenset({"debian", "ubuntu"})
_FEDORA = frozenset({"fedora", "rhel", "centos"})


def sentence(libraries: Sequence[str], families: Collection[str] = ()) -> str:
    """Returns what the user is told about libraries that the system lacks; empty if it lacks none.

    `families` are the names of the distribution; where they are none that is known here, both commands are said.
    """
    if not libraries:
        return ""
    known = [PACKAGES[name] for name in libraries if name in PACKAGES]
    debian = " ".join(dict.fromkeys(package.debian for package in known))
    fedora = " ".join(dict.fromkeys(package.fedora for package in known))
    if not known:
        words = _("Askance needs {library}, which this system lacks.")
    elif _DEBIAN & set(families):
        words = _(
            "Askance needs {library}, which this system lacks. On Debian and Ubuntu, type: sudo apt install {package}"
        )
    elif _FEDORA & set(families):
        words = _(
            "Askance needs {library}, which this system lacks. On Fedora and Red Hat, type: sudo dnf install {fedora}"
        )
    else:
        words = _(
            "Askance needs {library}, which this system lacks. On Debian and Ubuntu, type: sudo apt install {package}, "
            "on Fedora and Red Hat: sudo dnf install {fedora}"
        )
    return words.format(library=", ".join(libraries), package=debian, fedora=fedora)


def first_sentence(libraries: Sequence[str], families: Collection[str] = ()) -> str:
    """Returns the sentence in the system's language, for a program that has not come to ask its settings for one."""
    catalogue.use()
    return sentence(libraries, families)


def older_system_sentence(needed: str, found: str) -> str:
    """Returns what is said where the C library of the system is too old, or another one, such as "glibc 2.31"."""
    return _("Askance needs a newer system, with glibc {version} or later. This one has {found}.").format(
        version=needed, found=found
    )


def no_font_sentence() -> str:
    """Returns what the user is told where the system has no font."""
    return _(
        "this system has no fonts, so letters of many languages can't be shown. "
        "On Debian and Ubuntu, type: sudo apt install fonts-dejavu-core"
    )
