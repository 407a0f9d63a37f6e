"""The bytes of sent images, read from the store when they are asked for: an export may be larger than the memory."""

from collections.abc import Iterable, Iterator, Mapping

from desktop.services.storage_thread import StorageThread


class StoredImages(Mapping[str, bytes]):
    """Images by their ids; those whose files are gone are not in it. For worker threads: every look-up may block.

    The image that was looked up last is kept, so that `in` and then reading it reads one file.
    """

    def __init__(self, storage: StorageThread, ids: Iterable[str]) -> None:
        self._storage = storage
        self._ids = tuple(dict.fromkeys(ids))
        self._known = frozenset(self._ids)
        self._last: tuple[str, bytes | None] = "", None

    def __getitem__(self, image_id: str) -> bytes:
        data = self._read(image_id)
        if data is None:
            raise KeyError(image_id)
        return data

    def __contains__(self, image_id: object) -> bool:
        return isinstance(image_id, str) and self._read(image_id) is not None

    def __iter__(self) -> Iterator[str]:
        return (image_id for image_id in self._ids if image_id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, image_id: str) -> bytes | None:
        if image_id not in self._known:
            return None
        if self._last[0] != image_id:
            self._last = image_id, self._storage.image_now(image_id)
        return self._last[1]
