"""The libraries of the system without which the window cannot be shown, each tried before Qt asks for it. Linux only.

What is loaded here Qt would load a moment later, so a start that lacks nothing loses half a millisecond. From the
package, the dynamic linker finds those that it brings before those of the system.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    import _ctypes
else:
    _ctypes = deferred("_ctypes")  # without `ctypes`, whose import takes ten times as long as all of this

OF_QT = (
    *("libstdc++.so.6", "libgcc_s.so.1", "libz.so.1", "libzstd.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"),
    *("libfontconfig.so.1", "libfreetype.so.6", "libdbus-1.so.3", "libX11.so.6", "libxkbcommon.so.0", "libEGL.so.1"),
    "libGL.so.1",
)
"""What Qt's own libraries ask for, of which every part of the window is made."""
OF_X11 = (
    *("libX11-xcb.so.1", "libxcb.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0"),
    *("libxcb-keysyms.so.1", "libxcb-randr.so.0", "libxcb-render.so.0", "libxcb-render-util.so.0", "libxcb-shape.so.0"),
    *("libxcb-shm.so.0", "libxcb-sync.so.1", "libxcb-util.so.1", "libxcb-xfixes.so.0", "libxcb-xkb.so.1"),
    "libxkbcommon-x11.so.0",
)
"""What its plugin for X servers asks for besides; where it cannot be loaded, Qt ends the process."""
OF_WAYLAND = ("libwayland-client.so.0", "libwayland-cursor.so.0")
OS_RELEASE = (Path("/etc/os-release"), Path("/usr/lib/os-release"))

_LACKING = re.compile(r"^(lib[\w.+-]+\.so[\w.]*): cannot open shared object file: No such file")


def missing(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Returns the libraries that this system lacks, by the names under which they were looked for.

    Which are needed depends on the display that the environment names. Empty on other systems than Linux.
    """
    if not sys.platform.startswith("linux"):
        return ()
    names = (*OF_QT, *_of_display(environment))
    return tuple(dict.fromkeys(lacking for name in names if (lacking := _lacking_for(name))))


def lacking_by(message: str) -> str:
    """Returns the library that is missing by the dynamic linker's words; empty if they say something else."""
    found = _LACKING.match(message)
    return found[1] if found else ""


def families(places: tuple[Path, ...] = OS_RELEASE) -> frozenset[str]:
    """Returns the names of this distribution and of those that it says it is like, such as “ubuntu” and “debian”."""
    for place in places:
        try:
            lines = place.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        release = dict(line.split("=", 1) for line in lines if "=" in line)
        words = (release.get("ID", "") + " " + release.get("ID_LIKE", "")).replace('"', " ").replace("'", " ")
        return frozenset(words.lower().split())
    return frozenset()


def _of_display(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Returns what the plugin needs that Qt will take; where there are both displays, either of them serves."""
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    x11, wayland = bool(environment.get("DISPLAY")), bool(environment.get("WAYLAND_DISPLAY"))
    if chosen == "xcb" or (not chosen and x11 and not wayland):
        return OF_X11
    if chosen.startswith("wayland") or (not chosen and wayland and not x11):
        return OF_WAYLAND
    return ()


def _lacking_for(name: str) -> str:
    """Returns the library for want of which this one cannot be loaded: mostly itself. Empty if it is there."""
    try:
        _ctypes.dlopen(name, os.RTLD_LAZY)  # type: ignore[attr-defined, unused-ignore]
    except OSError as error:
        return lacking_by(str(error))
    except ImportError:
        return ""  # a Python without it: Qt's own import says what is missing
    return ""
