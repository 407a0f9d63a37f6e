"""The user's own program that prints the key for the endpoint in force."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem, StorageError
from desktop.core.settings.connections.key_program import KeyProgram
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks


class KeyProgramStore(Protocol):
    """Keeps programs by origin. Methods block and raise StorageError."""

    def program_for(self, origin: str) -> KeyProgram | None: ...
    def save_program(self, origin: str, program: KeyProgram | None) -> None: ...


class OwnKeyProgram(QObject):
    """Reads and keeps it in the background. After a change, the key is looked for again."""

    changed = Signal(str, object)  # an origin, and its KeyProgram or None
    problem_occurred = Signal(Problem)

    def __init__(self, tasks: Tasks, store: KeyProgramStore, settings_service: SettingsService) -> None:
        super().__init__()
        self._tasks = tasks
        self._task = tasks.slot("key program")
        self._store = store
        self._settings_service = settings_service

    def look(self) -> None:
        """Looks for the program of the endpoint in force; `changed` has it."""
        self._task.start(self._look(self._settings_service.settings.origin))

    def keep(self, program: KeyProgram | None) -> None:
        """Keeps a program for the endpoint in force; None removes the one that is kept."""
        self._task.start(self._keep(self._settings_service.settings.origin, program))

    async def _keep(self, origin: str, program: KeyProgram | None) -> None:
        try:
            await self._tasks.run_blocking(self._store.save_program, origin, program)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look(origin)
        self._settings_service.look_for_key()

    async def _look(self, origin: str) -> None:
        try:
            program = await self._tasks.run_blocking(self._store.program_for, origin)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
            program = None
        self.changed.emit(origin, program)
