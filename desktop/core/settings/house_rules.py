"""The rules that only an organisation's policy can set. Users have no say in them, so no file of theirs holds any."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Literal
from urllib.parse import urlsplit

from desktop.core.settings.values.given_objects import ObjectText

Credential = Literal["any", "user", "key_store", "environment", "helper"]
ANYWHERE = ("*",)
"""The value of `allowed_hosts` by which every host may be reached."""
_HOST = re.compile(r"(?:\*\.)?[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:.%]+\]", re.IGNORECASE)


def _rule(default: Any, stored: str) -> Any:
    return field(default=default, metadata={"stored": stored, "rule": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    """The rules in force; without a policy, every one is at its default. A name in files never changes.

    `allowed_hosts` are hosts as `host_pattern_of` returns them. `credential` is where keys may come from,
    `credential_helper` a program with its arguments, `headers` are of the form "name: value", and `certificates` and
    `model_table` are files. `connections` and `prompts` are those that a policy gives, as texts.
    """

    allowed_hosts: tuple[str, ...] = _rule(ANYWHERE, "allowed_hosts")
    allow_capture: bool = _rule(True, "allow_capture")
    allow_image_addresses: bool = _rule(True, "allow_image_addresses")
    allow_export: bool = _rule(True, "allow_export")
    allow_copy: bool = _rule(True, "allow_copy")
    allow_backup: bool = _rule(True, "allow_backup")
    allow_import: bool = _rule(True, "allow_import")
    allow_quick_ask: bool = _rule(True, "allow_quick_ask")
    allow_connections: bool = _rule(True, "allow_connections")
    allow_run_files: bool = _rule(True, "allow_run_files")
    connections: tuple[ObjectText, ...] = _rule((), "connections")
    prompts: tuple[ObjectText, ...] = _rule((), "prompts")
    confirm_sending: bool = _rule(False, "confirm_sending")
    history_days: float = _rule(0.0, "history_days")
    question_limit_usd: float = _rule(0.0, "question_limit_usd")
    instructions_before: str = _rule("", "instructions_before")
    credential: Credential = _rule("any", "credential")
    credential_helper: tuple[str, ...] = _rule((), "credential_helper")
    helper_lifetime_s: float = _rule(900.0, "helper_lifetime_s")
    helper_timeout_s: float = _rule(10.0, "helper_timeout_s")
    headers: tuple[str, ...] = _rule((), "headers")
    certificates: str = _rule("", "certificates")
    model_table: str = _rule("", "model_table")
    reader_threads: float = _rule(0.0, "reader_threads")
    reader_rest_s: float = _rule(45.0, "reader_rest_s")
    banner: str = _rule("", "banner")
    contact: str = _rule("", "contact")

    @property
    def may_save_runs(self) -> bool:
        """True if a run over many pictures may be in a file that the user chooses."""
        return self.allow_run_files and self.allow_export

    def may_reach(self, address: str) -> bool:
        """Returns True if the host of an address, or a host with its port, is one of those allowed."""
        return self.allowed_hosts == ANYWHERE or any(_matches(address, allowed) for allowed in self.allowed_hosts)


def host_pattern_of(text: str) -> str | None:
    """Returns a host of a policy in its plain form, or None if it is none.

    It is a name, an address or `*`, a name with `*.` before it for everything below it, each with a port or without.
    Of a whole address, its host and port count.
    """
    text = text.strip().lower()
    if text == "*":
        return text
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2]
    name = host.rpartition(":")[0] if port is not None else host.removesuffix(":")
    is_whole = parts.path in ("", "/") or "://" in text
    if "@" in parts.netloc or not is_whole or not _HOST.fullmatch(name):
        return None
    return name if port is None else f"{name}:{port}"


def is_path(text: str) -> bool:
    """Returns True for a whole path of whichever system."""
    return PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute()


def _matches(address: str, allowed: str) -> bool:
    """Returns True if the host of an address is the one allowed, or below it. A pattern without a port allows all."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if not name or "\\" in address or not address.isprintable():  # which others may read otherwise
        return False
    port = port or {"http": 80, "https": 443}.get(parts.scheme)
    wanted, _, wanted_port = allowed.rpartition(":") if re.search(r":\d+$", allowed) else (allowed, "", "")
    if wanted_port and wanted_port != str(port):
        return False
    name = f"[{name}]" if ":" in name else name
    return wanted == "*" or name == wanted or (wanted.startswith("*.") and name.endswith(wanted[1:]))
