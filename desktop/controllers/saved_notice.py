"""The notice after a file was saved, with the way to its folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.files import saved_words
from desktop.ui.notice_bar import Offered


class SavedNotice:
    """Says that a file was saved, and shows its folder if the user wants to see it."""

    def __init__(self, open_folder_of: Callable[[Path], bool], notices: ErrorNotices) -> None:
        """`open_folder_of` shows the folder of a file in the file manager, and returns False if that failed."""
        self._open_folder_of = open_folder_of
        self._notices = notices

    def say(self, path: Path) -> None:
        """Says that the file was saved."""
        self._notices.say(saved_words.saved(path.name), self.offer(path), about_all=True)

    def offer(self, path: Path) -> Offered:
        """Returns the button that shows the folder of a saved file."""
        return saved_words.show_in_folder(), partial(self._show_folder, path)

    def _show_folder(self, path: Path) -> None:
        if not self._open_folder_of(path):
            self._notices.say(saved_words.folder_not_opened(path.name))
