"""Lists the rectangles of other programs' windows in the screen's own pixels, the topmost first.

X11 has the window manager's list, Windows its own. Elsewhere (macOS, Wayland) a program is not given one; there a
window is captured by drawing around it.
"""

import os
import struct
import sys
from typing import TYPE_CHECKING, Any

from desktop.core.geometry.rect import Rect
from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import ctypes
    from ctypes import wintypes

    import xcffib
    from xcffib import xproto
else:
    ctypes = deferred("ctypes")
    wintypes = deferred("ctypes.wintypes")
    xcffib = deferred("xcffib")
    xproto = deferred("xcffib.xproto")

SMALLEST_SIDE = 24


def windows() -> tuple[Rect, ...]:
    """Returns the visible windows; none where the system has no list."""
    try:
        found = list[Rect]()
        if sys.platform == "win32":
            found = _on_windows()
        elif sys.platform.startswith("linux") and os.environ.get("DISPLAY"):
            found = _on_x11()
    except Exception as error:
        # a broken answer of the X server or the system is raised as nearly anything, and windows are only a help
        log.warning("the windows of other programs cannot be listed: %s", type(error).__name__)
        return ()
    return tuple(rect for rect in found if min(rect.size) >= SMALLEST_SIDE)


def _on_x11() -> list[Rect]:
    any_type = xproto.Atom.Any  # the first look imports xproto, which gives every connection its `core`
    connection: Any = xcffib.connect()  # type: ignore[no-untyped-call]
    try:
        core, root = connection.core, connection.get_setup().roots[connection.pref_screen].root
        atoms = {
            name: core.InternAtom(True, len(name), name).reply().atom
            for name in ("_NET_CLIENT_LIST_STACKING", "_NET_CLIENT_LIST", "_NET_FRAME_EXTENTS")
        }

        def numbers(window: int, atom: str, most: int) -> tuple[int, ...]:
            if not atoms[atom]:
                return ()
            answer = core.GetProperty(False, window, atoms[atom], any_type, 0, most).reply()
            data = b"".join(answer.value) if answer.format == 32 else b""
            return struct.unpack(f"={len(data) // 4}I", data)

        listed = numbers(root, "_NET_CLIENT_LIST_STACKING", 4096) or numbers(root, "_NET_CLIENT_LIST", 4096)
        found = []
        for window in reversed(listed):
            try:
                found += _x11_rect(core, root, window, numbers(window, "_NET_FRAME_EXTENTS", 4))
            except xcffib.ProtocolException:
                continue  # it was closed meanwhile
        return found
    finally:
        connection.disconnect()


def _x11_rect(core: Any, root: int, window: int, frame: tuple[int, ...]) -> list[Rect]:
    viewable = 2
    if core.GetWindowAttributes(window).reply().map_state != viewable:
        return []
    size = core.GetGeometry(window).reply()
    place = core.TranslateCoordinates(window, root, 0, 0).reply()
    left, right, top, bottom = frame if len(frame) == 4 else (0, 0, 0, 0)
    x, y = place.dst_x, place.dst_y
    return [Rect(x - left, y - top, x + size.width + right, y + size.height + bottom)]


def _on_windows() -> list[Rect]:
    user, dwm = ctypes.windll.user32, ctypes.windll.dwmapi  # type: ignore[attr-defined, unused-ignore]
    frame_bounds, cloaked_attribute = 9, 14
    found: list[Rect] = []

    def seen(window: int, _: int) -> bool:
        cloaked = ctypes.c_int()
        dwm.DwmGetWindowAttribute(window, cloaked_attribute, ctypes.byref(cloaked), ctypes.sizeof(cloaked))
        rect = wintypes.RECT()
        if user.IsWindowVisible(window) and not user.IsIconic(window) and not cloaked.value:
            failed = dwm.DwmGetWindowAttribute(window, frame_bounds, ctypes.byref(rect), ctypes.sizeof(rect))
            if not failed:
                found.append(Rect(rect.left, rect.top, rect.right, rect.bottom))
        return True

    kind = ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)  # type: ignore[attr-defined, unused-ignore]
    user.EnumWindows(kind(seen), 0)
    return found
