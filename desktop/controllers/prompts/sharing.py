"""Exports and imports prompts and connections from the page of the settings about prompts."""

from collections.abc import Callable, Sequence

from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.errors import Problem
from desktop.messages.files.export_words import json_filter
from desktop.messages.files.saved_words import saved
from desktop.messages.problems import message_for
from desktop.messages.prompts import sharing_words
from desktop.messages.prompts.shared_words import change_label, change_line
from desktop.services.prompts.shared_differences import SharedChange
from desktop.services.prompts.sharing import PromptSharing
from desktop.ui.dialogs.shared_changes import ChangeRow, SharedChangesDialog
from desktop.ui.settings.prompts.prompts_page import PromptsPage

SUGGESTION = "askance-prompts.json"


class PromptSharingController:
    """Is attached to the page when the settings are first opened."""

    def __init__(
        self,
        sharing: PromptSharing,
        files: FileDialogs,
        new_dialog: Callable[[str, Sequence[ChangeRow]], SharedChangesDialog],
    ) -> None:
        self._sharing = sharing
        self._files = files
        self._new_dialog = new_dialog
        self._page: PromptsPage | None = None

    def connect(self) -> None:
        """Connects what becomes of a file."""
        self._sharing.saved.connect(lambda path: self._say(saved(path.name)))
        self._sharing.read.connect(self._show)
        self._sharing.taken.connect(self._tell_taken)
        self._sharing.refused.connect(self._tell_refused)

    def attach(self, page: PromptsPage) -> None:
        """Follows the buttons of this page."""
        self._page = page
        page.export_requested.connect(self._export)
        page.import_requested.connect(self._import)

    def _export(self) -> None:
        self._files.save(sharing_words.save_title(), json_filter(), SUGGESTION, self._sharing.export)

    def _import(self) -> None:
        self._files.open(sharing_words.import_title(), json_filter(), self._sharing.look_into)

    def _show(self, file_name: str, changes: tuple[SharedChange, ...]) -> None:
        if not changes:
            self._say(sharing_words.nothing_new(file_name))
            return
        dialog = self._new_dialog(file_name, [_row(change) for change in changes])
        dialog.chosen.connect(lambda rows: self._sharing.take(tuple(changes[row] for row in rows)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell_taken(self, count: int) -> None:
        self._say(sharing_words.taken_over(count))

    def _tell_refused(self, problem: Problem) -> None:
        self._say(message_for(problem).text)

    def _say(self, words: str) -> None:
        if self._page is not None:
            self._page.show_words(words)


def _row(change: SharedChange) -> ChangeRow:
    label = change_label(change.name, isinstance(change.thing, SavedPrompt), change.is_new)
    return ChangeRow(label, tuple(change_line(*value, is_new=change.is_new) for value in change.values))
