"""Drags images into other programs: out of the canvas foot and out of the strip.

A drag begins at once, with the types that it will have. The image is encoded while the mouse is on its way; programs
read the data when it is dropped. It is a file as well, because many programs take nothing else.
"""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from shiboken6 import isValid

from desktop.adapters.files.drag_files import DragFiles
from desktop.adapters.files.user_file import write_user_file
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.export.draft_images import DraftImages
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.messages.images import picture_out
from desktop.services.tasks import Tasks
from desktop.ui.canvas.foot.canvas_foot import CanvasFoot
from desktop.ui.strip.image_strip import ImageStrip

PNG = "image/png"


class ImageDraggingController:
    """Fills the data of drags. Where the policy allows no copying, a drag carries nothing."""

    def __init__(
        self,
        draft_images: DraftImages,
        foot: CanvasFoot,
        strip: ImageStrip,
        files: DragFiles,
        tasks: Tasks,
        notices: ErrorNotices,
    ) -> None:
        self._draft_images = draft_images
        self._foot = foot
        self._strip = strip
        self._files = files
        self._tasks = tasks
        self._notices = notices
        self._filling = tasks.slot("drag picture")

    def connect(self) -> None:
        """Connects the handle in the foot and the strip."""
        self._foot.drag_started.connect(lambda mime: self._fill(self._draft_images.index, mime))
        self._strip.drag_started.connect(self._fill)
        for ended in (self._foot.drag_ended, self._strip.drag_ended):
            ended.connect(self._drag_ended)

    def _fill(self, index: int, mime: QMimeData) -> None:
        images = self._draft_images.images
        if index >= len(images) or not self._draft_images.settings.allow_copy:
            return
        mime.setData(PNG, b"")  # a program learns the types when the mouse reaches it
        path = None
        try:
            path = self._files.new_path(_file_name(index))
            mime.setUrls([QUrl.fromLocalFile(str(path))])
        except OSError as error:
            self._notices.tell(Problem(ProblemKind.NOT_WRITTEN, _file_name(index), error.strerror or ""))
        self._filling.start(self._fill_encoded(images[index], mime, path))

    async def _fill_encoded(self, image: AnnotatedImage, mime: QMimeData, path: Path | None) -> None:
        try:
            data = (await self._draft_images.full_size(image)).data
        except AskanceError as error:
            self._notices.tell(error.problem)
            return
        if isValid(mime):  # the drag may have ended meanwhile
            mime.setData(PNG, data)
        if path is not None:
            problem = await self._tasks.run_blocking(write_user_file, path, data)
            if problem is not None:
                self._notices.tell(problem)

    def _drag_ended(self, was_taken: bool) -> None:
        if was_taken and self._filling.running:
            self._notices.say(picture_out.drag_again())


def _file_name(index: int) -> str:
    """Returns the name of the file for the image at an index of the strip, from 0."""
    return picture_out.picture_file(index + 1)
