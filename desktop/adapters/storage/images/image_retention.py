"""Files of images stay for as long as a turn or a draft shows them."""

from collections.abc import Iterator
from datetime import date

from desktop.adapters.storage.connection import Execute, SqliteConnection
from desktop.adapters.storage.images.image_bin import ImageBin
from desktop.adapters.storage.images.image_files import ImageFiles

PIECE = 20
"""Files that are removed at a time; chosen."""
_IS_SHOWN = (
    "SELECT EXISTS (SELECT 1 FROM turn_pictures WHERE picture_id = ?1) "
    "OR EXISTS (SELECT 1 FROM draft_sheets WHERE picture_id = ?1)"
)
_ALL_SHOWN = "SELECT picture_id FROM turn_pictures UNION SELECT picture_id FROM draft_sheets"


class ImageRetention:
    """Removes files that nothing shows any more, even if the program is killed in between.

    A change that may leave a file unshown notes its id in the table `leaving`, in the same transaction; the next start
    removes what is still noted there.
    """

    def __init__(self, connection: SqliteConnection, images: ImageFiles, image_bin: ImageBin) -> None:
        self._connection = connection
        self._images = images
        self._bin = image_bin

    def shown_in(self, conversation_id: str) -> set[str]:
        """Returns the ids of the images in a conversation's turns and draft."""
        rows = self._connection.execute(
            "SELECT picture_id FROM turn_pictures JOIN turns ON id = turn_id WHERE conversation_id = ?1 "
            "UNION SELECT picture_id FROM draft_sheets WHERE conversation_id = ?1",
            (conversation_id,),
        )
        return {row[0] for row in rows}

    def shown_in_turn(self, turn_id: str) -> set[str]:
        """Returns the ids of a turn's images."""
        rows = self._connection.execute("SELECT picture_id FROM turn_pictures WHERE turn_id = ?", (turn_id,))
        return {row[0] for row in rows}

    def leaving(self) -> set[str]:
        """Returns the ids whose files may have to be removed."""
        return {row[0] for row in self._connection.execute("SELECT picture_id FROM leaving")}

    def mark_leaving(self, do: Execute, ids: set[str]) -> None:
        """Notes, in the transaction of `do`, whose files may have to be removed afterwards."""
        for image_id in ids:
            do("INSERT OR IGNORE INTO leaving VALUES (?)", (image_id,))

    def unshown(self, ids: set[str]) -> set[str]:
        """Returns those of the ids that nothing shows."""
        return {image_id for image_id in ids if not self._is_shown(image_id)}

    def remove_unshown(self, ids: set[str]) -> None:
        """Removes the files of those of `ids` that nothing shows, for good. Raises StorageError."""
        with self._connection.guarded():
            for _ in self.remove_in_pieces(ids):
                pass

    def remove_in_pieces(self, ids: set[str]) -> Iterator[None]:
        """Does the same and yields in between."""
        ordered = sorted(ids)
        for at in range(0, len(ordered), PIECE):
            some = ordered[at : at + PIECE]
            for image_id in some:
                if not self._is_shown(image_id):
                    self._images.remove(image_id)
                    if self._images.is_id(image_id):
                        self._bin.remove(image_id)
            with self._connection.transaction() as do:
                for image_id in some:
                    do("DELETE FROM leaving WHERE picture_id = ?", (image_id,))
            yield

    def sweep(self, today: date) -> None:
        """Moves files that nothing shows into the bin, and shown ones out of it. Raises StorageError."""
        shown = {row[0] for row in self._connection.execute(_ALL_SHOWN)}
        with self._connection.guarded():
            here = set(self._images.all_ids())
            for image_id in here - shown:
                self._bin.put(self._images.path_of(image_id), today)
            for image_id in shown - here:
                self.take_back(image_id)
            self._bin.empty(today)

    def take_back(self, image_id: str) -> bool:
        """Takes an image that something shows out of the bin. Returns True if it was there."""
        can_be_here = self._images.is_id(image_id) and self._is_shown(image_id)
        return can_be_here and self._bin.take_back(self._images.path_of(image_id))

    def _is_shown(self, image_id: str) -> bool:
        return bool(self._connection.value(_IS_SHOWN, (image_id,)))
