"""Saves the open draft as files of the user's own: its words as text, its pictures beside it with covers burnt in."""

from itertools import count
from pathlib import Path

from desktop.adapters.files.user_file import write_user_file
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.export.draft_images import DraftImages
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.workspace.draft import Draft
from desktop.messages.conversation import kept_words
from desktop.services.tasks import Tasks

_TEXT = ".txt"


class DraftSaving:
    """Asks where to, and writes the draft as it was when the dialog opened."""

    def __init__(
        self, draft_images: DraftImages, files: FileDialogs, tasks: Tasks, saved: SavedNotice, notices: ErrorNotices
    ) -> None:
        self._draft_images = draft_images
        self._files = files
        self._tasks = tasks
        self._saved = saved
        self._notices = notices

    def choose_file(self, draft: Draft) -> None:
        """Asks where the draft goes."""
        if not self._draft_images.settings.allow_export:
            self._notices.tell(Problem(ProblemKind.NOT_ALLOWED))
            return
        self._files.save_in_formats(
            kept_words.save_draft_title(),
            (kept_words.save_draft_filter(),),
            kept_words.draft_name() + _TEXT,
            lambda path, _: path if path.suffix.lower() == _TEXT else path.with_name(path.name + _TEXT),
            lambda path, _: self._tasks.start("save draft", self._write(path, draft)),
        )

    async def _write(self, path: Path, draft: Draft) -> None:
        """Writes the words to `path` and the pictures beside it. No other file is replaced."""
        try:
            encoded = [await self._draft_images.full_size(image) for image in draft.images]
        except ImageRejectedError as rejected:
            self._notices.tell(rejected.problem)
            return
        places = (place for number in count(1) if not (place := _beside(path, number)).exists())
        files = [(path, draft.question.encode()), *zip(places, (image.data for image in encoded), strict=False)]
        for place, data in files:
            problem = await self._tasks.run_blocking(write_user_file, place, data)
            if problem is not None:
                self._notices.tell(problem)
                return
        self._saved.say(path)


def _beside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}.png")
