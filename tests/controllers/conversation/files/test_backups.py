from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.controllers.conversation.files.backups import (
    BackupController,
    BackupSidecar,
    RestoreController,
    StoreReplacement,
)
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.settings import Settings
from desktop.services.ports.store import PutBackup, RestoredBackup, Store, UnpackBackup
from desktop.services.ports.work_progress import Step, WorkCancelledError, WorkProgress
from desktop.services.storage_thread import OpenStore, StorageThread
from desktop.services.tasks import Tasks
from tests.controllers.conftest import Bar
from tests.controllers.fakes import Call, FakeHistory, Recorder
from tests.services.qt_loop import on_the_loop, until


class Disk(MemoryStore):
    """A store that records its backups, or is full."""

    def __init__(self, full: bool) -> None:
        super().__init__()
        self.full = full
        self.backups: list[tuple[Path, dict[str, Any]]] = []

    def back_up_to(self, path: Path, beside: dict[str, Any]) -> Callable[[Step], None]:
        if self.full:
            raise StorageError(Problem(ProblemKind.STORE_FULL))

        def write(step: Step) -> None:
            step(1, 2)
            self.backups.append((path, beside))

        return write


class Storage(StorageThread):
    """A storage that answers at once."""

    def __init__(self, history: FakeHistory, full: bool = False) -> None:
        QObject.__init__(self)
        self.history, self.disk = history, Disk(full)

    async def query(self, question: Callable[[Store], Any]) -> Any:
        return question(self.disk)

    async def restore_from_backup(self, put_in_place: PutBackup, open_store: OpenStore) -> RestoredBackup:
        self.history.calls.append(("replaced",))
        return put_in_place()


def until_told(bar: Bar, tasks: Tasks, begin: Callable[[], None]) -> str:
    """The notice that `begin` leads to."""

    async def run() -> str:
        begin()
        await until(lambda: bar.text and "…" not in bar.text)  # on a slow machine, progress is shown before
        await tasks.close()
        return bar.text

    return on_the_loop(run())


class BackingUp:
    def __init__(self, bar: Bar, full: bool = False) -> None:
        self.history, self.tasks, self.owner = FakeHistory(), Tasks(), QObject()
        self.storage, self.action = Storage(self.history, full), QAction(self.owner)
        self.controller = BackupController(
            self.history,
            self.storage,
            self.action,
            FileDialogs(bar.parent, bar.notices),
            BackupSidecar(lambda: Settings(detail="low"), dict),
            self.tasks,
            bar.notices,
        )
        self.controller.connect()


def test_a_backup_holds_the_draft_and_what_goes_along(bar: Bar, tmp_path: Path) -> None:
    room, path = BackingUp(bar), tmp_path / "all.askance-backup"
    text = until_told(bar, room.tasks, lambda: room.controller.back_up_to(path))
    assert text == "Backup saved (without keys): “all.askance-backup”"
    ((written, sidecar),) = room.storage.disk.backups
    assert (written, sidecar["settings"]["detail"], sidecar["questions"]) == (path, "low", {})
    assert room.history.calls == [("save_draft",)]


def test_the_storage_reports_a_backup_that_fails(bar: Bar, tmp_path: Path) -> None:
    room = BackingUp(bar, full=True)

    async def run() -> None:
        room.controller.back_up_to(tmp_path / "all.askance-backup")
        await room.tasks.run_blocking(int)
        await room.tasks.close()

    on_the_loop(run())
    assert bar.text == ""


