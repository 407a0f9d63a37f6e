"""Notices about the storage: something is not being saved, or everything is again."""

from collections.abc import Callable

from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.conversation.kept_words import saving_works_again
from desktop.services.storage_thread import StorageThread


class StorageNotices:
    """Reports failed and recovered writes. `refresh_list` shows the conversations of a history that was healed."""

    def __init__(self, storage: StorageThread, notices: ErrorNotices, refresh_list: Callable[[], None]) -> None:
        self._storage = storage
        self._notices = notices
        self._refresh_list = refresh_list

    def connect(self) -> None:
        """Connects the storage's states."""
        self._storage.healed.connect(self._refresh_list)
        self._storage.write_failed.connect(self._notices.tell)
        self._storage.write_recovered.connect(lambda: self._notices.say(saving_works_again()))
