"""Hands prompts and connections on as a file, and takes over what the user chooses of one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.settings.connections.connection import Connection
from desktop.core.settings.settings import Settings
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.prompts.shared_differences import SharedChange, shared_changes, with_changes
from desktop.services.prompts.shared_file import MOST_BYTES, SharedThings, shared_of_bytes, shared_text
from desktop.services.settings.connections import Connections
from desktop.services.tasks import Tasks


class PromptSharing(QObject):
    """Runs one export and one import at a time, in the background. Nothing is taken over by reading a file."""

    saved = Signal(Path)
    read = Signal(str, tuple)  # the name of a file, and what it would change, of SharedChange
    taken = Signal(int)  # the number of changes
    refused = Signal(Problem)

    def __init__(
        self,
        tasks: Tasks,
        library: PromptLibrary,
        connections: Connections,
        write: Callable[[Path, bytes], Problem | None],
        settings: Callable[[], Settings],
    ) -> None:
        """`write` writes a file that the user has chosen, or returns the problem; `settings` are those in force."""
        super().__init__()
        self._tasks = tasks
        self._work = tasks.slot("share prompts")
        self._library = library
        self._connections = connections
        self._write = write
        self._settings = settings

    def export(self, path: Path) -> None:
        """Writes the prompts and the connections to a file."""
        self._work.start(self._export(path, shared_text(self._here()).encode()))

    def look_into(self, path: Path) -> None:
        """Reads a file, and tells what it would change, where the rules of the house allow imports."""
        if self._settings().allow_import:
            self._work.start(self._look_into(path))
        else:
            self.refused.emit(Problem(ProblemKind.NOT_ALLOWED))

    def take(self, changes: tuple[SharedChange, ...]) -> None:
        """Takes over the changes that the user has chosen. No connection is chosen by that."""
        for change in changes:
            if isinstance(change.thing, Connection):
                self._connections.add_unchosen(change.thing)
        if any(isinstance(change.thing, SavedPrompt) for change in changes):
            self._library.keep(with_changes(self._library.prompts, changes))
        here = (*self._library.prompts, *self._connections.all)  # both have a bound
        self.taken.emit(sum(change.thing in here for change in changes))

    def _here(self) -> SharedThings:
        """Returns the prompts, with their connections' names of today, and the connections that have an address."""
        prompts: list[SavedPrompt] = []
        for prompt in self._library.prompts:
            connection = self._connections.of_prompt(prompt)
            name = self._connections.name_of(connection) if connection is not None else prompt.connection_name
            prompts.append(replace(prompt, connection_name=name))
        chosen = (connection for connection in self._connections.all if connection.has_chosen_endpoint)
        return SharedThings(tuple(prompts), tuple(chosen))

    async def _export(self, path: Path, data: bytes) -> None:
        problem = await self._tasks.run_blocking(self._write, path, data)
        if problem is None:
            self.saved.emit(path)
        else:
            self.refused.emit(problem)

    async def _look_into(self, path: Path) -> None:
        try:
            data = await self._tasks.run_blocking(_start_of, path)
            there = shared_of_bytes(data, path.name)
        except OSError as error:
            self.refused.emit(Problem(ProblemKind.NOT_SHARED, path.name, error.strerror or ""))
            return
        except AskanceError as error:
            self.refused.emit(error.problem)
            return
        if not self._connections.may_choose:
            there = SharedThings(there.prompts)
        self.read.emit(path.name, shared_changes(self._here(), there))


def _start_of(path: Path) -> bytes:
    """Returns the bytes of a file, or one more than may be read."""
    if not path.is_file():
        raise OSError(0, "")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