def test_the_dialog_suggests_a_name(bar: Bar) -> None:
    room = BackingUp(bar)
    room.action.trigger()
    (dialog,) = bar.parent.findChildren(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["Askance.askance-backup"]
    dialog.close()


class Restoring:
    """The controller, over a backup with that sidecar."""

    def __init__(self, bar: Bar, **sidecar: Any) -> None:
        self.bar, self.sidecar, self.tasks, self.owner = bar, sidecar, Tasks(), QObject()
        self.offered, self.action = Recorder(), QAction(self.owner)
        self.problem: Problem | None = None
        self.left_out, self.returned = 0, 0
        self.cancels = False
        self.controller = RestoreController(
            self.action, FileDialogs(bar.parent, bar.notices), self.restore, self.offered, self.tasks, bar.notices
        )
        self.controller.connect()

    async def restore(self, _: Path, progress: WorkProgress) -> RestoredBackup:
        if self.cancels:
            raise WorkCancelledError
        if self.problem is not None:
            raise StorageError(self.problem)
        return RestoredBackup(self.sidecar, "set aside", self.left_out, self.returned)

    def run(self) -> str:
        return until_told(self.bar, self.tasks, lambda: self.controller.restore_from(Path("all.askance-backup")))


def test_a_backup_is_back_and_what_lies_beside_it_is_offered(bar: Bar) -> None:
    room = Restoring(bar, settings={"detail": "low"}, questions={"a": 1})
    assert room.run() == "Restored “all.askance-backup”. Your earlier history is in “set aside”."
    assert room.offered.calls == [("all.askance-backup", {"settings": {"detail": "low"}, "questions": {"a": 1}})]


def test_pictures_that_cannot_be_read_are_counted(bar: Bar) -> None:
    room = Restoring(bar)
    room.left_out = 2
    assert room.run().startswith("Restored “all.askance-backup”. 2 pictures in it can't be read. Your earlier")


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (1, "In 1 conversation, something you had deleted is back."),
        (3, "In 3 conversations, something you had deleted is back."),
    ],
)
def test_what_had_been_deleted_does_not_come_back_unsaid(bar: Bar, returned: int, words: str) -> None:
    room = Restoring(bar)
    room.returned = returned
    assert room.run() == f"Restored “all.askance-backup”. {words} Your earlier history is in “set aside”."


def test_what_is_no_backup_is_refused(bar: Bar) -> None:
    room = Restoring(bar)
    room.problem = Problem(ProblemKind.NOT_A_BACKUP, "all.askance-backup")
    assert "isn't a backup" in room.run()
    assert room.offered.calls == []


def test_before_anything_is_replaced_the_user_is_asked(bar: Bar, tmp_path: Path) -> None:
    room = Restoring(bar)
    room.action.trigger()
    (dialog,) = bar.parent.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "all.askance-backup"))
    dialog.close()
    assert bar.text.startswith("Restoring “all.askance-backup” replaces")
    assert bar.labels == ["Restore"]


def test_the_store_is_replaced_when_nothing_is_asked_or_written_any_more(bar: Bar) -> None:
    history = FakeHistory()
    opened: list[bool] = []

    async def stop_answers() -> None:
        history.calls.append(("stopped",))

    restored = RestoredBackup({"settings": {}}, "set aside")

    def reader(_: Path) -> UnpackBackup:
        return lambda step: lambda: restored

    def open_store(keep: bool) -> OpenStore:
        opened.append(keep)
        return lambda _: MemoryStore()

    tasks = Tasks()
    replacement = StoreReplacement(history, Storage(history), stop_answers, reader, open_store, tasks)

    async def run() -> RestoredBackup:
        done = await replacement.restore(Path("x"), WorkProgress())
        await tasks.close()
        return done

    assert on_the_loop(run()) == restored
    expected: list[Call] = [("save_draft",), ("stopped",), ("replaced",), ("start_over",)]
    assert history.calls == expected
    assert opened == [True]


def test_a_backup_that_cannot_be_read_leaves_the_conversation_open(bar: Bar) -> None:
    history = FakeHistory()

    async def stop_answers() -> None:
        history.calls.append(("stopped",))

    def reader(_: Path) -> UnpackBackup:
        def unpack(step: Step) -> PutBackup:
            raise StorageError(Problem(ProblemKind.NOT_A_BACKUP, "x"))

        return unpack

    tasks = Tasks()
    replacement = StoreReplacement(
        history, Storage(history), stop_answers, reader, lambda _: lambda _: MemoryStore(), tasks
    )

    async def run() -> None:
        with pytest.raises(StorageError):
            await replacement.restore(Path("x"), WorkProgress())
        await tasks.close()

    on_the_loop(run())
    assert history.calls == []  # answers go on, too


def test_a_cancelled_restore_says_that_nothing_changed(bar: Bar) -> None:
    room = Restoring(bar)
    room.cancels = True
    assert room.run() == "Cancelled. Nothing was changed."
    assert room.offered.calls == []
