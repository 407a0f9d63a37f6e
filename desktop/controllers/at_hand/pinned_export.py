"""Copy and Save of a pinned picture: at full size, as it is shown. What came of it is told where the picture is."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.adapters.files.user_file import write_user_file
from desktop.controllers.image.export.image_copy import Types
from desktop.controllers.image.export.image_saving import MIMES
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.settings.house_rules import HouseRules
from desktop.messages.files.saved_words import saved
from desktop.messages.images import picture_out
from desktop.messages.problems import message_for
from desktop.services.image.outgoing_images import OutgoingImages
from desktop.services.tasks import Tasks
from desktop.ui.look.file_dialog import give_room

FORBIDDEN = Problem(ProblemKind.NOT_ALLOWED)


class PinnedExport:
    """Hands pictures to other programs, as far as the rules of the house allow it now."""

    def __init__(
        self,
        outgoing: OutgoingImages,
        put_images: Callable[[Types], bool],
        tasks: Tasks,
        tell: Callable[[str], None],
        rules: Callable[[], HouseRules],
    ) -> None:
        """`put_images` fills the clipboard and returns False if the system did not take it; `tell` shows words at the
        pointer.
        """
        self._outgoing = outgoing
        self._put_images = put_images
        self._tasks = tasks
        self.tell = tell
        self._rules = rules

    @property
    def may_copy(self) -> bool:
        """True if pictures may be copied."""
        return self._rules().allow_copy

    @property
    def may_save(self) -> bool:
        """True if pictures may be saved."""
        return self._rules().allow_export

    def copy(self, image: AnnotatedImage) -> None:
        """Puts the picture on the clipboard."""
        if self.may_copy:
            self._tasks.start("copy pinned picture", self._told(self._copied(image)))
        else:
            self.tell(message_for(FORBIDDEN).text)

    def save(self, image: AnnotatedImage, parent: QWidget) -> None:
        """Asks where to, above `parent`, and writes the picture there."""
        if not self.may_save:
            self.tell(message_for(FORBIDDEN).text)
            return
        dialog = give_room(
            QFileDialog(parent, picture_out.save_title(), "", ";;".join(picture_out.full_size_filters()))
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(picture_out.picture_file(1))
        dialog.fileSelected.connect(
            lambda path: self._tasks.start("save pinned picture", self._told(self._saved(image, Path(path))))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _told(self, work: Awaitable[str]) -> None:
        try:
            self.tell(await work)
        except AskanceError as error:
            self.tell(message_for(error.problem).text)

    async def _copied(self, image: AnnotatedImage) -> str:
        outgoing = await self._outgoing.full_size(image)
        if self._put_images({outgoing.mime: outgoing.data}):
            return picture_out.copied_picture()
        return picture_out.copy_failed()

    async def _saved(self, image: AnnotatedImage, path: Path) -> str:
        outgoing = await self._outgoing.full_size(image, MIMES.get(path.suffix.lower(), "image/png"))
        problem = await self._tasks.run_blocking(write_user_file, path, outgoing.data)
        return message_for(problem).text if problem is not None else saved(path.name)
