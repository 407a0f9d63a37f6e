"""Waits for Qt signals in coroutines."""

import asyncio
from typing import Any


def emitted(*signals: Any) -> "asyncio.Future[None]":
    """Returns a future that is done as soon as one of the signals is emitted; it listens from this call on."""
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def resolve(*_: object) -> None:
        if not future.done():
            future.set_result(None)

    def disconnect(_: "asyncio.Future[None]") -> None:
        for signal in signals:
            signal.disconnect(resolve)

    for signal in signals:
        signal.connect(resolve)
    future.add_done_callback(disconnect)
    return future
