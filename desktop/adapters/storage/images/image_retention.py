"""Files of images stay for as long as a turn or a draft shows them."""

from desktop.adapters.storage.connection import Execute, SqliteConnection
from desktop.adapters.storage.images.image_files import ImageFiles


class ImageRetention:
    """Removes files that nothing shows any more, even if the program is killed in between.

    A change that may leave a file unshown notes its id in the table `leaving`, in the same transaction; the next start
    removes what is still noted there.
    """

    def __init__(self, connection: SqliteConnection, images: ImageFiles) -> None:
        self._connection = connection
        self._images = images

    def shown_in(self, conversation_id: str) -> set[str]:
        """Return the ids of the images in a conversation's turns and draft."""
        rows = self._connection.execute(
            "SELECT picture_id FROM turn_pictures JOIN turns ON id = turn_id WHERE conversation_id = ?1 "
            "UNION SELECT picture_id FROM draft_sheets WHERE conversation_id = ?1",
            (conversation_id,),
        )
        return {row[0] for row in rows}

    def shown_in_turn(self, turn_id: str) -> set[str]:
        """Return the ids of a turn's images."""
        rows = self._connection.execute("SELECT picture_id FROM turn_pictures WHERE turn_id = ?", (turn_id,))
        return {row[0] for row in rows}

    def leaving(self) -> set[str]:
        """Return the ids whose files may have to be removed."""
        return {row[0] for row in self._connection.execute("SELECT picture_id FROM leaving")}

    def mark_leaving(self, do: Execute, ids: set[str]) -> None:
        """Note, in the transaction of `do`, whose files may have to be removed afterwards."""
        for image_id in ids:
            do("INSERT OR IGNORE INTO leaving VALUES (?)", (image_id,))

    def remove_unshown(self, ids: set[str]) -> None:
        """Remove the files of those of `ids` that nothing shows. Raises StorageError."""
        with self._connection.guarded():
            for image_id in ids:
                shown = self._connection.value(
                    "SELECT EXISTS (SELECT 1 FROM turn_pictures WHERE picture_id = ?1) "
                    "OR EXISTS (SELECT 1 FROM draft_sheets WHERE picture_id = ?1)",
                    (image_id,),
                )
                if not shown:
                    self._images.remove(image_id)
                with self._connection.transaction() as do:
                    do("DELETE FROM leaving WHERE picture_id = ?", (image_id,))
