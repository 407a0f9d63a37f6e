"""Asks macOS what its script for proxies says of an address: CFNetwork fetches and runs it.

Names are those of CFProxySupport.h. Written by the documentation and never run: there was no Mac to try it on. Blocks
for the time that a script takes, at most `WITHIN_S`; the calling thread gets a run loop of its own for it.
"""

import ctypes
import sys
from ctypes import c_bool, c_char_p, c_double, c_int32, c_int64, c_long, c_uint32, c_void_p
from typing import Any

from desktop.adapters.network.proxies.system_answer import SCRIPT, DesktopAnswer, first_usable

WITHIN_S = 4.0
_FOLDER = "/System/Library/Frameworks"
_CORE, _NETWORK = f"{_FOLDER}/CoreFoundation.framework/CoreFoundation", f"{_FOLDER}/CFNetwork.framework/CFNetwork"
_UTF8, _AS_INT = 0x08000100, 9  # kCFStringEncodingUTF8, kCFNumberIntType
_SCHEMES = {"kCFProxyTypeHTTP": "http", "kCFProxyTypeHTTPS": "http", "kCFProxyTypeSOCKS": "socks5"}
_LONGEST = 2048  # bytes of a host
_RESULT = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_void_p)


class _Context(ctypes.Structure):
    """CFStreamClientContext."""

    _fields_ = (("version", c_long), ("info", c_void_p), ("retain", c_void_p), ("release", c_void_p), ("say", c_void_p))


def mac_answer(url: str) -> DesktopAnswer | None:
    """Returns what the system's script says of an address, or None where macOS has none for it."""
    if sys.platform != "darwin":
        return None
    try:
        frameworks = _Frameworks()
    except (OSError, AttributeError, ValueError):
        return None
    return frameworks.answer(url)


def answer_of(ways: list[tuple[str, str, int]]) -> DesktopAnswer | None:
    """Returns the first way in a list that is open to Askance, by the names of their types, hosts and ports."""
    names = list[str]()
    for kind, host, port in ways:
        if kind == "kCFProxyTypeNone":
            names.append("direct")
        elif kind in _SCHEMES and host:
            names.append(f"{_SCHEMES[kind]}://{f'[{host}]' if ':' in host else host}:{port}")
    return first_usable(names)


