"""The dialogs that choose files to write to and to read, and the question before something is overwritten."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.export.registry import known_suffixes
from desktop.messages.files import saved_words
from desktop.ui.look.file_dialog import give_room

SUFFIXES = known_suffixes() | {".askance-backup"}
"""Those that a name may end in already; what stands behind another dot belongs to the name."""


class FileDialogs:
    """Opens the system's file dialogs over the window."""

    def __init__(self, window: QWidget, notices: ErrorNotices) -> None:
        self._window = window
        self._notices = notices

    def save(self, title: str, name_filter: str, suggestion: str, write: Callable[[Path], None]) -> None:
        """Asks where to write to, and calls `write` with that path, its suffix completed by the chosen filter."""
        dialog = self._open(title, name_filter, suggestion)
        dialog.fileSelected.connect(
            lambda path: self.write_unless_there(Path(path), dialog.selectedNameFilter(), write)
        )

    def save_choosing(self, title: str, name_filter: str, suggestion: str, write: Callable[[Path, str], None]) -> None:
        """Asks as `save` does, and calls `write` with the chosen filter, too."""
        dialog = self._open(title, name_filter, suggestion)

        def selected(path: str) -> None:
            chosen = dialog.selectedNameFilter()
            self.write_unless_there(Path(path), chosen, lambda completed: write(completed, chosen))

        dialog.fileSelected.connect(selected)

    def save_in_formats(
        self,
        title: str,
        name_filters: Sequence[str],
        suggestion: str,
        complete: Callable[[Path, str], Path],
        write: Callable[[Path, str], None],
    ) -> None:
        """Asks where to write to and in which format, and calls `write` with the path and the chosen filter.

        `complete` returns the path with the suffix that goes with a filter.
        """
        dialog = self._open(title, ";;".join(name_filters), suggestion)

        def selected(path: str) -> None:
            name_filter = dialog.selectedNameFilter()
            completed = complete(Path(path), name_filter)
            if completed != Path(path) and completed.exists():
                self._ask_to_replace(completed, lambda path: write(path, name_filter))
            else:
                write(completed, name_filter)

        dialog.fileSelected.connect(selected)

    def _ask_to_replace(self, path: Path, write: Callable[[Path], None]) -> None:
        self._notices.say(
            saved_words.exists(path.name), (saved_words.replace_label(), partial(write, path)), passing=False
        )

    def open(self, title: str, name_filter: str, read: Callable[[Path], None]) -> None:
        """Asks for a file that exists, and calls `read` with its path."""
        self._open(title, name_filter).fileSelected.connect(lambda path: read(Path(path)))

    def write_unless_there(self, path: Path, name_filter: str, write: Callable[[Path], None]) -> None:
        """Calls `write`, after asking if the dialog has not asked about that very file or folder.

        The dialog asks about the name that was typed; with another suffix it is another file, and Markdown of all
        conversations goes into a folder.
        """
        completed = with_suffix_of(path, name_filter)
        folder = completed.with_suffix("")
        if completed != path and completed.exists():
            self._ask_to_replace(completed, write)
        elif completed.suffix == ".md" and folder.is_dir() and any(folder.glob("*.md")):
            self._notices.say(
                saved_words.folder_exists(folder.name),
                (saved_words.add_to_folder(), partial(write, completed)),
                passing=False,
            )
        else:
            write(completed)

    def _open(self, title: str, name_filter: str, suggestion: str = "") -> QFileDialog:
        dialog = give_room(QFileDialog(self._window, title, "", name_filter))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if suggestion else QFileDialog.AcceptMode.AcceptOpen)
        if suggestion:
            dialog.selectFile(suggestion)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


def with_suffix_of(path: Path, name_filter: str) -> Path:
    """Returns the path with the suffix that ends `name_filter`, unless it has a known one that is not ".md".

    The dialog suggests a name that ends in ".md"; who chooses another format and keeps the name means that format.
    """
    suffix = name_filter.rpartition("*")[2].rstrip(")")
    if path.suffix.lower() not in SUFFIXES:
        return path.with_name(path.name + suffix)
    return path if path.suffix.lower() != ".md" else path.with_suffix(suffix)
