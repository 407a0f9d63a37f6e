"""KDE's proxy settings: the file `kioslaverc`, as its settings window writes it (kio, `kprotocolmanager.cpp`)."""

import configparser
import os
from pathlib import Path
from urllib.parse import SplitResult

from desktop.adapters.network.proxies.no_proxy import is_excepted
from desktop.adapters.network.proxies.system_answer import DIRECT, SCRIPT, DesktopAnswer

_BY_HAND, _SCRIPT, _FOUND_SCRIPT = "1", "2", "3"  # ProxyType; 0 is none, 4 the environment, which was asked before
_PORTS = {"http": 80, "https": 443}
_MOST_BYTES = 1 << 20


def kde_answer(parts: SplitResult) -> DesktopAnswer | None:
    """Returns what KDE's settings say of an address; None if there are none or the file cannot be read."""
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    parser = configparser.RawConfigParser(strict=False, interpolation=None, delimiters=("=",))
    try:
        with (folder / "kioslaverc").open(encoding="utf-8") as file:
            parser.read_string(file.read(_MOST_BYTES))
        settings = {name.partition("[")[0].lower(): value for name, value in parser.items("Proxy Settings")}
    except (OSError, ValueError, configparser.Error):
        return None
    kind = settings.get("proxytype", "0").strip()
    if kind in (_SCRIPT, _FOUND_SCRIPT):
        return SCRIPT
    return _by_hand(settings, parts) if kind == _BY_HAND else DIRECT


def _by_hand(settings: dict[str, str], parts: SplitResult) -> DesktopAnswer:
    port = parts.port or _PORTS.get(parts.scheme, 0)
    is_named = is_excepted(parts.hostname or "", port, settings.get("noproxyfor", ""))
    only_named = settings.get("reversedexception", "").strip().lower() in ("true", "1")
    if is_named != only_named:
        return DIRECT
    text = settings.get(f"{parts.scheme}proxy", "").strip() or settings.get("socksproxy", "").strip()
    return DesktopAnswer(":".join(text.split()))  # it writes the port behind a space
