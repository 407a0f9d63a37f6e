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
        names = ("_NET_CLIENT_LIST_STACKING", "_NET_CLIENT_LIST", "_NET_FRAME_EXTENTS")
        stacking, listing, extents = (
            asked.reply().atom for asked in [core.InternAtom(True, len(name), name) for name in names]
        )
        lists = [core.GetProperty(False, root, atom, any_type, 0, 4096) for atom in (stacking, listing) if atom]
        listed = next(filter(None, (_numbers(asked) for asked in lists)), ())
        # everything is asked for before any reply is read: a wait for each would take seconds on a busy computer
        asked_of = [_asked_of(core, root, window, extents) for window in reversed(listed)]
        found = []
        for asked in asked_of:
            try:
                found += _x11_rect(*asked)
            except xcffib.ProtocolException:
                continue  # it was closed meanwhile
        return found
    finally:
        connection.disconnect()


def _asked_of(core: Any, root: int, window: int, extents: int) -> tuple[Any, ...]:
    """Returns what was asked of a window, as `_x11_rect` takes it; its frame is None where none has one."""
    any_type = xproto.Atom.Any
    return (
        core.GetWindowAttributes(window),
        core.GetGeometry(window),
        core.TranslateCoordinates(window, root, 0, 0),
        core.GetProperty(False, window, extents, any_type, 0, 4) if extents else None,
    )


def _numbers(asked: Any) -> tuple[int, ...]:
    """Returns the numbers in a property that was asked for; none if it has others."""
    answer = asked.reply()
    data = b"".join(answer.value) if answer.format == 32 else b""
    return struct.unpack(f"={len(data) // 4}I", data)


def _x11_rect(attributes: Any, geometry: Any, place: Any, extents: Any) -> list[Rect]:
    viewable = 2
    if attributes.reply().map_state != viewable:
        return []
    size, at = geometry.reply(), place.reply()
    frame = _numbers(extents) if extents is not None else ()
    left, right, top, bottom = frame if len(frame) == 4 else (0, 0, 0, 0)
    x, y = at.dst_x, at.dst_y
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
