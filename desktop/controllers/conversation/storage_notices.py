"""Notices about the storage: something is not being saved, or everything is again."""

from desktop.controllers.error_notices import ErrorNotices
from desktop.services.storage_thread import StorageThread


class StorageNotices:
    """Reports failed and recovered writes."""

    def __init__(self, storage: StorageThread, notices: ErrorNotices) -> None:
        self._storage = storage
        self._notices = notices

    def connect(self) -> None:
        """Connect the storage's two states."""
        self._storage.write_failed.connect(self._notices.tell)
        self._storage.write_recovered.connect(lambda: self._notices.say("Everything is being saved again."))
