"""Saves the image in view to a file: PNG or JPEG at full size, or as it would be sent."""

from dataclasses import replace
from pathlib import Path

from desktop.adapters.files.user_file import write_user_file
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.export.draft_images import DraftImages
from desktop.controllers.image.export.slow_work import with_notice
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.messages.images import picture_out
from desktop.services.image.outgoing_images import OutgoingImage
from desktop.services.tasks import Tasks
from desktop.ui.actions import Actions

MIMES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
"""The types by the suffixes of files."""


class ImageSavingController:
    """Asks where to, and writes the image as it was when the dialog opened."""

    def __init__(
        self,
        draft_images: DraftImages,
        actions: Actions,
        files: FileDialogs,
        tasks: Tasks,
        saved: SavedNotice,
        notices: ErrorNotices,
    ) -> None:
        self._draft_images = draft_images
        self._action = actions["save_picture"]
        self._files = files
        self._tasks = tasks
        self._saved = saved
        self._notices = notices
        self._opening = tasks.slot("save picture")

    def connect(self) -> None:
        """Connects the action."""
        self._action.triggered.connect(lambda: self._choose_file())
        self._draft_images.connect(self.show)

    def show(self) -> None:
        """Shows if the action is possible."""
        self._action.setEnabled(self._draft_images.in_view is not None)

    def _choose_file(self) -> None:
        image, number = self._draft_images.in_view, self._draft_images.index + 1
        if not self._draft_images.settings.allow_export:
            self._notices.tell(Problem(ProblemKind.NOT_ALLOWED))
        elif image is not None:
            self._opening.start(self._open_dialog(image, picture_out.picture_file(number)))

    async def _open_dialog(self, image: AnnotatedImage, suggestion: str) -> None:
        """Opens the dialog once it is known in which format the image would be sent, which its filter names."""
        settings = self._draft_images.settings
        full_size = picture_out.full_size_filters()
        filters: tuple[str, ...] = full_size
        as_sent: OutgoingImage | None = None
        if not settings.is_local:
            try:
                encoding = self._draft_images.as_sent(image)
                as_sent = await with_notice(encoding, picture_out.preparing_picture(), self._notices)
            except ImageRejectedError as rejected:
                self._notices.tell(rejected.problem)
                return
            filters = *full_size, picture_out.as_sent_filter(settings.model, as_sent.suffix)

        def write(path: Path, name_filter: str) -> None:
            exact = as_sent if name_filter not in full_size else None
            self._tasks.start("save picture", self._write(path, image, exact))

        self._files.save_in_formats(picture_out.save_title(), filters, suggestion, completed, write)

    async def _write(self, path: Path, image: AnnotatedImage, as_sent: OutgoingImage | None) -> None:
        """Writes the image at full size in the format that the suffix names, or the very bytes `as_sent`."""
        outgoing = as_sent
        if outgoing is None:
            encoding = self._draft_images.full_size(image, MIMES.get(path.suffix.lower(), "image/png"))
            try:
                outgoing = await with_notice(encoding, picture_out.saving_picture(), self._notices)
            except ImageRejectedError as rejected:
                self._notices.tell(replace(rejected.problem, name=path.name))
                return
        problem = await self._tasks.run_blocking(write_user_file, path, outgoing.data)
        if problem is not None:
            self._notices.tell(problem)
        else:
            self._saved.say(path)


def completed(path: Path, name_filter: str) -> Path:
    """Returns the path with a suffix that goes with `name_filter`.

    The dialog suggests a name that ends in ".png"; who chooses another format and keeps the name means that format. Who
    types the suffix of the other format means that one, unless the bytes are those of the format that is sent.
    """
    suffix = name_filter.rpartition("*")[2].rstrip(")")
    typed = path.suffix.lower()
    if typed not in MIMES:
        return path.with_name(path.name + suffix)
    means_typed = MIMES[typed] == MIMES[suffix] or (typed != ".png" and name_filter in picture_out.full_size_filters())
    return path if means_typed else path.with_suffix(suffix)
