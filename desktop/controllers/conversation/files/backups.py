"""A backup of everything in one file, and bringing one back in place of what is here."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction

from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.house_rules import HouseRules
from desktop.core.settings.settings import Settings, to_plain
from desktop.messages.files import backup_words
from desktop.services.conversation.history import History
from desktop.services.ports.store import RestoredBackup, UnpackBackup
from desktop.services.ports.work_progress import WorkProgress
from desktop.services.storage_thread import OpenStore, StorageThread
from desktop.services.tasks import Tasks


class BackupSidecar:
    """What goes into a backup beside the history: the settings, and the saved prompts that `load_prompts` returns."""

    def __init__(self, settings: Callable[[], Settings], load_prompts: Callable[[], dict[str, Any]]) -> None:
        self._settings = settings
        self._load_prompts = load_prompts

    @property
    def is_allowed(self) -> bool:
        """True if the policy allows backups."""
        return self._settings().allow_backup

    def values(self) -> dict[str, Any]:
        """Returns it as plain values."""
        return {"settings": to_plain(self._settings()), "questions": self._load_prompts()}


class BackupController:
    """Writes a backup."""

    def __init__(
        self,
        history: History,
        storage: StorageThread,
        action: QAction,
        files: FileDialogs,
        sidecar: BackupSidecar,
        tasks: Tasks,
        notices: ErrorNotices,
    ) -> None:
        self._history = history
        self._storage = storage
        self._action = action
        self._files = files
        self._sidecar = sidecar
        self._tasks = tasks
        self._notices = notices
        self._long_work = LongWork(tasks, notices)

    def connect(self) -> None:
        """Connects the action."""
        self._action.triggered.connect(lambda: self._choose_file())

    def _choose_file(self) -> None:
        self._files.save(
            backup_words.save_title(), backup_words.backup_filter(), "Askance.askance-backup", self.back_up_to
        )

    def back_up_to(self, path: Path) -> None:
        """Writes the history with its images, the settings and the quick questions to one file."""
        if not self._sidecar.is_allowed:
            self._notices.tell(Problem(ProblemKind.NOT_ALLOWED))
            return
        self._history.save_draft()
        self._tasks.start("backup", self._write(path, self._sidecar.values()))

    async def _write(self, path: Path, sidecar: dict[str, Any]) -> None:
        try:
            write = await self._storage.query(lambda store: store.back_up_to(path, sidecar))
        except StorageError:
            return  # the storage has reported it

        progress = WorkProgress()
        self._long_work.watch(backup_words.saving(), progress)
        with progress.working():
            try:
                await self._tasks.run_blocking(write, progress.step)
            except StorageError as failed:
                self._notices.tell(failed.problem)
                return
            self._notices.say(backup_words.backup_saved(path.name), about_all=True)


class RestoreController:
    """Brings a backup back: the history at once, what lies beside it as the user chooses."""

    def __init__(
        self,
        action: QAction,
        files: FileDialogs,
        restore_store: Callable[[Path, WorkProgress], Awaitable[RestoredBackup]],
        offer_sidecar: Callable[[str, dict[str, Any]], None],
        tasks: Tasks,
        notices: ErrorNotices,
        rules: Callable[[], HouseRules] = HouseRules,
    ) -> None:
        """`restore_store` puts the history of a backup in place and raises StorageError. `offer_sidecar` offers the
        sidecar of the backup with that file name. `rules` returns those of the house.
        """
        self._rules = rules
        self._action = action
        self._files = files
        self._restore_store = restore_store
        self._offer_sidecar = offer_sidecar
        self._tasks = tasks
        self._notices = notices
        self._long_work = LongWork(tasks, notices)

    def connect(self) -> None:
        """Connects the action."""
        self._action.triggered.connect(lambda: self._choose_file())

    def _choose_file(self) -> None:
        self._files.open(backup_words.restore_title(), backup_words.backup_filter(), self._offer)

    def _offer(self, path: Path) -> None:
        self._notices.say(
            backup_words.restore_question(path.name),
            (backup_words.restore_label(), partial(self.restore_from, path)),
            passing=False,
        )

    def restore_from(self, path: Path) -> None:
        """Puts a backup in the place of what is here, in the background."""
        if self._rules().allow_import:
            self._tasks.start("restore", self._restore(path))
        else:
            self._notices.tell(Problem(ProblemKind.NOT_ALLOWED))

    async def _restore(self, path: Path) -> None:
        progress = WorkProgress()
        self._long_work.watch(backup_words.checking(), progress)
        with progress.working():
            try:
                restored = await self._restore_store(path, progress)
            except StorageError as failed:
                self._notices.tell(failed.problem)
                return
            self._say_restored(path, restored)

    def _say_restored(self, path: Path, restored: RestoredBackup) -> None:
        words = backup_words.restored_words(path.name, restored.left_out, restored.returned, restored.set_aside)
        self._notices.say(words, about_all=True)
        self._offer_sidecar(path.name, restored.sidecar)


class StoreReplacement:
    """Replaces the store by that of a backup, while nothing is being asked or written."""

    def __init__(
        self,
        history: History,
        storage: StorageThread,
        stop_answers: Callable[[], Awaitable[None]],
        backup_reader: Callable[[Path], UnpackBackup],
        open_store: Callable[[bool], OpenStore],
        tasks: Tasks,
    ) -> None:
        """`backup_reader` and `open_store` are those of composition/factories.py."""
        self._history = history
        self._storage = storage
        self._stop_answers = stop_answers
        self._backup_reader = backup_reader
        self._open_store = open_store
        self._tasks = tasks

    async def restore(self, path: Path, progress: WorkProgress) -> RestoredBackup:
        """Puts the backup in the place of the store, once it was unpacked and found whole.

        Raises StorageError, and WorkCancelledError before anything has changed.
        """
        put_in_place = await self._tasks.run_blocking(self._backup_reader(path), progress.step)
        self._history.save_draft()
        await self._stop_answers()
        restored = await self._storage.restore_from_backup(put_in_place, self._open_store(True))
        self._history.start_over()
        return restored