class _Frameworks:
    """Both frameworks, with the functions that are called of them. Raises OSError, AttributeError and ValueError."""

    def __init__(self) -> None:
        self._core, self._network = ctypes.CDLL(_CORE), ctypes.CDLL(_NETWORK)
        core, network = self._core, self._network
        functions: tuple[tuple[Any, ...], ...] = (
            (core.CFStringCreateWithCString, c_void_p, c_void_p, c_char_p, c_uint32),
            (core.CFStringGetCString, c_bool, c_void_p, c_char_p, c_long, c_uint32),
            (core.CFURLCreateWithString, c_void_p, c_void_p, c_void_p, c_void_p),
            (core.CFArrayGetCount, c_long, c_void_p),
            (core.CFArrayGetValueAtIndex, c_void_p, c_void_p, c_long),
            (core.CFDictionaryGetValue, c_void_p, c_void_p, c_void_p),
            (core.CFNumberGetValue, c_bool, c_void_p, c_int64, c_void_p),
            (core.CFEqual, c_bool, c_void_p, c_void_p),
            (core.CFRelease, None, c_void_p),
            (core.CFRunLoopGetCurrent, c_void_p),
            (core.CFRunLoopAddSource, None, c_void_p, c_void_p, c_void_p),
            (core.CFRunLoopRemoveSource, None, c_void_p, c_void_p, c_void_p),
            (core.CFRunLoopRunInMode, c_int32, c_void_p, c_double, c_bool),
            (core.CFRunLoopStop, None, c_void_p),
            (network.CFNetworkCopySystemProxySettings, c_void_p),
            (network.CFNetworkCopyProxiesForURL, c_void_p, c_void_p, c_void_p),
            (network.CFNetworkExecuteProxyAutoConfigurationURL, c_void_p, c_void_p, c_void_p, _RESULT, c_void_p),
        )
        for function, result, *arguments in functions:
            function.restype, function.argtypes = result, arguments

    def answer(self, url: str) -> DesktopAnswer | None:
        """Returns what a script says of an address; None where none is set for it."""
        text = self._core.CFStringCreateWithCString(None, url.encode(), _UTF8)
        target = self._core.CFURLCreateWithString(None, text, None)
        settings = self._network.CFNetworkCopySystemProxySettings()
        proxies = self._network.CFNetworkCopyProxiesForURL(target, settings) if target and settings else None
        try:
            script = self._script_in(proxies)
            return None if script is None else self._run(script, target) or SCRIPT
        finally:
            for owned in filter(None, (proxies, settings, target, text)):
                self._core.CFRelease(owned)

    def _script_in(self, proxies: int | None) -> int | None:
        """Returns the address of the script that a list of ways begins with, as a CFURL that the list owns."""
        if not proxies or not self._core.CFArrayGetCount(proxies):
            return None
        first = self._core.CFArrayGetValueAtIndex(proxies, 0)
        kind = self._core.CFDictionaryGetValue(first, self._name("kCFProxyTypeKey"))
        if not kind or not self._core.CFEqual(kind, self._name("kCFProxyTypeAutoConfigurationURL")):
            return None
        found: int | None = self._core.CFDictionaryGetValue(first, self._name("kCFProxyAutoConfigurationURLKey"))
        return found

    def _run(self, script: int, target: int) -> DesktopAnswer | None:
        """Returns what a script says, or None if it says nothing in time."""
        found: list[DesktopAnswer | None] = []
        loop = self._core.CFRunLoopGetCurrent()

        def heard(_: Any, proxies: int | None, error: int | None) -> None:
            found.append(None if error or not proxies else answer_of(self._ways_in(proxies)))
            self._core.CFRunLoopStop(loop)

        callback, context = _RESULT(heard), _Context()
        mode = self._core.CFStringCreateWithCString(None, b"org.askance.proxy", _UTF8)
        execute = self._network.CFNetworkExecuteProxyAutoConfigurationURL
        source = execute(script, target, callback, ctypes.byref(context))
        if not source:
            return None
        self._core.CFRunLoopAddSource(loop, source, mode)
        self._core.CFRunLoopRunInMode(mode, WITHIN_S, False)
        self._core.CFRunLoopRemoveSource(loop, source, mode)
        self._core.CFRelease(source)
        self._core.CFRelease(mode)
        return found[0] if found else None

    def _ways_in(self, proxies: int) -> list[tuple[str, str, int]]:
        ways = list[tuple[str, str, int]]()
        for at in range(self._core.CFArrayGetCount(proxies)):
            way = self._core.CFArrayGetValueAtIndex(proxies, at)
            kind, host, port = (
                self._core.CFDictionaryGetValue(way, self._name(f"kCFProxy{part}Key"))
                for part in ("Type", "HostName", "PortNumber")
            )
            names = ("kCFProxyTypeNone", *_SCHEMES)
            known = next((name for name in names if kind and self._core.CFEqual(kind, self._name(name))), "")
            ways.append((known, self._text(host), self._number(port)))
        return ways

    def _name(self, constant: str) -> c_void_p:
        return c_void_p.in_dll(self._network, constant)

    def _text(self, string: int | None) -> str:
        buffer = ctypes.create_string_buffer(_LONGEST)
        is_read = string and self._core.CFStringGetCString(string, buffer, _LONGEST, _UTF8)
        return buffer.value.decode() if is_read else ""

    def _number(self, number: int | None) -> int:
        value = c_int32()
        is_read = number and self._core.CFNumberGetValue(number, _AS_INT, ctypes.byref(value))
        return value.value if is_read else 0
