"""GNOME's proxy settings, by its own command `gsettings`; Cinnamon, Budgie, Unity and MATE use the same."""

import ast
import re
from typing import Any
from urllib.parse import SplitResult

from desktop.adapters.network.proxies.no_proxy import is_excepted
from desktop.adapters.network.proxies.of_desktop.asked_program import output_of
from desktop.adapters.network.proxies.system_answer import DIRECT, SCRIPT, DesktopAnswer

SCHEMA = "org.gnome.system.proxy"
_LINE = re.compile(rf"{re.escape(SCHEMA)}(?:\.(?P<kind>\w+))? (?P<key>[\w-]+) (?:@\w+ |u?int\d+ )?(?P<value>.+)")
_PORTS = {"http": 80, "https": 443}


def gnome_answer(parts: SplitResult) -> DesktopAnswer | None:
    """Returns what GNOME's settings say of an address; None if they cannot be asked."""
    lines = output_of(["gsettings", "list-recursively", SCHEMA])
    settings = {(line["kind"] or "", line["key"]): _value(line["value"]) for line in _LINE.finditer(lines)}
    mode = settings.get(("", "mode"))
    if mode == "auto":
        return SCRIPT
    if mode != "manual":
        return DIRECT if mode == "none" else None
    ignored = settings.get(("", "ignore-hosts"))
    exceptions = " ".join(map(str, ignored)) if isinstance(ignored, list) else ""
    if is_excepted(parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0), exceptions):
        return DIRECT
    for kind, scheme in ((parts.scheme, "http"), ("socks", "socks5")):
        host, port = settings.get((kind, "host")), settings.get((kind, "port"))
        if host and isinstance(port, int):
            return DesktopAnswer(f"{scheme}://{_in_address(str(host))}:{port}")
    return DIRECT


def _value(text: str) -> Any:
    """Returns a value as the command writes it: texts, numbers and lists look as in Python."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
