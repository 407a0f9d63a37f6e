"""Looks up the addresses of a name. What connects takes the look-up as a parameter, so that a test can answer it."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]
"""Maps a host and a port to IP addresses, the preferred one first. Raises OSError for a name that is not known."""


async def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """Returns the addresses that this computer finds for `host`, without duplicates. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
