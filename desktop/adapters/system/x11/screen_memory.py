"""A part of an X11 screen as pixels, through memory that the X server writes into itself (MIT-SHM).

Through the socket 33 MB of a 4K screen take ten times as long, which is seen as a wait before the screen freezes.
"""

import os
import sys
import weakref
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import ctypes

    import xcffib
    from xcffib import randr, shm, xproto
else:
    ctypes = deferred("ctypes")
    xcffib = deferred("xcffib")
    randr = deferred("xcffib.randr")
    shm = deferred("xcffib.shm")
    xproto = deferred("xcffib.xproto")

PRIVATE, OWNER_ONLY, REMOVE = 0, 0o600, 0  # IPC_PRIVATE, a mode, IPC_RMID
_MASKS = (0xFF0000, 0x00FF00, 0x0000FF)  # of a visual whose pixels are blue, green, red, unused


ROUNDED = 4  # pixels of a screen's side by which Qt's size, times its scale, may be wrong


def as_monitor(area: Rect, monitors: Iterable[Rect]) -> Rect:
    """Returns the monitor that an area is but for rounding; the area itself if it is none.

    Qt rounds a screen's size to its own pixels, so it may end beside the screen, on another one.
    """

    def off_by(monitor: Rect) -> int:
        return max(abs(monitor.width - area.width), abs(monitor.height - area.height))

    there = (monitor for monitor in monitors if (monitor.left, monitor.top) == (area.left, area.top))
    return min((monitor for monitor in there if off_by(monitor) <= ROUNDED), key=off_by, default=area)


def pixels_of_root(area: Rect) -> PixelBuffer | None:
    """Returns a part of the root window with all that is on it; None where the X server does not share memory.

    An area that is a screen but for rounding is taken as that screen.

    So it is where it runs on another computer, and where its pixels are of another kind.
    """
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        return None
    try:
        return _grabbed(area)
    except Exception as error:
        # whatever the X server or the system refuses is raised as nearly anything, and there is another way
        log.info("the screen does not come through shared memory: %s", type(error).__name__)
        return None


def _grabbed(area: Rect) -> PixelBuffer | None:
    any_image = xproto.ImageFormat.ZPixmap  # the first look imports xproto, which gives every connection its `core`
    connection: Any = xcffib.connect()  # type: ignore[no-untyped-call]
    try:
        setup = connection.get_setup()
        root = setup.roots[connection.pref_screen]
        whole = Rect(0, 0, root.width_in_pixels, root.height_in_pixels)
        area = as_monitor(area, _monitors(connection, root.root))
        if area.is_empty or area.intersection(whole) != area or not _is_plain(setup, root):
            return None
        shared, segment = connection(shm.key), connection.generate_id()
        memory_id, data = _memory(area.width * area.height * 4)
        try:
            shared.Attach(segment, memory_id, 0, is_checked=True).check()
        finally:
            _libc().shmctl(memory_id, REMOVE, None)  # it ends with the last one that uses it
        place = area.left, area.top, area.width, area.height
        reply = shared.GetImage(root.root, *place, 0xFFFFFFFF, any_image, segment, 0).reply()
        shared.Detach(segment, is_checked=True).check()
        return PixelBuffer(area.width, area.height, data) if reply.size == len(data) else None
    finally:
        connection.disconnect()


def _monitors(connection: Any, root: int) -> list[Rect]:
    """Returns the places of the screens in the root window; none where the X server cannot tell."""
    if connection.core.QueryExtension(len("RANDR"), "RANDR").reply().present == 0:
        return []
    found = connection(randr.key).GetMonitors(root, 1).reply().monitors
    return [Rect(at.x, at.y, at.x + at.width, at.y + at.height) for at in found]


def _is_plain(setup: Any, root: Any) -> bool:
    """Returns True if the root window's pixels are such as a PixelBuffer has."""
    forms = {form.depth: form.bits_per_pixel for form in setup.pixmap_formats}
    visuals = {visual.visual_id: visual for depth in root.allowed_depths for visual in depth.visuals}
    visual = visuals[root.root_visual]
    masks = visual.red_mask, visual.green_mask, visual.blue_mask
    is_little = setup.image_byte_order == xproto.ImageOrder.LSBFirst
    return is_little and root.root_depth == 24 and forms[root.root_depth] == 32 and masks == _MASKS


def _memory(size: int) -> tuple[int, memoryview]:
    """Returns the id of new shared memory, and its bytes; this process lets go of it with them. Raises OSError."""
    libc = _libc()
    memory_id = libc.shmget(PRIVATE, ctypes.c_size_t(size), OWNER_ONLY)
    if memory_id < 0:
        raise OSError(ctypes.get_errno(), "no shared memory")
    address = libc.shmat(memory_id, None, 0)
    if address in (None, ctypes.c_void_p(-1).value):
        libc.shmctl(memory_id, REMOVE, None)
        raise OSError(ctypes.get_errno(), "no shared memory")
    memory = (ctypes.c_ubyte * size).from_address(address)
    weakref.finalize(memory, libc.shmdt, ctypes.c_void_p(address)).atexit = False
    return memory_id, memoryview(memory).cast("B")


def _libc() -> Any:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.shmat.restype = ctypes.c_void_p
    return libc
