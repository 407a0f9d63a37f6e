"""What would go with the program if it ended now, although it was to be kept."""

import asyncio

from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import StorageError
from desktop.log import log
from desktop.services.storage_thread import StorageThread

KNOWN_WITHIN_S = 5.0
"""The longest that closing waits for the disk, while it is in trouble, to learn what would go; chosen."""


async def unkept_at_end(storage: StorageThread, within_s: float = KNOWN_WITHIN_S) -> Unkept:
    """Tries once more to write what waits, and returns what cannot be written. Raises nothing: the end waits for it.

    Where the store does not answer, that is at least what waits or is being written.
    """
    try:
        storage.look_after()
        async with asyncio.timeout(within_s):
            in_memory = await storage.query(lambda store: store.unkept())
    except Exception as failed:  # whatever it is, it must not keep the program from ending
        if not isinstance(failed, (StorageError, TimeoutError)):
            log.warning("not known what is unkept: %s", type(failed).__name__, exc_info=failed)
        return storage.waiting.unwritten.joined(Unkept(is_unknown=True))
    return in_memory.joined(storage.waiting.unkept)
