"""Asks Windows what its script for proxies says of an address: WinHTTP finds, fetches and runs it in its own service.

Names, numbers and structures are those of winhttp.h. Written by the documentation and never run: there was no Windows
to try it on. Blocks for seconds where a network is looked through for a script.
"""

import ctypes
import sys
from ctypes import c_uint32, c_void_p, c_wchar_p

from desktop.adapters.network.proxies.system_answer import DIRECT, SCRIPT, DesktopAnswer, first_usable

_NO_PROXY_ACCESS, _NAMED_PROXY = 1, 3  # WINHTTP_ACCESS_TYPE_…
_AUTO_DETECT, _BY_URL = 0x1, 0x2  # WINHTTP_AUTOPROXY_…
_BY_DHCP_AND_DNS = 0x3  # WINHTTP_AUTO_DETECT_TYPE_…
_WANTS_SIGN_IN = 12015  # ERROR_WINHTTP_LOGIN_FAILURE: the script lies behind a sign-in of Windows
_WITHIN_MS = 4000


class _UsersSettings(ctypes.Structure):
    """WINHTTP_CURRENT_USER_IE_PROXY_CONFIG; its texts are freed by whoever asked."""

    _fields_ = (("looks", c_uint32), ("script", c_void_p), ("proxy", c_void_p), ("exceptions", c_void_p))


class _Options(ctypes.Structure):
    """WINHTTP_AUTOPROXY_OPTIONS."""

    _fields_ = (
        *(("flags", c_uint32), ("detect_flags", c_uint32), ("script", c_wchar_p)),
        *(("reserved", c_void_p), ("reserved_number", c_uint32), ("signs_in", c_uint32)),
    )


class _WinHttpFound(ctypes.Structure):
    """WINHTTP_PROXY_INFO; its texts are freed by whoever asked."""

    _fields_ = (("access", c_uint32), ("proxy", c_void_p), ("exceptions", c_void_p))


def windows_answer(url: str) -> DesktopAnswer | None:
    """Returns what the user's script says of an address, or None where Windows has none.

    A script that the settings name and that cannot be asked leaves nobody who could say it.
    """
    if sys.platform != "win32":
        return None
    http = ctypes.WinDLL("winhttp", use_last_error=True)
    settings = _UsersSettings()
    if not http.WinHttpGetIEProxyConfigForCurrentUser(ctypes.byref(settings)):
        return None
    script = _taken(settings.script)
    _taken(settings.proxy)
    _taken(settings.exceptions)
    if not settings.looks and not script:
        return None
    http.WinHttpOpen.restype = c_void_p
    session = c_void_p(http.WinHttpOpen("Askance", _NO_PROXY_ACCESS, None, None, 0))
    if not session:
        return SCRIPT if script else None
    try:
        http.WinHttpSetTimeouts(session, *[_WITHIN_MS] * 4)
        by_script = _asked(http, session, url, script) if script else None
        found = by_script or (_asked(http, session, url, "") if settings.looks else None)
    finally:
        http.WinHttpCloseHandle(session)
    return found or (SCRIPT if script else None)


def answer_of(access: int, names: str) -> DesktopAnswer | None:
    """Returns what WinHTTP has found: the kind of access, and proxies with `;` or spaces between them."""
    if access != _NAMED_PROXY:
        return DIRECT
    return first_usable([name.rpartition("=")[2] for name in names.replace(";", " ").split()])


def _asked(http: "ctypes.CDLL", session: c_void_p, url: str, script: str) -> DesktopAnswer | None:
    """Returns what a script says, or one that the network offers where none is named; None if it cannot be asked."""
    flags = _BY_URL if script else _AUTO_DETECT
    options = _Options(flags=flags, detect_flags=0 if script else _BY_DHCP_AND_DNS, script=script or None)
    for signs_in in (0, 1):
        options.signs_in = signs_in
        found = _WinHttpFound()
        if http.WinHttpGetProxyForUrl(session, c_wchar_p(url), ctypes.byref(options), ctypes.byref(found)):
            names = _taken(found.proxy)
            _taken(found.exceptions)
            return answer_of(found.access, names)
        if sys.platform != "win32" or ctypes.get_last_error() != _WANTS_SIGN_IN:
            break
    return None


def _taken(pointer: int | None) -> str:
    """Returns the text at a pointer, which is freed."""
    if not pointer or sys.platform != "win32":
        return ""
    text = ctypes.wstring_at(pointer)
    kernel = ctypes.WinDLL("kernel32")
    kernel.GlobalFree.argtypes = (c_void_p,)
    kernel.GlobalFree(pointer)
    return text
