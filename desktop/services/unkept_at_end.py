"""What would go with the program if it ended now, although it was to be kept."""

from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import StorageError
from desktop.services.storage_thread import StorageThread


async def unkept_at_end(storage: StorageThread) -> Unkept:
    """Tries once more to write what waits, and returns what cannot be written."""
    storage.look_after()
    try:
        in_memory = await storage.query(lambda store: store.unkept())
    except StorageError:
        return Unkept(is_unknown=True)
    return in_memory.joined(storage.waiting.unkept)
