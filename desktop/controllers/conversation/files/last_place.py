"""The question for a place, at leaving, where nothing that was asked and typed can be kept."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from desktop.core.errors import StorageError
from desktop.messages.files import last_place_words as words
from desktop.services.storage_thread import StorageThread

LOOK_S = 0.2  # between looks at whether the system ends the program; chosen


class LastPlace:
    """Has the storage leave what it could not keep for the next start; where it cannot, the user chooses a folder."""

    def __init__(self, storage: StorageThread, window: QWidget, data_folder: Path, left: str) -> None:
        """`left` is the name under which the next start looks for such a folder in `data_folder`."""
        self._storage = storage
        self._window = window
        self._data_folder = data_folder
        self._left = left

    async def keep(self, is_ending: Callable[[], bool]) -> None:
        """Ends when everything is kept somewhere, when the user wants none of it, or when the system ends the program.

        Raises StorageError in the last case.
        """
        folder: Path | None = None
        while True:
            try:
                await self._storage.leave(folder / self._left if folder is not None else None)
            except StorageError:
                if is_ending():
                    raise
                if not await self._wants_a_place(folder, is_ending):
                    return
                folder = await self._chosen_folder(is_ending) or folder
                continue
            if folder is not None:
                await self._tell_how_to_bring_it_back(folder / self._left, is_ending)
            return

    async def _wants_a_place(self, tried: Path | None, is_ending: Callable[[], bool]) -> bool:
        box = QMessageBox(QMessageBox.Icon.Warning, words.not_saved(), words.kept_nowhere(tried), parent=self._window)
        box.setInformativeText(words.choose_or_lose())
        choose = box.addButton(words.choose_folder_label(), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(words.close_label(), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(choose)
        box.setEscapeButton(choose)  # what is irrevocable needs its own key
        await _answered(box, is_ending)
        return box.clickedButton() is choose or is_ending()

    async def _chosen_folder(self, is_ending: Callable[[], bool]) -> Path | None:
        dialog = QFileDialog(self._window, words.choose_folder_title())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        is_chosen = await _answered(dialog, is_ending) == QDialog.DialogCode.Accepted
        return Path(dialog.selectedFiles()[0]) if is_chosen and dialog.selectedFiles() else None

    async def _tell_how_to_bring_it_back(self, folder: Path, is_ending: Callable[[], bool]) -> None:
        icon = QMessageBox.Icon.Information
        box = QMessageBox(icon, words.saved_title(), words.saved_in(folder), parent=self._window)
        box.setInformativeText(words.how_to_bring_it_back(self._data_folder))
        await _answered(box, is_ending)


async def _answered(dialog: QDialog, is_ending: Callable[[], bool]) -> int:
    """Shows a dialog and returns its result, or 0 as soon as the system ends the program."""
    result: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    dialog.finished.connect(lambda code: None if result.done() else result.set_result(code))
    dialog.open()
    while not is_ending():
        done, _pending = await asyncio.wait([result], timeout=LOOK_S)
        if done:
            return result.result()
    dialog.reject()
    return 0
