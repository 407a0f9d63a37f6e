"""Identities: random ones for what is made here, and hashes for bytes."""

import os
import re
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    import hashlib
else:
    hashlib = deferred("hashlib")  # loads OpenSSL, 5 ms that the first paint need not wait for

LONGEST_ID = 200
"""Letters; chosen: ours have at most 64."""


def new_id() -> str:
    """Returns a new random identity: 128 bits as 32 hexadecimal digits."""
    return os.urandom(16).hex()


def is_id(text: str) -> bool:
    """Returns True for what `new_id` may have returned."""
    return re.fullmatch(r"[0-9a-f]{32}", text) is not None


def can_be_id(text: str) -> bool:
    """Returns True for what may name a row or a file, whoever made it: short, on one line, and nothing invisible."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable()


def sha256_hex(data: bytes) -> str:
    """Returns the SHA-256 of `data` as 64 hexadecimal digits. Equal bytes have equal identities."""
    return hashlib.sha256(data).hexdigest()
